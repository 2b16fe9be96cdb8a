import type { ChangedComparison } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { kindOf } from '../../parts/finding-words.ts';
import type { Speaker } from './say.ts';

/** What the rules find in the month alone and did not in the other, and the reverse. */
export function FindingsChanged({
  comparison: { findings },
  speaker: { t },
}: {
  readonly comparison: ChangedComparison;
  readonly speaker: Speaker;
}) {
  const words = useTranslation('findings').t;
  const list = (name: string, none: string, some: typeof findings.new) => (
    <div>
      <h3>{name}</h3>
      {some.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {some.map((finding) => (
            <li key={`${finding.kind} ${finding.touchpoint.id}`}>
              <strong>{finding.touchpoint.name}</strong>: {kindOf(finding, words)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
  return (
    <section aria-labelledby="changed-findings">
      <h2 id="changed-findings" className="changed-heading">
        {t('findings')}
      </h2>
      <p className="changed-how">{t('findingsWhy')}</p>
      <div className="changed-two">
        {list(t('newFindings'), t('noNew'), findings.new)}
        {list(t('goneFindings'), t('noGone'), findings.gone)}
      </div>
      <p>
        <Link to="/findings" search={{}} className="changed-link">
          {t('toFindings')}
        </Link>
      </p>
    </section>
  );
}
