import './touchpoint.css';
import type { TouchpointWhole } from '@bothways/core/contract';
import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/get.ts';
import { Page } from '../../parts/page.tsx';
import { PageNav } from '../../parts/page-nav.tsx';
import { Section } from '../../parts/section.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { WhoGains } from '../journey/who-gains.tsx';
import { BothWays } from './both-ways.tsx';
import { ComparedTable } from './compared.tsx';
import { Expected } from './expected.tsx';
import { Months } from './months.tsx';
import { Nothing } from './nothing.tsx';
import { OneEncounter } from './one-encounter.tsx';
import { Rules } from './rules.tsx';
import type { TouchpointSearch } from './search.ts';
import { Spreads } from './spreads.tsx';
import { TouchpointHead } from './touchpoint-head.tsx';
import { exchangeSentence, type Said, unbroken } from './touchpoint-words.ts';
import { useMovedTouchpoint } from './use-moved-touchpoint.ts';

const route = getRouteApi('/touchpoint/$id');

/** One touchpoint, whole, down to one transaction. */
export function TouchpointPage() {
  const { id } = route.useParams();
  const { t } = useTranslation('touchpoint');
  const { data, error, refetch } = useQuery({
    queryKey: ['touchpoint', id],
    queryFn: ({ signal }) =>
      get<TouchpointWhole>(`/api/touchpoints/${encodeURIComponent(id)}`, signal),
  });
  if (data !== undefined) return <Touchpoint key={id} touchpoint={data} />;
  return (
    <Page title={id} lead={error === null ? t('reading') : undefined}>
      {error === null ? (
        <div aria-hidden="true">
          <Skeleton height={120} radius="lg" mb="lg" />
          <Skeleton height={380} radius="lg" />
        </div>
      ) : (
        <Trouble error={error} retry={() => void refetch()} />
      )}
    </Page>
  );
}

const sections = ['exchange', 'spread', 'expected', 'rules', 'compared', 'months', 'one'] as const;

function Touchpoint({ touchpoint: agreed }: { readonly touchpoint: TouchpointWhole }) {
  const { touchpoint, isMoved } = useMovedTouchpoint(agreed);
  const { t, i18n } = useTranslation('touchpoint');
  const format = useFormat(touchpoint.currency);
  const { language } = i18n;
  const { currency } = touchpoint;
  const said = useMemo<Said>(
    () => ({ t, format, language, currency }),
    [t, format, language, currency],
  );
  const { name, journey } = touchpoint;
  return (
    <Page
      title={name}
      lead={exchangeSentence(touchpoint, said)}
      beside={
        <Link
          className="link-button"
          to="/journey/$touchpoint"
          params={{ touchpoint: touchpoint.id }}
          search={{ journey: journey.id }}
        >
          {t('onMap')}
        </Link>
      }
    >
      <TouchpointHead touchpoint={touchpoint} said={said} />
      <PageNav name={t('onPage')} matters={sections.map((id) => ({ id, title: t(id) }))} />
      <Parts touchpoint={touchpoint} isMoved={isMoved} said={said} />
    </Page>
  );
}

function Parts({
  touchpoint,
  isMoved,
  said,
}: {
  readonly touchpoint: TouchpointWhole;
  readonly isMoved: boolean;
  readonly said: Said;
}) {
  const { t } = said;
  const search = route.useSearch();
  const go = route.useNavigate();
  const change = (to: TouchpointSearch, replace = false): void =>
    void go({ search: (now) => ({ ...now, ...to }), replace, resetScroll: false });
  const { spreads, expectations, compared, months } = touchpoint;
  return (
    <div className="tp">
      <Exchange
        touchpoint={touchpoint}
        isMoved={isMoved}
        evidence={search.evidence}
        change={change}
        said={said}
      />
      <Section id="spread" title={t('spread')} why={t('spreadWhy')}>
        <Spreads
          {...{ spreads, expectations, said }}
          chosen={search.spread}
          choose={(metric) => change({ spread: metric }, true)}
        />
      </Section>
      <Section id="expected" title={t('expected')} why={t('expectedWhy')}>
        <Expected expectations={expectations} said={said} />
      </Section>
      <Section id="rules" title={t('rules')} why={t('rulesWhy')}>
        <Rules touchpoint={touchpoint} said={said} />
      </Section>
      <Section id="compared" title={t('compared')} why={t('comparedWhy')}>
        <ComparedTable compared={compared} said={said} />
      </Section>
      <Section id="months" title={t('months')} why={t('monthsWhy')}>
        <Months months={months} said={said} />
      </Section>
      <Section id="one" title={t('one')}>
        <OneEncounter
          touchpoint={touchpoint.id}
          encounter={search.encounter}
          choose={(encounter) => change({ encounter }, true)}
          said={said}
        />
      </Section>
    </div>
  );
}

function Exchange({
  touchpoint: { measured, believed },
  isMoved,
  evidence,
  change,
  said,
}: {
  readonly isMoved: boolean;
  readonly touchpoint: TouchpointWhole;
  readonly evidence: TouchpointSearch['evidence'];
  readonly change: (to: TouchpointSearch, replace?: boolean) => void;
  readonly said: Said;
}) {
  const { t, format } = said;
  const isMeasured = measured !== null && (evidence !== 'believed' || believed === null);
  const exchange = isMeasured ? measured : believed;
  const choice = measured !== null && believed !== null && (
    <SegmentedControl
      aria-label={t('evidence', { ns: 'journey' })}
      value={isMeasured ? 'measured' : 'believed'}
      onChange={(value) =>
        change({ evidence: value === 'believed' ? 'believed' : 'measured' }, true)
      }
      data={[
        { value: 'measured', label: t('measured') },
        { value: 'believed', label: t('believed') },
      ]}
    />
  );
  if (exchange === null)
    return (
      <Section id="exchange" title={t('exchange')}>
        <Nothing>{t('notBelieved')}</Nothing>
      </Section>
    );
  const { tilt, customerEach, businessEach } = exchange;
  return (
    <Section id="exchange" title={t('exchange')} why={t('exchangeWhy')} beside={choice}>
      {isMoved && <p className="tp-note">{t('movedOnly')}</p>}
      <BothWays exchange={exchange} isMeasured={isMeasured} said={said} />
      {exchange.lines.length > 0 && (
        <div className="tp-gains">
          <WhoGains voices={exchange} format={format} isMeasured={isMeasured} />
          <div className="tp-gains-told">
            {customerEach.kind === 'estimate' && businessEach.kind === 'estimate' && (
              <p>
                {t('eachTime', {
                  customer: unbroken(format.moneySigned(customerEach.median)),
                  business: unbroken(format.moneySigned(businessEach.median)),
                })}
              </p>
            )}
            <p className="tp-note">
              {tilt.kind === 'abstained'
                ? t(isMoved ? 'tiltMoved' : 'tiltNot')
                : t('tilt', {
                    value: format.index(tilt.median),
                    low: format.index(tilt.low),
                    high: format.index(tilt.high),
                  })}
            </p>
          </div>
        </div>
      )}
    </Section>
  );
}
