import { type Draws, drawsOf, type Factor } from '../ledger/draws.ts';
import { type Estimate, gradeWorst } from '../ledger/estimate.ts';
import { noValuation } from '../ledger/ledger-rows.ts';
import { estimateSum } from '../ledger/sum.ts';
import { doubtTerms, type Term, type Unvalued } from '../ledger/terms.ts';
import type { Part } from '../ledger/valuation.ts';
import type { Volume } from '../ledger/volume.ts';
import type { Grade } from '../model/model.ts';
import type { Flow } from './flow.ts';
import { type Reciprocity, reciprocityOf } from './reciprocity.ts';

/** What an actor receives and gives over all its exchanges, a year. Workspace currency. */
export interface NetworkActor {
  readonly id: string;
  readonly received: Estimate;
  readonly given: Estimate;
  /** Worth received less cost given. */
  readonly net: Estimate;
  /** What moved and is in no money, because nobody has said what it is worth or costs. */
  readonly leavesOut: readonly Unvalued[];
}

/** Everything that one actor gives another. */
export interface Way {
  readonly giver: string;
  readonly receiver: string;
  readonly kinds: readonly KindGiven[];
  readonly worth: Estimate;
  readonly cost: Estimate;
  readonly n: number;
  readonly grade: Grade;
}

/** What it is made of, the most worth first. */
export interface KindGiven {
  readonly kind: string;
  readonly quantity: number;
  readonly worth: Estimate;
  readonly cost: Estimate;
  readonly n: number;
  readonly grade: Grade;
}

/** One kind that an actor gives another at one touchpoint. */
export interface FlowGiven extends KindGiven {
  readonly touchpoint: string;
  readonly giver: string;
  readonly receiver: string;
}

/** What two parties give each other, judged. */
export interface Pair extends Reciprocity {
  readonly a: string;
  readonly b: string;
}

/** The same at one touchpoint: its value interface. */
export interface PlacePair extends Pair {
  readonly touchpoint: string;
}

export interface Network {
  readonly actors: readonly NetworkActor[];
  readonly ways: readonly Way[];
  readonly flows: readonly FlowGiven[];
  /** Of parties: a team gives and gets for the business. */
  readonly pairs: readonly Pair[];
  readonly places: readonly PlacePair[];
}

export interface NetworkOptions {
  /** For whom an actor gives and gets: `business` for its teams, itself else. Left out: everybody for themselves. */
  readonly partyOf?: (actor: string) => string;
  /** How unsure it is that a year brings as much: of a touchpoint, or of all by ''; null: it is in the flows. */
  readonly volume?: (touchpoint: string) => Factor | Volume | null;
  readonly draws?: Draws;
}

/**
 * Who gives what to whom, what each is left with, and where the exchange is not returned.
 *
 * Shape: actors and pairs in the order in which the flows name them; parties of a pair in the order of their names.
 * Units: workspace currency, of the time of the flows.
 * Source: methods.md 12: net value flow of an actor = worth received less cost given; 1.3: one draw of an opinion for all.
 */
export function networkOf(flows: readonly Flow[], options: NetworkOptions = {}): Network {
  const { partyOf = (actor) => actor, volume = () => null, draws = drawsOf() } = options;
  const sum: Sum = (some, part, actor = null, place = '') =>
    summed(some, { part, actor, doubt: volume(place), draws });
  const ids = [...new Set(flows.flatMap(({ giver, receiver }) => [giver, receiver]))];
  const actors = ids.map((id): NetworkActor => {
    const [to, from] = [
      flows.filter((f) => f.receiver === id),
      flows.filter((f) => f.giver === id),
    ];
    return {
      id,
      received: sum(to, 'worth', id),
      given: sum(from, 'cost', id),
      net: sum([...to, ...from], null, id),
      leavesOut: leftOut([...to, ...from], id),
    };
  });
  const nets = new Map(partyNets(flows, partyOf, volume(''), draws));
  const judge = (some: readonly Flow[], place: string): readonly Pair[] =>
    pairsOf(some, { partyOf, doubt: volume(place), draws, nets });
  return {
    actors,
    ways: [...Map.groupBy(flows, wayKey).values()].flatMap((some) => wayOf(some, sum)),
    flows: flows.map((flow) => ({
      ...{ touchpoint: flow.touchpoint, giver: flow.giver, receiver: flow.receiver },
      ...kindGiven(flow.kind, [flow], sum, flow.touchpoint),
    })),
    pairs: judge(flows, ''),
    places: [...Map.groupBy(flows, ({ touchpoint }) => touchpoint)].flatMap(([touchpoint, some]) =>
      judge(some, touchpoint).map((pair) => ({ touchpoint, ...pair })),
    ),
  };
}

function wayKey({ giver, receiver }: Flow): string {
  return JSON.stringify([giver, receiver]);
}

/** Sums one part, or the balance of one actor, at one touchpoint or over all. */
type Sum = (
  flows: readonly Flow[],
  part: Part | null,
  actor?: string | null,
  place?: string,
) => Estimate;

function wayOf(flows: readonly Flow[], sum: Sum): readonly Way[] {
  const [first] = flows;
  if (first === undefined) return [];
  const { giver, receiver } = first;
  const whole = kindGiven('', flows, sum, '');
  const kinds = [...Map.groupBy(flows, ({ kind }) => kind)].map(([kind, some]) =>
    kindGiven(kind, some, sum, ''),
  );
  const { worth, cost, n, grade } = whole;
  return [{ giver, receiver, kinds: kinds.sort(byWorth), worth, cost, n, grade }];
}

function kindGiven(kind: string, flows: readonly Flow[], sum: Sum, place: string): KindGiven {
  return {
    kind,
    quantity: flows.reduce((total, { quantity }) => total + quantity, 0),
    worth: sum(flows, 'worth', null, place),
    cost: sum(flows, 'cost', null, place),
    n: flows.reduce((total, { n }) => total + n, 0),
    grade: gradeWorst(flows.map(({ grade }) => grade)),
  };
}

function byWorth(a: KindGiven, b: KindGiven): number {
  const size = ({ worth, cost }: KindGiven): number =>
    Math.max(...[worth, cost].map((each) => (each.kind === 'estimate' ? each.median : 0)));
  return size(b) - size(a);
}

interface Summing {
  /** Null: worth received less cost given, of `actor`. */
  readonly part: Part | null;
  readonly actor: string | null;
  readonly doubt: Factor | Volume | null;
  readonly draws: Draws;
}

/** What an actor (or a party, by `isOf`) gets and gives of some flows, as terms of one sum. */
function termsFor(
  flows: readonly Flow[],
  part: Part | null,
  isOf: (actor: string) => boolean,
  doubt: Factor | Volume | null,
): readonly Term[] {
  const terms = flows.flatMap(({ giver, receiver, valued }) =>
    valued.terms.filter(
      (term) =>
        (part === null || term.part === part) && isOf(term.part === 'worth' ? receiver : giver),
    ),
  );
  // Shown by itself, a cost is a positive amount.
  const shown =
    part === 'cost' ? terms.map((term) => ({ ...term, part: 'worth' as const })) : terms;
  return doubt === null ? shown : doubtTerms(shown, doubt);
}

function summed(flows: readonly Flow[], { part, actor, doubt, draws }: Summing): Estimate {
  const isOf = (each: string): boolean => actor === null || each === actor;
  const terms = termsFor(flows, part, isOf, doubt);
  const missing = flows.find(({ valued, giver, receiver }) =>
    valued.unvalued.some(
      (each) =>
        (part === null || each.part === part) && isOf(each.part === 'worth' ? receiver : giver),
    ),
  );
  if (terms.length === 0 && missing !== undefined)
    return { kind: 'abstained', reason: noValuation(part ?? 'worth', missing) };
  return estimateSum(terms, draws, encountersOf(flows));
}

/** Kinds and legs of a touchpoint lie on the same encounters, so the most of any is taken. */
function encountersOf(flows: readonly Flow[]): number {
  const most = new Map<string, number>();
  for (const { touchpoint, n } of flows)
    most.set(touchpoint, Math.max(most.get(touchpoint) ?? 0, n));
  return [...most.values()].reduce((sum, each) => sum + each, 0);
}

function leftOut(flows: readonly Flow[], actor: string): readonly Unvalued[] {
  const all = flows.flatMap(({ giver, receiver, valued }) =>
    valued.unvalued.filter(({ part }) => (part === 'worth' ? receiver : giver) === actor),
  );
  const groups = Map.groupBy(all, ({ kind, part }) => `${kind} ${part}`);
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [{ ...first, quantity: rest.reduce((sum, each) => sum + each.quantity, first.quantity) }],
  );
}

type PartyOf = (actor: string) => string;

function* partyNets(
  flows: readonly Flow[],
  partyOf: PartyOf,
  doubt: Factor | Volume | null,
  draws: Draws,
): Iterable<readonly [string, number]> {
  const parties = new Set(flows.flatMap((f) => [partyOf(f.giver), partyOf(f.receiver)]));
  for (const party of parties) {
    const terms = termsFor(flows, null, (actor) => partyOf(actor) === party, doubt);
    const net = estimateSum(terms, draws, 0);
    yield [party, net.kind === 'estimate' ? net.median : 0];
  }
}

interface Judging {
  readonly partyOf: PartyOf;
  readonly doubt: Factor | Volume | null;
  readonly draws: Draws;
  readonly nets: ReadonlyMap<string, number>;
}

function pairsOf(
  flows: readonly Flow[],
  { partyOf, doubt, draws, nets }: Judging,
): readonly Pair[] {
  const between = flows.filter(
    ({ giver, receiver, quantity }) => partyOf(giver) !== partyOf(receiver) && quantity !== 0,
  );
  const groups = Map.groupBy(between, ({ giver, receiver }) =>
    JSON.stringify([partyOf(giver), partyOf(receiver)].sort()),
  );
  return [...groups].map(([key, some]) => {
    const [a = '', b = '']: string[] = JSON.parse(key);
    const sideOf = (party: string) => {
      const terms = termsFor(some, null, (actor) => partyOf(actor) === party, doubt);
      return {
        party,
        gives: some.some(({ giver }) => partyOf(giver) === party),
        terms,
        balance:
          terms.length === 0
            ? ({ kind: 'abstained', reason: 'nothing of it has a value' } as const)
            : estimateSum(terms, draws, encountersOf(some)),
        isPaidElsewhere: (nets.get(party) ?? 0) > 0,
      };
    };
    return { a, b, ...reciprocityOf(sideOf(a), sideOf(b), draws) };
  });
}
