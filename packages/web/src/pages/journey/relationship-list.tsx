import { type RelationshipRow, voicesScale } from '@bothways/core/scene';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changedBy } from './search.ts';
import { VoiceBars } from './voice-bars.tsx';

/** The whole relationship on a phone: a card a journey, its phases by stage. */
export function RelationshipList({
  rows,
  stages,
}: {
  readonly rows: readonly RelationshipRow[];
  readonly stages: readonly string[];
}) {
  const { t } = useTranslation('journey');
  const scale = voicesScale(rows.flatMap(({ get, give }) => [get, give]));
  return (
    <div className="list">
      <p className="list-head" aria-hidden="true">
        <span className="voice-give">← {t('give')}</span>
        <span className="voice-get">{t('get')} →</span>
      </p>
      <ul className="whole-list">
        {rows.map((row) => (
          <li key={row.id}>
            <Link
              to="/journey"
              search={changedBy({ level: undefined, journey: row.id })}
              className={row.cells.some(({ isLit }) => isLit) ? 'card is-lit' : 'card'}
              data-journey={row.id}
            >
              <span className="card-name">{row.name}</span>
              <span className="card-under">
                {[
                  [...new Set(row.cells.map(({ stage }) => stages[stage] ?? ''))].join(', '),
                  row.felt === null ? '' : `${t('felt')} ${row.felt.label}`,
                ]
                  .filter((each) => each !== '')
                  .join(' · ')}
              </span>
              <VoiceBars voices={row} scale={scale} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
