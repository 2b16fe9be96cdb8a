import { ALL_PLACES, type Draws, nets, readModel, volumeOf } from '@bothways/core';
import type { ChangedComparison, ChangedMonth, FindingSeen } from '@bothways/core/contract';
import { importsSince, versionBefore, versionsSince } from '../store/activity.ts';
import { findingEvents } from '../store/finding-events.ts';
import { monthBounds } from './changed-laid.ts';
import type { MonthsSeen } from './changed-seen.ts';
import type { Reading } from './reading.ts';

type Around = Pick<ChangedMonth, 'answers' | 'versions' | 'imports'>;

const DEEDS = ['accept', 'dismiss', 'work', 'close', 'reopen'] as const;

/** What people did with the workspace in a month, and since. */
export async function around({ state }: Reading['stores'], month: string): Promise<Around> {
  const { from, until } = monthBounds(month);
  const since = new Date(from);
  const when = (at: string) => ({ at, inMonth: Date.parse(at) < until });
  const events = await findingEvents<FindingSeen>(state);
  const names = new Map(
    events.flatMap(({ finding, told }) =>
      told === null ? [] : [[finding, told.said.touchpoint.name]],
    ),
  );
  return {
    answers: events
      .flatMap(({ finding, did: done, by, byName, text, at }) => {
        const did = DEEDS.find((each) => each === done);
        if (did === undefined || by === null || Date.parse(at) < from) return [];
        const touchpoint = names.get(finding) ?? finding;
        return [{ key: finding, touchpoint, did, by: byName ?? by, text, ...when(at) }];
      })
      .toReversed(),
    versions: (await versionsSince(state, since)).map(({ version, note, at }) => ({
      ...{ version, note, ...when(at) },
    })),
    imports: (await importsSince(state, since)).map(({ source, events: n, rejected, at }) => ({
      ...{ source, events: n, rejected, ...when(at) },
    })),
  };
}

/**
 * The month at the touchpoints that are compared, at the valuations of the model before this one: what is left of its
 * difference is opinion. Null: there is none.
 */
export async function byOpinionBefore(
  { stores, generation, model }: Reading,
  { now, scale, spreads }: MonthsSeen,
  judged: readonly string[],
  draws: Draws,
): Promise<ChangedComparison['opinion']> {
  const before = await versionBefore(stores.state, generation.modelVersion);
  const read = before === null ? null : readModel(before.files).model;
  if (before === null || read === null) return null;
  const places = judged.flatMap((id) => now.get(id) ?? []);
  const encounters = places.reduce((sum, each) => sum + each.encounters, 0);
  const { customer, business, joint } = nets(
    places.flatMap(({ cube }) => cube),
    // What was recognised is fact: only what it is worth is taken from before.
    { ...model, valuations: read.valuations },
    {
      ...{ perYear: scale.now, encounters, draws },
      volume: volumeOf(ALL_PLACES, { encounters, spreads: spreads.now }),
    },
  );
  return { version: before.version, savedAt: before.at, customer, business, joint };
}
