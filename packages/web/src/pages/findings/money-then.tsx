import type { FindingShown } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import type { Speaker } from './say.ts';

type Stake = NonNullable<FindingShown['stakeNow']>;

/** The money of a closed finding before and now: what was done is measured by it. */
export function MoneyThen({
  finding: { state, stakeBefore, stakeSettled, stakeNow },
  speaker,
}: {
  readonly finding: FindingShown;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const shell = useTranslation('shell').t;
  if (state !== 'closed' || stakeBefore === null) return null;
  const columns = [
    [t('before'), stakeBefore],
    [t('settledAt'), stakeSettled],
    [t('now'), stakeNow],
  ] as const;
  const say = (stake: Stake | null, side: 'customer' | 'business' | 'joint'): string => {
    const estimate = stake?.[side];
    return estimate?.kind === 'estimate' ? format.moneySigned(estimate.median) : shell('notSaid');
  };
  const isSame = stakeNow?.to === stakeBefore.to && stakeNow?.encounters === stakeBefore.encounters;
  return (
    <section aria-label={t('moneyThen')}>
      <h3>{t('moneyThen')}</h3>
      <table className="figures money-then">
        <thead>
          <tr>
            <td />
            {columns.map(([name]) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['customer', 'business', 'joint'] as const).map((side) => (
            <tr key={side}>
              <th scope="row">
                {side === 'joint'
                  ? t('together')
                  : shell(side === 'customer' ? 'customers' : 'business')}
              </th>
              {columns.map(([name, stake]) => (
                <td key={name} className="number">
                  {say(stake, side)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isSame && <p className="finding-how">{t('sameData')}</p>}
    </section>
  );
}
