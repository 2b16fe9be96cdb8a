import type { ChangedComparison } from '@bothways/core/contract';
import type { Speaker } from './say.ts';

const REASONS = [
  ['too-few', 'tooFew'],
  ['not-covered', 'notCovered'],
] as const;

/** What is not compared, by why. */
export function NotCompared({
  comparison: { notCompared },
  speaker: { t },
}: {
  readonly comparison: ChangedComparison;
  readonly speaker: Speaker;
}) {
  if (notCompared.length === 0) return null;
  return (
    <div className="changed-left">
      <h3>{t('notCompared')}</h3>
      <dl>
        {REASONS.map(([why, word]) => {
          const names = notCompared
            .filter((each) => each.why === why)
            .map(({ touchpoint }) => touchpoint.name);
          return names.length === 0 ? null : (
            <div key={why}>
              <dt>{t(word)}</dt>
              <dd>{names.join(', ')}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
