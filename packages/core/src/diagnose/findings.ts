import { type BreakEven, breakEvenOf } from '../ledger/break-even.ts';
import { type Draws, drawsOf } from '../ledger/draws.ts';
import { type Estimate, gradeWorst } from '../ledger/estimate.ts';
import { type Nets, nets } from '../ledger/nets.ts';
import { sidesOf } from '../ledger/sides.ts';
import { evidenceGrade, scaleTerms, termsOf, type Valued } from '../ledger/terms.ts';
import { assert } from '../model/assert.ts';
import type { Grade } from '../model/model.ts';
import { touchpointsOf } from '../model/model.ts';
import { type Because, ENCOUNTERS_AT_LEAST, sayBecause } from './because.ts';
import { costlyForBoth, dataTakenNothingGiven, oneSidedCapture, type Verdict } from './claims.ts';
import type {
  Abstention,
  Finding,
  FindingKind,
  Findings,
  FindingsInput,
  TouchpointEvidence,
} from './finding.ts';
import { partsOf } from './parts.ts';
import { profitLines } from './profit-lines.ts';
import { type Case, headlineOf, nextLook, peopleConcerned, whyFound } from './words.ts';

export const DAYS_A_YEAR = 365.25;

/**
 * The three findings that need no statistics but counting and valuing: a touchpoint where customers give and the business
 * takes, one that takes data and gives nothing, one that costs both. At most one for a touchpoint.
 *
 * Shape: one piece of evidence per touchpoint; the touchpoints that claim nothing are left out, those where nothing can be
 * said stand in `abstained`.
 * Units: money a year of 365.25 days. What was seen is a census; that a year brings as much is not: every range includes
 * a relative spread of 1 / sqrt(encounters), as for a Poisson count.
 * Errors: asserts on days that are not positive.
 * Source: methods.md 1.3, 1.5.
 */
export function findings(input: FindingsInput): Findings {
  assert(input.days > 0, `findings wants a positive number of days, not ${input.days}`);
  const draws = input.draws ?? drawsOf(input);
  const judged = input.touchpoints.map((evidence) => judge(evidence, input, draws));
  return {
    findings: judged
      .flatMap((each) => ('kind' in each ? [each] : []))
      .sort((a, b) => lostAYear(b) - lostAYear(a) || b.people - a.people),
    abstained: judged.flatMap((each) => ('reason' in each ? [each] : [])),
  };
}

function judge(
  evidence: TouchpointEvidence,
  input: FindingsInput,
  draws: Draws,
): Finding | Abstention | Record<never, never> {
  const { touchpoint, encounters } = evidence;
  if (encounters < ENCOUNTERS_AT_LEAST) {
    return abstention(touchpoint, { code: 'few-encounters', seen: encounters });
  }
  const seen = caseOf(evidence, input, draws);
  const verdicts = verdictsOf(seen, draws);
  const claimed = verdicts.find(([, { kind }]) => kind === 'claimed');
  if (claimed !== undefined) return findingOf(seen, claimed[0], claimed[1], draws);
  const shortfall = shortfallOf(verdicts);
  if (shortfall !== undefined) return abstention(touchpoint, shortfall);
  const { customer } = seen.nets;
  return customer.kind === 'abstained'
    ? abstention(touchpoint, { code: 'no-net', reason: customer.reason })
    : {};
}

function abstention(touchpoint: string, because: Because): Abstention {
  return { touchpoint, reason: sayBecause(because), because };
}

/** A case with all that its nets say. */
type Judged = Case & { readonly nets: Nets };

function caseOf(evidence: TouchpointEvidence, input: FindingsInput, draws: Draws): Judged {
  const { model, believed } = input;
  const { touchpoint, encounters, days = input.days, yearly: known } = evidence;
  const [cube, perYear] = known === undefined ? [evidence.cube, DAYS_A_YEAR / days] : [known, 1];
  const sigma = 1 / Math.sqrt(encounters);
  const volume = { of: 'volume', unit: touchpoint, side: '', sigma } as const;
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

/** The claims in the order in which one goes before another. */
function verdictsOf(seen: Case, draws: Draws): readonly (readonly [FindingKind, Verdict])[] {
  const { encountersGivingData, encountersGivingDataGettingNothing } = seen.evidence;
  const oneSided = ['one-sided-capture', oneSidedCapture(seen.valued, draws)] as const;
  const data = [
    'data-taken-nothing-given',
    dataTakenNothingGiven(encountersGivingData, encountersGivingDataGettingNothing),
  ] as const;
  const costly = ['costly-for-both', costlyForBoth(seen.valued, draws)] as const;
  return paysMoney(seen) ? [oneSided, data, costly] : [data, oneSided, costly];
}

/** Why nothing is claimed that might have been: what is missing goes before what is unsure, the likeliest of those first. */
function shortfallOf(verdicts: readonly (readonly [FindingKind, Verdict])[]): Because | undefined {
  const [blocked] = verdicts.flatMap(([, each]) => (each.kind === 'blocked' ? [each.because] : []));
  const [unsure] = verdicts
    .flatMap(([kind, each]) =>
      each.kind === 'unsure' ? [{ of: kind, confidence: each.confidence }] : [],
    )
    .sort((a, b) => b.confidence - a.confidence);
  return blocked ?? (unsure === undefined ? undefined : { code: 'unsure', ...unsure });
}

function paysMoney({ evidence, sideOf }: Case): boolean {
  return evidence.cube.some(
    ({ kind, giver, quantity }) =>
      kind.split(':')[0] === 'money' && sideOf(giver) === 'customer' && quantity > 0n,
  );
}

function findingOf(seen: Judged, kind: FindingKind, verdict: Verdict, draws: Draws): Finding {
  const { evidence, nets: yearly } = seen;
  assert(verdict.kind === 'claimed', 'a finding wants a claim that stands');
  return {
    kind,
    touchpoint: evidence.touchpoint,
    people: peopleConcerned(evidence, kind),
    encounters: evidence.encounters,
    business: yearly.business,
    customer: yearly.customer,
    joint: yearly.joint,
    breakEven: breakEvenFor(seen, kind, verdict.weakest),
    grade: gradeFor(seen, kind, yearly),
    headline: headlineOf(seen, kind),
    why: whyFound(seen, kind),
    next: nextLook(seen, kind),
    confidence: verdict.confidence,
    unvalued: yearly.unvalued,
    parts: partsOf(seen),
    lines: profitLines(seen, draws),
  };
}

/** Of the signs a finding claims, the one that is less sure. */
function breakEvenFor(
  { valued, model }: Case,
  kind: FindingKind,
  weakest: 'customer' | 'business',
): BreakEven {
  switch (kind) {
    case 'data-taken-nothing-given':
      return {
        on: 'nothing',
        sentence: 'rests on counts of what was given and got, on no valuation',
      };
    case 'one-sided-capture':
      return breakEvenOf(valued.terms, model, weakest === 'customer' ? 'customer<0' : 'business>0');
    case 'costly-for-both':
      return breakEvenOf(valued.terms, model, `${weakest}<0`);
  }
}

/** Data is a count: the grade of its evidence. The others are money: the worst grade in either net. */
function gradeFor({ evidence }: Case, kind: FindingKind, { customer, business }: Nets): Grade {
  const rows = evidence.cube.filter((row) => row.kind.split(':')[0] === 'data');
  return kind === 'data-taken-nothing-given'
    ? gradeWorst(rows.map((row) => evidenceGrade(row.grades)))
    : gradeWorst(
        [customer, business].flatMap((net) => (net.kind === 'estimate' ? [net.grade] : [])),
      );
}

/** What the losing sides lose a year, at the medians: 0 where no money can be said. */
function lostAYear({ customer, business }: Finding): number {
  return lossOf(customer) + lossOf(business);
}

function lossOf(net: Estimate): number {
  return net.kind === 'estimate' ? Math.max(0, -net.median) : 0;
}
