import {
  FAILURE_AT_LEAST,
  type Journey,
  type Looks,
  type Model,
  touchpointsOf,
} from '@bothways/core';
import { journeysMoved } from '../store/measure/finding-journeys-moved.ts';
import { type MomentsRow, momentPeople, momentsAt } from '../store/measure/finding-moments.ts';
import type { JourneyHere } from '../store/measure/journey-here.ts';
import type { LooksAt } from './finding-counted.ts';
import type { Reading } from './reading.ts';

/** Where the real journeys of people were left, ended badly, or were felt worst. */
export async function journeyLooks(reading: Reading): Promise<LooksAt> {
  const looks = new Map<string, Looks>();
  for (const journey of reading.model.journeys.filter(({ state }) => state === 'current'))
    for (const [touchpoint, some] of await looksIn(journey, reading)) looks.set(touchpoint, some);
  return looks;
}

async function looksIn(
  journey: Journey,
  { stores, generation, model, segment }: Reading,
): Promise<LooksAt> {
  const here: JourneyHere = { facts: stores.facts, generation, journey: journey.id, segment };
  const rows = await momentsAt(here);
  const leaving = leavingMost(rows, journey);
  const about = { id: journey.id, name: journey.name };
  const looks = new Map<string, Looks>();
  for (const row of rows) {
    const [ends, peaks] = [await feltAt('ends', row), await feltAt('peaks', row)];
    looks.set(row.touchpoint, {
      ...(ends.journeys > 0 ? { ends } : {}),
      ...(peaks.journeys > 0 ? { peaks } : {}),
      ...(leaving?.touchpoint === row.touchpoint
        ? { leaving: await leavingOf(here, row, leaving.beside, { about, model }) }
        : {}),
    });
  }
  return looks;

  async function feltAt(
    of: 'ends' | 'peaks',
    row: MomentsRow,
  ): Promise<NonNullable<Looks['ends']>> {
    const { journeys, bad, sum } = row[of];
    // People are counted only where there is something to say of them.
    const people = bad * 2 > journeys ? await momentPeople(here, row.touchpoint, of) : 0;
    return { journey: about, journeys, bad, people, felt: bad === 0 ? 0 : sum / bad };
  }
}

/**
 * The stages in which people are on their way to what they set out to get. Who only looks, and who tells others afterwards,
 * leaves without having failed. A phase of no stage counts.
 */
const ON_THE_WAY = new Set(['interaction', 'purchase', 'use']);

interface LeftMost {
  readonly touchpoint: string;
  readonly beside: MomentsRow;
}

/** The touchpoint where most of those who come leave, and the next worst; null: nowhere is it much. */
function leavingMost(rows: readonly MomentsRow[], journey: Journey): LeftMost | null {
  const onTheWay = new Set(
    journey.phases
      .filter(({ stage }) => stage === null || ON_THE_WAY.has(stage))
      .flatMap(({ steps }) => steps)
      .flatMap(({ touchpoints }) => touchpoints)
      .map(({ id }) => id),
  );
  const part = ({ visits, left }: MomentsRow): number => left / visits;
  const among = rows
    .filter(({ touchpoint, visits }) => onTheWay.has(touchpoint) && visits >= COMPARED_AT_LEAST)
    .toSorted((a, b) => part(b) - part(a));
  const most = among.find(({ visits }) => visits >= VISITS_AT_LEAST);
  const beside = among.find((each) => each !== most);
  if (most === undefined || beside === undefined || part(most) < FAILURE_AT_LEAST) return null;
  return { touchpoint: most.touchpoint, beside };
}

/** Fewer say nothing of how often journeys end at a touchpoint. */
const VISITS_AT_LEAST = 30;
/** Fewer are no place to compare with. */
const COMPARED_AT_LEAST = 10;

async function leavingOf(
  here: JourneyHere,
  { touchpoint, visits, left }: MomentsRow,
  beside: MomentsRow,
  { about, model }: { readonly about: { id: string; name: string }; readonly model: Model },
): Promise<NonNullable<Looks['leaving']>> {
  const name = touchpointsOf(model).find(({ id }) => id === beside.touchpoint)?.name;
  const scales = new Map(model.values.map(({ id, scale }) => [id, 10 ** scale]));
  const people = await momentPeople(here, touchpoint, 'left');
  const { done, moved } = await journeysMoved(here, touchpoint, visits);
  return {
    ...{ journey: about, visits, left, people, done },
    beside: {
      ...{ touchpoint: beside.touchpoint, name: name ?? beside.touchpoint },
      ...{ visits: beside.visits, left: beside.left },
    },
    moved: moved.map(({ done: whole, left: part, ...way }) => {
      const unit = scales.get(way.kind) ?? 1;
      return { ...way, done: whole / unit, left: part / unit };
    }),
  };
}
