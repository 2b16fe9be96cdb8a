import { keptContacts } from './fold.ts';
import {
  type Balance,
  balanceKey,
  type Contact,
  type JourneyKept,
  KEPT_MAX,
  type KeptEncounter,
  newestFirst,
  type PersonState,
} from './state.ts';

/** What a store has summed of one journey of a person. */
export interface JourneySum {
  readonly journey: string;
  readonly n: number;
  /** Milliseconds since 1970, UTC. */
  readonly since: number;
  readonly until: number;
  readonly felt: number;
  /** In millionths, each encounter's rounded. */
  readonly feltSum: number;
}

/** Sums over all encounters and transfers of a person, each key once. */
export interface PersonSums {
  readonly journeys: readonly JourneySum[];
  /** The newest of each journey, as many as are kept. */
  readonly kept: readonly (KeptEncounter & { readonly journey: string })[];
  readonly contacts: readonly Contact[];
  readonly balances: readonly Balance[];
}

/** The state that sums in a store come to: the same as of their encounters and transfers folded one by one. */
export function personFromSums({ journeys, kept, contacts, balances }: PersonSums): PersonState {
  const lines = Map.groupBy(kept, ({ journey }) => journey);
  const sum = (of: (each: JourneySum) => number): number =>
    journeys.reduce((total, each) => total + of(each), 0);
  return {
    encounters: sum(({ n }) => n),
    since: journeys.length === 0 ? null : Math.min(...journeys.map(({ since }) => since)),
    until: journeys.length === 0 ? null : Math.max(...journeys.map(({ until }) => until)),
    felt: { n: sum(({ felt }) => felt), sum: sum(({ feltSum }) => feltSum) },
    balances: new Map(balances.map((each) => [balanceKey(each), each])),
    contacts: keptContacts(contacts),
    journeys: new Map(
      journeys.map(({ journey, n }): [string, JourneyKept] => [
        journey,
        { n, kept: (lines.get(journey) ?? []).map(bare).sort(newestFirst).slice(0, KEPT_MAX) },
      ]),
    ),
  };
}

function bare({
  journey: _,
  ...kept
}: KeptEncounter & { readonly journey: string }): KeptEncounter {
  return kept;
}
