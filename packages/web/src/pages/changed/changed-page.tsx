import './changed.css';
import type { ChangedComparison, ChangedMonth } from '@bothways/core/contract';
import { NativeSelect, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChanged } from '../../api/changed.ts';
import { Page } from '../../parts/page.tsx';
import { TakeAway } from '../../parts/take-away.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { Around } from './around.tsx';
import { Each } from './each.tsx';
import { FindingsChanged } from './findings-changed.tsx';
import { type Speaker, sayFromTo, sayHeadline, sayMonth, sayOverall, writeFigure } from './say.ts';
import { type ChangedSearch, changedSearch } from './search.ts';
import { Total } from './total.tsx';

/** What changed in a month: the changes that matter first, then all of them with their doubt. */
export function ChangedPage() {
  const { t } = useTranslation('changed');
  const search = useSearch({ from: '/changed' });
  const { data, error, refetch } = useChanged(search.month, search.against ?? 'month');
  if (data !== undefined) return <Changed data={data} search={search} />;
  return (
    <Page title={t('title')} lead={error === null ? '\u00a0' : undefined}>
      {error === null ? <Waiting /> : <Trouble error={error} retry={() => void refetch()} />}
    </Page>
  );
}

function Changed({
  data,
  search,
}: {
  readonly data: ChangedMonth;
  readonly search: ChangedSearch;
}) {
  const { t, i18n } = useTranslation('changed');
  const speaker: Speaker = { t, language: i18n.language, format: useFormat(data.currency) };
  const { comparison, why } = data;
  const months = (month: string): string => sayMonth(month, speaker.language);
  return (
    <Page
      above={
        <p className="changed-way">
          <Link to="/findings" search={{}}>
            {t('findings', { ns: 'shell' })}
          </Link>
          <span aria-hidden="true"> / </span>
          {t('title')}
        </p>
      }
      title={t('title')}
      lead={
        comparison === null
          ? undefined
          : t('lead', { month: months(comparison.month), against: months(comparison.against) })
      }
      beside={data.months.length === 0 ? undefined : <Choose data={data} search={search} />}
    >
      {comparison === null ? (
        <div className="state">
          <h2>{t(`why.${why ?? 'no-months'}`)}</h2>
          <p>{t(`whyHint.${why ?? 'no-months'}`)}</p>
          <Link to="/findings" search={{}} className="link-button">
            {t('toFindings')}
          </Link>
        </div>
      ) : (
        <>
          <Matters comparison={comparison} speaker={speaker} />
          <Total comparison={comparison} speaker={speaker} />
          <Each comparison={comparison} speaker={speaker} search={search} />
          <FindingsChanged comparison={comparison} speaker={speaker} />
        </>
      )}
      <Around data={data} speaker={speaker} />
    </Page>
  );
}

function Choose({ data, search }: { readonly data: ChangedMonth; readonly search: ChangedSearch }) {
  const { t, i18n } = useTranslation('changed');
  const navigate = useNavigate();
  const set = (change: Record<string, unknown>): void => {
    void navigate({
      to: '/changed',
      search: changedSearch({ ...search, ...change }),
      resetScroll: false,
    });
  };
  const { months, comparison } = data;
  const asked = search.month ?? comparison?.month ?? months[0] ?? '';
  return (
    <div className="changed-choose">
      <NativeSelect
        label={t('month')}
        value={asked}
        onChange={({ currentTarget }) => set({ month: currentTarget.value })}
        data={(months.includes(asked) ? months : [asked, ...months]).map((value) => ({
          ...{ value, label: sayMonth(value, i18n.language) },
        }))}
      />
      <NativeSelect
        label={t('against')}
        value={search.against ?? 'month'}
        onChange={({ currentTarget }) => set({ against: currentTarget.value })}
        data={[
          { value: 'month', label: t('monthBefore') },
          { value: 'year', label: t('yearBefore') },
        ]}
      />
      <TakeAway what="changed" month={asked} against={search.against} />
    </div>
  );
}

function Matters({
  comparison,
  speaker,
}: {
  readonly comparison: ChangedComparison;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const { headlines, judged, rate, total } = comparison;
  const overall = sayOverall(total, speaker);
  if (headlines.length === 0 && overall === '')
    return (
      <section className="changed-nothing">
        <h2>{t('nothing')}</h2>
        <p>{t('nothingWhy', { judged: format.count(judged) })}</p>
      </section>
    );
  return (
    <section aria-labelledby="changed-matters">
      <h2 id="changed-matters" className="changed-heading">
        {t('matters')}
      </h2>
      {overall !== '' && <p className="changed-overall">{overall}</p>}
      <ol className="changed-headlines">
        {headlines.map((headline) => (
          <li key={headline.touchpoint.id}>
            <p className="changed-said">{sayHeadline(headline, speaker)}</p>
            <p className="changed-from">
              {sayFromTo(headline.changed, writeFigure(headline.what, speaker), speaker)}
            </p>
          </li>
        ))}
      </ol>
      <p className="changed-how">
        {t('howMarked', { judged: format.count(judged), rate: format.percent(rate) })}
      </p>
    </section>
  );
}

function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <div role="status" aria-label={t('loading')} className="changed-waiting">
      <Skeleton height={180} radius="lg" />
      <Skeleton height={140} radius="lg" />
      <Skeleton height={420} radius="lg" />
    </div>
  );
}
