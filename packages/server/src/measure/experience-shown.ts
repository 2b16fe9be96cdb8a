import {
  drawsOf,
  type Estimate,
  type Grade,
  gradeWorst,
  type Journey,
  LEDGER_ENVIRONMENT,
  nets,
  readRule,
  type Touchpoint,
} from '@bothways/core';
import { type Experience, PLACES_MAX } from '@bothways/core/contract';
import { meanOf, spreadOf } from '@bothways/core/experience';
import { cube } from '../store/measure/cube.ts';
import { type FeltRow, feltByJourney, feltRows } from '../store/measure/experience-felt.ts';
import {
  type JourneyAsked,
  type JourneyRead,
  type JourneysCounted,
  journeysCounted,
  journeysRead,
  lastSeen,
} from '../store/measure/experience-journeys.ts';
import { overallAnswers, ratesTheWhole } from './experience-answer.ts';
import { combinedOf } from './experience-combined.ts';
import { placesOf, touchpointsFelt } from './experience-curve.ts';
import { expectationsOf } from './experience-expected.ts';
import { followed, JOURNEYS_MIN } from './experience-lenses.ts';
import { learnedMemory, ratedOf } from './experience-memory.ts';
import { scoresOf } from './experience-scores.ts';
import { abstainedOf, unsaidOf } from './experience-unsaid.ts';
import type { Reading } from './reading.ts';
import { lensesOf } from './report-lens.ts';

/** So many real journeys, and so many of their encounters, are read one by one; more are a sample by the hash of their ids. */
export const READ_MAX = { journeys: 20_000, encounters: 300_000 } as const;
const JOURNEYS_SHOWN_MAX = 500;

/**
 * How a current journey felt, of the ledger that is read; null: the model has no such journey. Without a name it is the journey
 * of which most encounters say how they felt.
 *
 * Shape: a few scans of the journey's encounters and threads, and a sample of real journeys: memory does not grow with the ledger.
 */
export async function experienceShown(
  reading: Reading,
  wanted: string | null,
): Promise<Experience | null> {
  const { stores, generation, model, segment } = reading;
  const byJourney = await feltByJourney(stores.facts, generation);
  const current = model.journeys.filter(({ state }) => state === 'current');
  const journeys = current.map(({ id, name }) => ({
    ...{ id, name },
    encounters: byJourney.get(id)?.encounters ?? 0,
    felt: byJourney.get(id)?.felt ?? 0,
  }));
  const first = journeys.toSorted((a, b) => b.felt - a.felt || b.encounters - a.encounters)[0]?.id;
  const journey = current.find(({ id }) => id === (wanted ?? first));
  if (journey === undefined) return null;
  const planned = touchpointsIn(journey);
  const ids = planned.map(({ id }) => id);
  const rows = await feltRows(stores.facts, generation, ids, { segment });
  const hasSegments = model.segments.length > 0;
  const bySegment = hasSegments
    ? await feltRows(stores.facts, generation, ids, { bySegment: true })
    : [];
  const asked: JourneyAsked = {
    ...{ facts: stores.facts, generation, journey: journey.id },
    ...(segment === undefined ? {} : { segment }),
  };
  const counted = await journeysCounted(asked, PLACES_MAX);
  const sums = sumsOf(rows);
  const made = await fromJourneys(reading, { asked, journey, planned, counted, rows, ...sums });
  const { segment: lens, segments } = await lensesOf(reading);
  const bySingle = (of: 'singles' | 'encounters') => (id: string) =>
    rows.reduce((sum, row) => sum + (row.touchpoint === id ? row[of] : 0), 0);
  const held = await expectationsOf(
    ...([reading, planned, bySingle('singles'), bySingle('encounters')] as const),
  );
  const scores = scoresOf(model, planned, rows, bySegment);
  return {
    of: 'ledger',
    journeys: journeys.slice(0, JOURNEYS_SHOWN_MAX),
    journey: { id: journey.id, name: journey.name },
    ...{ segment: lens, segments: [...segments], currency: model.currency },
    ...{ period: periodOf(rows), encounters: sums.encounters, felt: sums.felt },
    ...{ instances: counted.instances, people: counted.people },
    ...made,
    expectations: {
      ...held,
      unsaid: held.held.length === 0 ? unsaidOf('no-expectation') : null,
    },
    scores: { asked: scores, unsaid: scores.length === 0 ? unsaidOf('no-score') : null },
  };
}

/** The touchpoints of a journey in planned order. */
export function touchpointsIn(journey: Journey): readonly Touchpoint[] {
  return journey.phases.flatMap(({ steps }) => steps.flatMap(({ touchpoints }) => touchpoints));
}

interface Sums {
  readonly encounters: number;
  readonly singles: number;
  readonly felt: number;
  readonly grade: Grade;
}

function sumsOf(rows: readonly FeltRow[]): Sums {
  const sum = (of: (row: FeltRow) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  return {
    encounters: sum(({ encounters }) => encounters),
    singles: sum(({ singles }) => singles),
    felt: sum(({ n }) => n),
    grade: gradeWorst(rows.filter(({ n }) => n > 0).map(({ grade }) => grade)),
  };
}

interface Asked extends Sums {
  readonly asked: JourneyAsked;
  readonly journey: Journey;
  readonly planned: readonly Touchpoint[];
  readonly counted: JourneysCounted;
  readonly rows: readonly FeltRow[];
}

type Made = Pick<Experience, 'read' | 'imagined' | 'curve' | 'lenses' | 'remembered' | 'combined'>;

/** What real journeys, read one by one, add to the sums. */
async function fromJourneys(reading: Reading, given: Asked): Promise<Made> {
  const { asked, journey, planned, counted, rows, felt, grade } = given;
  const { model } = reading;
  const everyNth = Math.max(
    1,
    Math.ceil(counted.instances / READ_MAX.journeys),
    Math.ceil(counted.encounters / READ_MAX.encounters),
  );
  const ids = planned.map(({ id }) => id);
  const read = counted.instances === 0 ? [] : await journeysRead(asked, ids, everyNth);
  const ended = read.filter(({ end }) => end !== 'open');
  const rated = ratedOf(planned, (touchpoint) => ratesTheWhole(model, touchpoint));
  const until = await lastSeen(asked);
  const answers = await overallAnswers(model, asked, { journeys: ended, planned, everyNth, until });
  const learned = learnedMemory(ended, rated, answers, counted.instances);
  const follow = followed(ended, rated, learned.memory, grade);
  const enough = follow.journeys >= JOURNEYS_MIN;
  const why =
    felt === 0
      ? unsaidOf('no-felt')
      : counted.instances === 0
        ? unsaidOf('nobody-named')
        : enough
          ? null
          : unsaidOf('too-few-journeys', follow.journeys, JOURNEYS_MIN);
  const told = why === null ? follow : { ...follow, places: [] };
  const none: Estimate = { kind: 'abstained', reason: why?.reason ?? '' };
  return {
    read: read.length,
    imagined: why === null ? follow.imagined : 0,
    curve: {
      touchpoints: touchpointsFelt(journey, rows, told.places, none),
      places: placesOf(counted.places, grade),
      unsaid: felt === 0 ? unsaidOf('no-felt') : null,
    },
    lenses: {
      journeys: follow.journeys,
      experienced: why === null ? follow.experienced : none,
      byTime: follow.byTime,
      remembered: why === null ? follow.remembered : none,
      spread: why === null ? follow.spread : none,
      later: why === null ? [...follow.later] : [],
      cost: await costOf(reading, given, read),
      unsaid: why,
    },
    remembered:
      why?.code === 'no-felt' || why?.code === 'nobody-named'
        ? { ...learned.told, answer: null, unsaid: why }
        : learned.told,
    combined: {
      ...(why === null ? combinedOf(ended, planned, answers) : { pairs: [], unsaid: why }),
    },
  };
}

/** What one real journey leaves both sides with, and how long it takes the customer: all its encounters, asked or not. */
async function costOf(
  { stores, generation, model, segment }: Reading,
  { journey, counted, singles }: Asked,
  read: readonly JourneyRead[],
): Promise<Experience['lenses']['cost']> {
  const rule = readRule(`journey == ${JSON.stringify(journey.id)}`, LEDGER_ENVIRONMENT, 'bool');
  if (counted.instances === 0 || singles === 0 || 'error' in rule) {
    const none = abstainedOf('nobody-named');
    return { customer: none, business: none, seconds: none };
  }
  const moved = await cube({
    ...{
      facts: stores.facts,
      generation,
      model,
      by: ['segment'],
      where: rule.rule,
      part: 'single',
    },
  });
  const own = segment === undefined ? moved : moved.filter((row) => row.segment === segment);
  // Encounters of nobody are in the sums: each journey has its part by how many encounters it has.
  const perYear = counted.encounters / singles / counted.instances;
  const { customer, business } = nets(own, model, {
    ...{ draws: drawsOf(), perYear, encounters: counted.encounters },
  });
  const seconds = read.map((each) =>
    each.seconds.reduce<number>((sum, time) => sum + (time ?? 0), 0),
  );
  const isTimed = read.some((each) => each.seconds.some((time) => time !== null));
  return {
    customer,
    business,
    seconds: isTimed
      ? graded(meanOf(spreadOf(seconds), 'mean of the time that encounters say'), 'A')
      : abstainedOf('not-measured'),
  };
}

function graded(estimate: Estimate, grade: Grade): Estimate {
  return estimate.kind === 'estimate' ? { ...estimate, grade } : estimate;
}

function periodOf(rows: readonly FeltRow[]): Experience['period'] {
  const days = rows.map(({ from }) => from).sort();
  const last = rows.map(({ to }) => to).sort();
  const [from, to] = [days[0], last.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}
