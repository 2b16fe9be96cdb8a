import type { ReportFinding } from '../contract/overview-findings.ts';
import type { ReportJourney, ReportTouchpoint } from '../contract/overview-journeys.ts';
import { ruleOf } from '../diagnose/rules.ts';
import type { Case } from '../diagnose/words.ts';
import { breakEvenOf, type Claim } from '../ledger/break-even.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { sidesOf } from '../ledger/sides.ts';
import { termsOf } from '../ledger/terms.ts';
import { volumeOf } from '../ledger/volume.ts';
import { touchpointsOf } from '../model/model.ts';
import { estimateNow } from './estimate-now.ts';
import { evidenceOf } from './evidence.ts';
import type { EvidenceOf } from './figures-plan.ts';
import type { Figure } from './sums.ts';
import { breakEvenWords, turnsOf } from './told-findings.ts';
import type { YearRead } from './year-read.ts';

/** Findings with their money, sentences and break-evens under the opinions of `read`; what does not move stays the same. */
export function findingsNow(
  findings: readonly ReportFinding[],
  journeys: readonly ReportJourney[],
  was: EvidenceOf<Figure>,
  is: EvidenceOf<Figure>,
  read: YearRead,
): readonly ReportFinding[] {
  const moved = findings.map((finding) => {
    // What has money of its own is worked out when it is drawn.
    if (ruleOf(finding.kind)?.moves !== undefined) return finding;
    const [before, after] = [
      was.places.get(finding.touchpoint.id),
      is.places.get(finding.touchpoint.id),
    ];
    const customer = estimateNow(finding.customer, before?.customer, after?.customer);
    const business = estimateNow(finding.business, before?.business, after?.business);
    if (customer === finding.customer && business === finding.business) return finding;
    return saidAnew({ ...finding, customer, business }, placeIn(journeys, finding), read);
  });
  return moved.every((each, at) => each === findings[at]) ? findings : moved;
}

/**
 * Whether the signs that a finding claims hold at the medians. What rests on counts holds whatever anything is worth, as does
 * what claims no sign.
 */
export function holds({
  kind,
  customer,
  business,
}: Pick<ReportFinding, 'kind' | 'customer' | 'business'>): boolean {
  const is = (estimate: Estimate, sign: -1 | 1): boolean =>
    estimate.kind === 'abstained' || estimate.median * sign > 0;
  if (kind === 'one-sided-capture') return is(customer, -1) && is(business, 1);
  return kind !== 'costly-for-both' || (is(customer, -1) && is(business, -1));
}

/** A finding's words for its new figures, by the rules of the engine. */
function saidAnew(
  finding: ReportFinding,
  place: ReportTouchpoint | undefined,
  read: YearRead,
): ReportFinding {
  const rule = ruleOf(finding.kind);
  const { id } = finding.touchpoint;
  const evidence = evidenceOf(read, id);
  if (rule === undefined || evidence === null) return finding;
  const { model } = read;
  const cube = read.at.get(id) ?? [];
  const seen: Case = {
    ...{ model, cube, evidence, perYear: 1 },
    days: evidence.days ?? read.days,
    plan: touchpointsOf(model).find((each) => each.id === id) ?? null,
    nets: { customer: finding.customer, business: finding.business },
    valued: termsOf(cube, model),
    volume: volumeOf(id, evidence),
    believed: place?.believed?.customer ?? null,
    sideOf: sidesOf(model),
  };
  return {
    ...finding,
    sentence: rule.headline(seen),
    detail: rule.why(seen),
    next: rule.next(seen),
    ...turnOf(finding, seen),
  };
}

function turnOf(
  { kind, turns, breakEven }: ReportFinding,
  { valued, model }: Case,
): Pick<ReportFinding, 'turns' | 'breakEven'> {
  if (turns === null || turns.side === 'other') return { turns, breakEven };
  const isLoss = turns.side === 'customer' || kind === 'costly-for-both';
  const claim: Claim = `${turns.side}${isLoss ? '<' : '>'}0`;
  const now = breakEvenOf(valued.terms, model, claim);
  return { turns: turnsOf(now), breakEven: breakEvenWords(now) };
}

function placeIn(
  journeys: readonly ReportJourney[],
  { touchpoint: { id } }: ReportFinding,
): ReportTouchpoint | undefined {
  for (const { phases } of journeys)
    for (const { steps } of phases)
      for (const { touchpoints } of steps) {
        const found = touchpoints.find((each) => each.id === id);
        if (found !== undefined) return found;
      }
  return undefined;
}
