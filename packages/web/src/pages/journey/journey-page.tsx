import './journey.css';
import './zoom.css';
import type { Overview, ReportJourney } from '@bothways/core/contract';
import { Skeleton } from '@mantine/core';
import { getRouteApi, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useOverview } from '../../api/overview.ts';
import { Command } from '../../parts/command.tsx';
import { Page } from '../../parts/page.tsx';
import { TakeAway } from '../../parts/take-away.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { useMoves } from '../../valued/use-valued.ts';
import { openWords } from '../../words/words.ts';
import { EditLink } from './edit-link.tsx';
import { chosenJourneys, placedIn } from './journey-chosen.ts';
import { JourneyControls } from './journey-controls.tsx';
import { JourneyMapOrTable } from './journey-shown.tsx';
import { Lead } from './lead.tsx';
import { Matters } from './matters.tsx';
import { useZoomOut } from './use-zoom-keys.ts';
import { Zoom } from './zoom.tsx';

const route = getRouteApi('/journey');

/** The journey: where the exchange is seen at one look, from the whole relationship to one touchpoint. */
export function JourneyPage() {
  const { edit } = route.useSearch();
  if (edit === undefined) return <JourneyRead />;
  return (
    <Suspense fallback={<Waiting />}>
      <EditPage />
    </Suspense>
  );
}

// What a first visit does not show comes when it is asked for.
const Beside = lazy(async () => ({ default: (await import('./beside.tsx')).Beside }));
const Relationship = lazy(async () => ({
  default: (await import('./relationship.tsx')).Relationship,
}));
const TouchpointPanel = lazy(async () => {
  const [loaded] = await Promise.all([import('./touchpoint-panel.tsx'), openWords('touchpoint')]);
  return { default: loaded.TouchpointPanel };
});
const PersonaCard = lazy(async () => ({
  default: (await import('./persona-card.tsx')).PersonaCard,
}));
const EditPage = lazy(async () => {
  const [loaded] = await Promise.all([import('./edit-page.tsx'), openWords('edit')]);
  return { default: loaded.EditPage };
});

function JourneyRead() {
  const { t } = useTranslation('journey');
  const { segment } = route.useSearch();
  const { data, error, refetch } = useOverview(segment);
  if (data !== undefined && error === null) return <Journey overview={data} />;
  return (
    <Page
      title={t('title')}
      lead={error === null ? '\u00a0' : undefined}
      above={error === null ? <div className="toolbar is-waiting" /> : undefined}
    >
      {error === null ? <Waiting /> : <Trouble error={error} retry={() => void refetch()} />}
    </Page>
  );
}

function Journey({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('journey');
  const format = useFormat(overview.currency);
  const search = route.useSearch();
  const { moves } = useMoves();
  const { touchpoint: open } = useParams({ strict: false });
  const shown = chosenJourneys(overview, search.journey, open);
  const [first] = shown;
  const isWhole = search.level === 'L0' && open === undefined;
  useZoomOut(isWhole || open !== undefined ? null : (first?.id ?? null));
  if (first === undefined)
    return (
      <Page title={t('title')}>
        <NoTouchpoints />
      </Page>
    );
  const all = placedIn(overview.journeys);
  const future =
    isWhole || shown.length > 1
      ? undefined
      : overview.futures.find(({ insteadOf }) => insteadOf.id === first.id);
  const persona = overview.personas.find(({ id }) => id === search.persona);
  const name = all.find(({ touchpoint }) => touchpoint.id === open)?.touchpoint.name;
  return (
    <Page
      title={isWhole ? t('whole') : shown.length === 1 ? first.name : t('all')}
      lead={<Lead overview={overview} format={format} />}
      above={
        <div className="toolbar">
          <Zoom overview={overview} shown={shown} isWhole={isWhole} touchpoint={name} />
          <div className="controls">
            <JourneyControls overview={overview} future={future} />
            <EditLink journey={isWhole ? undefined : first.id} />
            <TakeAway
              what="journey"
              journey={isWhole || shown.length > 1 ? 'all' : first.id}
              segment={search.segment}
              isMoved={moves.now.size > 0}
            />
          </div>
        </div>
      }
    >
      {moves.now.size > 0 && (overview.segment !== null || search.beside === 'future') && (
        <p className="matters-quiet">{t('asAgreed')}</p>
      )}
      {persona !== undefined && (
        <Suspense fallback={<Skeleton className="wait-persona" radius="lg" />}>
          <PersonaCard persona={persona} />
        </Suspense>
      )}
      {isWhole ? (
        <Whole overview={overview} isTable={search.as === 'table'} from={search.journey} />
      ) : future !== undefined && search.beside === 'future' ? (
        <Suspense fallback={<Skeleton className="wait-map" radius="lg" />}>
          <Beside
            overview={overview}
            future={future}
            isTable={search.as === 'table'}
            format={format}
          />
        </Suspense>
      ) : (
        <Near overview={overview} shown={shown} open={open} isTable={search.as === 'table'} />
      )}
      <Suspense fallback={null}>
        <TouchpointPanel overview={overview} places={all} open={open} format={format} />
      </Suspense>
    </Page>
  );
}

/** The whole relationship, with the step that matters most wherever it is. */
function Whole({
  overview,
  isTable,
  from,
}: {
  readonly overview: Overview;
  readonly isTable: boolean;
  readonly from: string | undefined;
}) {
  const format = useFormat(overview.currency);
  const lit = overview.headline?.touchpoint.id;
  const placed = placedIn(overview.journeys).find(({ touchpoint }) => touchpoint.id === lit);
  return (
    <>
      <Matters overview={overview} placed={placed} isHere format={format} />
      <Suspense fallback={<Skeleton className="wait-map" radius="lg" />}>
        <Relationship overview={overview} from={from} isTable={isTable} format={format} />
      </Suspense>
    </>
  );
}

/** One journey, or all one behind the other, from near. */
function Near({
  overview,
  shown,
  open,
  isTable,
}: {
  readonly overview: Overview;
  readonly shown: readonly ReportJourney[];
  readonly open: string | undefined;
  readonly isTable: boolean;
}) {
  const format = useFormat(overview.currency);
  const places = placedIn(shown);
  const lit = overview.headline?.touchpoint.id;
  const placed = placedIn(overview.journeys).find(({ touchpoint }) => touchpoint.id === lit);
  return (
    <>
      <Matters
        overview={overview}
        placed={placed}
        isHere={places.some(({ touchpoint }) => touchpoint.id === lit)}
        format={format}
      />
      <JourneyMapOrTable
        overview={overview}
        shown={shown}
        places={places}
        open={open}
        isTable={isTable}
        format={format}
      />
    </>
  );
}

/** As high as what comes, so that nothing jumps. */
function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton className="wait-matters" radius="lg" />
      <Skeleton className="wait-map" radius="lg" />
    </div>
  );
}

function NoTouchpoints() {
  const { t } = useTranslation('journey');
  return (
    <div className="state">
      <h2>{t('empty')}</h2>
      <p>{t('emptyWhy')}</p>
      <EditLink journey={undefined} label={t('editFirst')} />
      <Command lines={['bothways draft journey.xlsx', 'bothways rebuild shop.bothways.yaml']} />
    </div>
  );
}
