/** What a referred customer brings in one period, from 1 on. Money in one currency. */
export interface ReferredPeriod {
  readonly period: number;
  readonly margin: number;
  readonly reward: number;
  readonly marketing: number;
  /** What it would have cost to win this customer otherwise. */
  readonly acquisitionSaved: number;
}

/** Somebody who came by a referral. `would-not` have joined without it; `would` have, only later or dearer. */
export interface Referred {
  readonly joined: 'would-not' | 'would';
  readonly periods: readonly ReferredPeriod[];
}

/**
 * Customer referral value: what a customer's referrals are worth to the business today. Of those who would have joined
 * anyway only the saved acquisition counts. It goes to the referrer's memo: the margin is already in the referred one's ledger.
 *
 * Units: discount is the rate per period (0.15); money out as money in.
 * Source: Kumar, Petersen & Leone (2007), How valuable is word of mouth?, Harvard Bus. Rev. 85(10); methods.md 1.4.
 */
export function referralValue(referred: readonly Referred[], discount: number): number {
  return referred
    .flatMap(({ joined, periods }) =>
      periods.map((each) => {
        const gain = joined === 'would' ? each.acquisitionSaved : fullGain(each);
        return gain / (1 + discount) ** each.period;
      }),
    )
    .reduce((sum, each) => sum + each, 0);
}

function fullGain({ margin, reward, marketing, acquisitionSaved }: ReferredPeriod): number {
  return margin - reward - marketing + acquisitionSaved;
}
