import type { Overview, ReportJourney } from '@bothways/core/contract';
import { NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { journeysIn } from './journey-chosen.ts';
import { changedBy } from './search.ts';

/** How near one looks, as the way there and back: the whole relationship, a journey, a touchpoint. */
export function Zoom({
  overview,
  shown,
  isWhole,
  touchpoint,
}: {
  readonly overview: Overview;
  readonly shown: readonly ReportJourney[];
  readonly isWhole: boolean;
  /** The name of the one that is open. */
  readonly touchpoint: string | undefined;
}) {
  const { t } = useTranslation('journey');
  const [first] = shown;
  return (
    <nav className="zoom" aria-label={t('zoom')}>
      <ol>
        <li>
          {isWhole ? (
            <span aria-current="page">{t('whole')}</span>
          ) : (
            <Link
              to="/journey"
              search={changedBy({ level: 'L0', journey: first?.id, beside: undefined })}
            >
              {t('whole')}
            </Link>
          )}
        </li>
        {!isWhole && (
          <li>
            <Chosen overview={overview} shown={shown} />
          </li>
        )}
        {!isWhole && touchpoint !== undefined && (
          <li>
            <span aria-current="page">{touchpoint}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}

/** Which journey; where there are several, to choose from. */
function Chosen({
  overview,
  shown,
}: {
  readonly overview: Overview;
  readonly shown: readonly ReportJourney[];
}) {
  const { t } = useTranslation('journey');
  const go = useNavigate();
  const journeys = journeysIn(overview);
  const [first] = shown;
  if (journeys.length < 2) return <span aria-current="page">{first?.name}</span>;
  return (
    <NativeSelect
      className="zoom-choice"
      variant="unstyled"
      aria-label={t('choose')}
      value={shown.length === 1 ? first?.id : 'all'}
      onChange={({ currentTarget: { value } }) =>
        void go({ to: '/journey', search: changedBy({ journey: value, beside: undefined }) })
      }
      data={[
        ...journeys.map(({ id, name }) => ({ value: id, label: name })),
        { value: 'all', label: t('all') },
      ]}
    />
  );
}
