import type { ChangedComparison } from '@bothways/core/contract';
import { Difference } from './difference.tsx';
import { type Speaker, sayFromTo, writeFigure } from './say.ts';

const SIDES = ['customer', 'business', 'joint', 'volume'] as const;

/** What changed over all touchpoints that are compared. */
export function Total({
  comparison: { total },
  speaker,
}: {
  readonly comparison: ChangedComparison;
  readonly speaker: Speaker;
}) {
  const { t } = speaker;
  return (
    <section aria-labelledby="changed-total">
      <h2 id="changed-total" className="changed-heading">
        {t('total')}
      </h2>
      <dl className="changed-total">
        {SIDES.map((side) => (
          <div key={side} className={total[side].isChange ? 'is-change' : undefined}>
            <dt>{t(`sides.${side}`)}</dt>
            <dd>
              <Difference figure={total[side]} write={writeFigure(side, speaker)} />
              <span className="changed-from">
                {sayFromTo(total[side], writeFigure(side, speaker), speaker)}
              </span>
              <span className="changed-mark">
                {t('beyond')} {t(total[side].isChange ? 'yes' : 'no')}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
