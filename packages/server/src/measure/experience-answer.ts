import { type Model, sidesOf, type Touchpoint, touchpointsOf } from '@bothways/core';
import type { OverallAnswer, Unsaid } from '@bothways/core/contract';
import { LEARNS_FROM } from '@bothways/core/experience';
import {
  answersAfter,
  type JourneyAsked,
  type JourneyRead,
  metAfter,
} from '../store/measure/experience-journeys.ts';
import { unsaidOf } from './experience-unsaid.ts';

/** So many days after the end an answer elsewhere still speaks of the journey. */
export const ASKED_DAYS = 30;
/** So many days after the end who comes again came again. */
export const AGAIN_DAYS = 56;
const DAY_MS = 86_400_000;
/** Where fewer than this part answered, or did, otherwise than the others, nothing tells what makes the difference. */
const APART_MIN = 0.03;

/** What stands for how journeys are remembered, on -1..+1, by journey. */
export interface Answers {
  readonly answer: OverallAnswer | null;
  readonly of: ReadonlyMap<string, number>;
  /** How many days after the end it was given, where that is known. */
  readonly days?: ReadonlyMap<string, number>;
  /** Why there is none, or not enough. */
  readonly unsaid: Unsaid | null;
}

/** A touchpoint at which people are asked about the whole: an NPS question, or a survey that gives them nothing and stands last. */
export function ratesTheWhole(model: Model, touchpoint: Touchpoint): boolean {
  if (touchpoint.felt === null) return false;
  if (touchpoint.felt.scale.startsWith('nps')) return true;
  const side = sidesOf(model);
  const last = model.journeys.find(({ id }) => id === touchpoint.journey)?.phases.at(-1)?.id;
  return (
    touchpoint.phase === last &&
    touchpoint.exchange.some(
      ({ give, kind }) => side(give) === 'customer' && kind.startsWith('data:'),
    ) &&
    touchpoint.exchange.every(({ to }) => side(to) !== 'customer')
  );
}

/**
 * The overall answer of each real journey. First what people were asked about the whole: within the journey, its last such answer; else
 * by an NPS question elsewhere, within some weeks of the end. Else what they did: whether they paid again, or came again at all.
 *
 * Shape: `journeys` have ended; `until` is the last moment that is known of, and who was not seen long enough has no answer.
 */
export async function overallAnswers(
  model: Model,
  asked: JourneyAsked,
  {
    journeys,
    planned,
    everyNth,
    until,
  }: {
    readonly journeys: readonly JourneyRead[];
    readonly planned: readonly Touchpoint[];
    readonly everyNth: number;
    readonly until: number;
  },
): Promise<Answers> {
  const tries = [
    () => Promise.resolve(askedWithin(model, journeys, planned)),
    () => askedElsewhere(model, asked, journeys, everyNth),
    () => cameAgain(model, asked, journeys, everyNth, until, 'bought'),
    () => cameAgain(model, asked, journeys, everyNth, until, 'returned'),
  ];
  let best: Answers = { answer: null, of: new Map(), unsaid: unsaidOf('no-answer') };
  for (const attempt of tries) {
    const found = await attempt();
    if (found === null) continue;
    if (found.unsaid === null) return found;
    if (best.answer === null) best = found;
  }
  return best;
}

function askedWithin(
  model: Model,
  journeys: readonly JourneyRead[],
  planned: readonly Touchpoint[],
): Answers | null {
  const rating = planned.map((touchpoint) => ratesTheWhole(model, touchpoint));
  const place = rating.indexOf(true);
  const touchpoint = planned[place];
  if (touchpoint?.felt == null) return null;
  const of = new Map<string, number>();
  for (const { id, touchpoints, felt } of journeys)
    for (const [at, which] of touchpoints.entries()) {
      const said = felt[at];
      if (rating[which] === true && said != null) of.set(id, said);
    }
  const { id, name, felt } = touchpoint;
  return judged({ kind: 'asked', touchpoint: { id, name }, scale: felt.scale, days: null }, of);
}

async function askedElsewhere(
  model: Model,
  asked: JourneyAsked,
  journeys: readonly JourneyRead[],
  everyNth: number,
): Promise<Answers | null> {
  const asking = currentTouchpoints(model).filter(
    ({ journey, felt }) => journey !== asked.journey && felt?.scale.startsWith('nps') === true,
  );
  const [first] = asking;
  if (first?.felt == null) return null;
  const touchpoints = asking.map(({ id }) => id);
  const found = await answersAfter(asked, { touchpoints, days: ASKED_DAYS, everyNth });
  const ended = new Set(journeys.map(({ id }) => id));
  const { id, name, felt } = first;
  const told = [...found].filter(([journey]) => ended.has(journey));
  const answers = judged(
    { kind: 'asked', touchpoint: { id, name }, scale: felt.scale, days: ASKED_DAYS },
    new Map(told.map(([journey, each]) => [journey, each.felt])),
  );
  return { ...answers, days: new Map(told.map(([journey, each]) => [journey, each.days])) };
}

async function cameAgain(
  model: Model,
  asked: JourneyAsked,
  journeys: readonly JourneyRead[],
  everyNth: number,
  until: number,
  of: 'bought' | 'returned',
): Promise<Answers | null> {
  const side = sidesOf(model);
  const touchpoints = currentTouchpoints(model)
    .filter(
      ({ exchange }) =>
        of === 'returned' ||
        exchange.some(({ give, to, kind }) => {
          return side(give) === 'customer' && side(to) === 'business' && kind === 'money';
        }),
    )
    .map(({ id }) => id);
  if (touchpoints.length === 0) return null;
  const again = await metAfter(asked, { touchpoints, days: AGAIN_DAYS, everyNth });
  const seen = journeys.filter(({ ended }) => ended + AGAIN_DAYS * DAY_MS <= until);
  return judged(
    { kind: 'behaviour', of, days: AGAIN_DAYS },
    new Map(seen.map(({ id }) => [id, again.has(id) ? 1 : -1])),
  );
}

function currentTouchpoints(model: Model): readonly Touchpoint[] {
  const current = new Set(
    model.journeys.filter(({ state }) => state === 'current').map(({ id }) => id),
  );
  return touchpointsOf(model).filter(({ journey }) => current.has(journey));
}

function judged(answer: OverallAnswer, of: ReadonlyMap<string, number>): Answers {
  if (of.size < LEARNS_FROM)
    return { answer, of, unsaid: unsaidOf('too-few-answers', of.size, LEARNS_FROM) };
  const counts = [...Map.groupBy(of.values(), (value) => value).values()].map(
    ({ length }) => length,
  );
  const most = Math.max(...counts);
  return {
    answer,
    of,
    unsaid: most > (1 - APART_MIN) * of.size ? unsaidOf('answers-alike', most, of.size) : null,
  };
}
