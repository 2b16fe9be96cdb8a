import type { AcceptedEvent } from '../accept/accepted-event.ts';
import type { Conducted } from './conduct-batch.ts';
import { isOfPerson } from './fact-rows.ts';
import {
  type LiveCame,
  type LiveEvent,
  type LiveNews,
  type LiveOutcome,
  newestOfEach,
} from './live-feed.ts';

/** Of a batch and of each outcome so many are told: nobody reads more. */
const TOLD_MOST = 40;
/** Besides the newest of each source and outcome, and of each name among so many: whoever looks for what is rare finds it. */
const NAMES_MOST = 60;

type Made = Conducted['made'][number];

/** What became of the events of a batch, for the live view: some are told, the others counted. */
export function toldOf({ made, suppressed, hasLedger }: Conducted): {
  readonly events: readonly LiveNews[];
  readonly left: readonly LiveCame[];
} {
  const all: readonly Sorted[] = [
    ...suppressed.map((event): Sorted => ({ event, made: null, outcome: 'other' })),
    ...made.map(
      (each): Sorted => ({
        event: each.event.event,
        made: each,
        outcome: outcomeOf(each, hasLedger),
      }),
    ),
  ];
  const told = toldAmong(all);
  return {
    events: all.filter((each) => told.has(each)).map((each) => newsOf(each, hasLedger)),
    left: countedOf(all, told),
  };
}

function toldAmong(all: readonly Sorted[]): ReadonlySet<Sorted> {
  if (all.length <= TOLD_MOST) return new Set(all);
  const named = newestOfEach(all, ({ event: { name, type } }) => (name === '' ? type : name), 1);
  return new Set([
    ...newestOfEach(all, ({ outcome }) => outcome, TOLD_MOST),
    ...newestOfEach(all, ({ event, outcome }) => `${outcome} ${event.source}`, 1),
    ...named.slice(-NAMES_MOST),
  ]);
}

interface Sorted {
  readonly event: AcceptedEvent;
  /** Null: its person was erased. */
  readonly made: Made | null;
  readonly outcome: LiveOutcome;
}

/** As `outcomeOf` of what is told, without telling it. */
function outcomeOf(
  { event: { event }, encounters, held, refused }: Made,
  hasLedger: boolean,
): LiveOutcome {
  if (!hasLedger) return 'other';
  if (encounters.length === 0) return isOfPerson(event) ? 'other' : 'unmapped';
  return held.length > 0 || refused.some(isHeldBack) ? 'refused' : 'encounter';
}

/** A movement whose quantity an event leaves out is no fault: most events do not say all. */
function isHeldBack({ reason }: { readonly reason: string }): boolean {
  return reason !== 'absent';
}

function newsOf({ event, made }: Sorted, hasLedger: boolean): LiveNews {
  const { receivedAt, at, source, type, name, channel } = event;
  const shown = { receivedAt, at, source, type, name, channel, person: made?.person ?? null };
  if (made === null) return { ...shown, became: { kind: 'suppressed' } };
  if (!hasLedger) return { ...shown, became: { kind: 'stored' } };
  if (made.encounters.length > 0) return { ...shown, became: becameOf(made) };
  return { ...shown, became: { kind: isOfPerson(event) ? 'traits' : 'unmapped' } };
}

function countedOf(all: readonly Sorted[], told: ReadonlySet<Sorted>): readonly LiveCame[] {
  const counts = new Map<string, { source: string; outcome: LiveOutcome; events: number }>();
  for (const each of all) {
    if (told.has(each)) continue;
    const { source } = each.event;
    const key = `${each.outcome} ${source}`;
    const events = (counts.get(key)?.events ?? 0) + 1;
    counts.set(key, { source, outcome: each.outcome, events });
  }
  return [...counts.values()];
}

function becameOf({
  encounters,
  transfers,
  held,
  refused,
}: Omit<Made, 'event' | 'person'>): LiveEvent['became'] {
  return {
    kind: 'encounters',
    encounters: encounters.map(({ encounterId, journey, touchpoint }) => {
      const isOf = (row: { readonly encounterId: string }): boolean =>
        row.encounterId === encounterId;
      return {
        ...{ journey, touchpoint },
        legs: transfers
          .filter(isOf)
          .map(({ giver, receiver, kind, quantity }) => ({ giver, receiver, kind, quantity })),
        refused: [
          ...refused
            .filter((row) => isOf(row) && isHeldBack(row))
            .map(({ kind, reason }) => ({ kind, reason })),
          ...held.filter(isOf).map(({ kind }) => ({ kind, reason: 'no-consent' })),
        ],
      };
    }),
  };
}
