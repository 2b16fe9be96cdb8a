import { type Draws, drawsOf } from '../ledger/draws.ts';
import { nets } from '../ledger/nets.ts';
import { sidesOf } from '../ledger/sides.ts';
import { scaleTerms, termsOf, type Valued } from '../ledger/terms.ts';
import { volumeOf } from '../ledger/volume.ts';
import { assert } from '../model/assert.ts';
import { touchpointsOf } from '../model/model.ts';
import { discoveries } from '../statistics/discoveries.ts';
import { type Because, CHANCE_RATE, ENCOUNTERS_AT_LEAST, sayBecause } from './because.ts';
import { blindSpots } from './blind-spots.ts';
import { MUCH_AT_STAKE, strength } from './claim-strength.ts';
import type {
  Abstention,
  Finding,
  Findings,
  FindingsInput,
  TouchpointEvidence,
} from './finding.ts';
import { moneyOf } from './own-money.ts';
import { partsOf } from './parts.ts';
import type { ClaimRule, Judged, Verdict } from './rule.ts';
import { FAULT_RULES, ruleOf } from './rules.ts';

export const DAYS_A_YEAR = 365.25;

/**
 * What there is to act on: every rule looks at every touchpoint, and those claims stand that hold when all are looked at
 * together. At most one for a touchpoint: the first in the order of the rules; the others that hold are named in it.
 *
 * Shape: one piece of evidence per touchpoint; the touchpoints that claim nothing are left out, those where nothing can be
 * said stand in `abstained`.
 * Units: money a year of 365.25 days. What was seen is a census; that a year brings as much is not: every range includes
 * the relative spread of each kind over the people who moved it, who come by themselves (`volumeOf`).
 * Errors: asserts on days that are not positive.
 * Source: methods.md 1.3, 1.5; Benjamini & Yekutieli (2001) for claims against chance, which depend on each other; for
 * claims on opinions the expected part of false ones is the mean of 1 - confidence (Mueller, Parmigiani & Rice 2007).
 */
export function findings(input: FindingsInput): Findings {
  assert(input.days > 0, `findings wants a positive number of days, not ${input.days}`);
  const draws = input.draws ?? drawsOf(input);
  const judged = input.touchpoints.map((evidence) => judge(evidence, input, draws));
  const together = judgedTogether(judged);
  const faults = together.flatMap((each) => faultsAt(each, draws)).sort(byStake);
  const faulty = new Set(faults.map(({ touchpoint }) => touchpoint));
  const sound = together.filter(({ touchpoint }) => !faulty.has(touchpoint));
  return {
    findings: faults,
    strengths: strengthsAmong(sound, together, draws).toSorted(byStake),
    blindSpots: blindSpots(input),
    abstained: sound.flatMap(abstentionsAt),
  };
}

/** What both gain clearly from and feel well at, and much of all there is. */
function strengthsAmong(
  sound: readonly Looked[],
  all: readonly Looked[],
  draws: Draws,
): readonly Finding[] {
  const jointOf = ({ seen }: Looked): number =>
    seen?.nets.joint.kind === 'estimate' ? Math.max(0, seen.nets.joint.median) : 0;
  const much = MUCH_AT_STAKE * all.reduce((sum, each) => sum + jointOf(each), 0);
  return sound.flatMap((each) => {
    const { seen } = each;
    if (seen === null || jointOf(each) < much) return [];
    const verdict = strength.verdict(seen, draws);
    if (verdict.kind !== 'claimed') return [];
    return [{ ...findingOf(seen, [strength, verdict], draws), also: [] }];
  });
}

/** The most at stake first; what no money can be said of last, by people. */
export function byStake(a: Finding, b: Finding): number {
  return stakeOf(b) - stakeOf(a) || b.people - a.people;
}

function stakeOf({ stake }: Finding): number {
  return stake.kind === 'estimate' ? stake.median : 0;
}

/** A touchpoint with what each rule says of it. */
interface Looked {
  readonly touchpoint: string;
  /** Null: too few encounters. */
  readonly seen: Judged | null;
  readonly encounters: number;
  readonly verdicts: readonly (readonly [ClaimRule, Verdict])[];
}

function judge(evidence: TouchpointEvidence, input: FindingsInput, draws: Draws): Looked {
  const { touchpoint, encounters } = evidence;
  if (encounters < ENCOUNTERS_AT_LEAST) return { touchpoint, encounters, seen: null, verdicts: [] };
  const seen = caseOf(evidence, input, draws);
  const verdicts = rulesFor(seen).map((rule) => [rule, rule.verdict(seen, draws)] as const);
  return { touchpoint, encounters, seen, verdicts };
}

/** A matter of data is best described by data, unless money is at stake. */
function rulesFor(seen: Judged): readonly ClaimRule[] {
  if (paysMoney(seen)) return FAULT_RULES;
  const isFirst = ({ kind }: ClaimRule): number => Number(kind !== 'data-taken-nothing-given');
  return FAULT_RULES.toSorted((a, b) => isFirst(a) - isFirst(b));
}

/** The same, but for claims that may be chance among so many. */
function judgedTogether(all: readonly Looked[]): readonly Looked[] {
  const tests = all.flatMap(({ verdicts }) =>
    // What is not claimed was looked at all the same, and discovers nothing.
    verdicts.flatMap(([, { kind, chance }]) =>
      chance === undefined ? [] : [kind === 'claimed' ? chance : 1],
    ),
  );
  if (tests.length === 0) return all;
  const stand = discoveries(tests, CHANCE_RATE, 'any');
  let at = 0;
  return all.map((looked) => ({
    ...looked,
    verdicts: looked.verdicts.map(([rule, verdict]) => {
      const { chance } = verdict;
      if (chance === undefined) return [rule, verdict] as const;
      const isStanding = stand[at];
      at += 1;
      if (isStanding || verdict.kind !== 'claimed') return [rule, verdict] as const;
      const because = { code: 'chance', of: rule.kind, chance, tests: tests.length } as const;
      return [rule, { kind: 'blocked', because }] as const;
    }),
  }));
}

/** The first claim that holds, naming the others; and what is about something else, beside it. */
function faultsAt({ seen, verdicts }: Looked, draws: Draws): readonly Finding[] {
  if (seen === null) return [];
  const claimed = verdicts.filter(([, { kind }]) => kind === 'claimed');
  const [first, ...others] = claimed.filter(([{ isApart }]) => isApart !== true);
  const apart = claimed.filter(([{ isApart }]) => isApart === true);
  const also = others.map(([{ kind }]) => kind);
  return [
    ...(first === undefined ? [] : [{ ...findingOf(seen, first, draws), also }]),
    ...apart.map((each) => ({ ...findingOf(seen, each, draws), also: [] })),
  ];
}

/** Why nothing is said of a touchpoint where nothing was found. */
function abstentionsAt({ touchpoint, encounters, seen, verdicts }: Looked): readonly Abstention[] {
  if (seen === null) return [abstention(touchpoint, { code: 'few-encounters', seen: encounters })];
  const shortfall = shortfallOf(verdicts);
  if (shortfall !== undefined) return [abstention(touchpoint, shortfall)];
  const { customer } = seen.nets;
  return customer.kind === 'abstained'
    ? [abstention(touchpoint, { code: 'no-net', reason: customer.reason })]
    : [];
}

function abstention(touchpoint: string, because: Because): Abstention {
  return { touchpoint, reason: sayBecause(because, (kind) => ruleOf(kind)?.that ?? kind), because };
}

function caseOf(evidence: TouchpointEvidence, input: FindingsInput, draws: Draws): Judged {
  const { model, believed } = input;
  const { touchpoint, encounters, days = input.days, yearly: known } = evidence;
  const [cube, perYear] = known === undefined ? [evidence.cube, DAYS_A_YEAR / days] : [known, 1];
  const volume = volumeOf(touchpoint, evidence);
  const yearly = nets(cube, model, { perYear, encounters, volume, draws });
  const plan = touchpointsOf(model).find(({ id }) => id === touchpoint) ?? null;
  const believedNets = believed?.touchpoints.find((each) => each.touchpoint === touchpoint)?.nets;
  return {
    model,
    days,
    cube,
    perYear,
    evidence,
    plan,
    nets: yearly,
    valued: scaled(termsOf(cube, model), perYear),
    volume,
    believed: believedNets?.customer ?? null,
    sideOf: sidesOf(model),
  };
}

function scaled({ terms, unvalued }: Valued, by: number): Valued {
  return {
    terms: scaleTerms(terms, by),
    unvalued: unvalued.map((each) => ({ ...each, quantity: each.quantity * by })),
  };
}

/** Why nothing is claimed that might have been: what is missing goes before what is unsure, the likeliest of those first. */
function shortfallOf(verdicts: Looked['verdicts']): Because | undefined {
  const [blocked] = verdicts.flatMap(([, each]) => (each.kind === 'blocked' ? [each.because] : []));
  const [unsure] = verdicts
    .flatMap(([{ kind }, each]) =>
      each.kind === 'unsure' ? [{ of: kind, confidence: each.confidence }] : [],
    )
    .sort((a, b) => b.confidence - a.confidence);
  return blocked ?? (unsure === undefined ? undefined : { code: 'unsure', ...unsure });
}

function paysMoney({ evidence, sideOf }: Judged): boolean {
  return evidence.cube.some(
    ({ kind, giver, quantity }) =>
      kind.split(':')[0] === 'money' && sideOf(giver) === 'customer' && quantity > 0n,
  );
}

/** A claim that stands, with all that is said of it. */
function findingOf(
  seen: Judged,
  [rule, verdict]: readonly [ClaimRule, Verdict],
  draws: Draws,
): Omit<Finding, 'also'> {
  const { evidence } = seen;
  assert(verdict.kind === 'claimed', 'a finding wants a claim that stands');
  const { customer, business, joint, stake, grade, valued, unvalued, lines } = moneyOf(
    rule,
    seen,
    draws,
  );
  return {
    ...{ kind: rule.kind, touchpoint: evidence.touchpoint },
    ...{ people: rule.people?.(seen) ?? evidence.people, encounters: evidence.encounters },
    ...{ business, customer, joint, stake },
    breakEven: rule.breakEven(seen, verdict.weakest, valued),
    grade,
    ...{ headline: rule.headline(seen), why: rule.why(seen) },
    ...{ caveat: rule.caveat(seen), next: rule.next(seen), evidence: rule.asked(seen) },
    confidence: verdict.confidence,
    unvalued,
    ...{ parts: partsOf(seen), facts: rule.facts?.(seen) ?? {}, lines },
  };
}
