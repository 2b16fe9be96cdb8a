import type { Experience, FeltTouchpoint } from '@bothways/core/contract';
import { type FeltStop, feltPicture } from '@bothways/core/scene';
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Marks } from '../../parts/scene-marks.tsx';
import { Section } from '../../parts/section.tsx';
import { CurveRows } from './curve-rows.tsx';
import { PlaceTable, TouchpointTable } from './curve-table.tsx';
import { CannotSay } from './marks.tsx';
import { largest, middleOf, type Said } from './said.ts';
import { changedBy } from './search.ts';

const route = getRouteApi('/experience');
/** Narrower rooms get a list from top to bottom. */
const WIDE = 640;

/** The felt curve: as planned, or in the order of real journeys; as a picture, or as a table. */
export function Curve({ reply, said }: { readonly reply: Experience; readonly said: Said }) {
  const { t, format } = said;
  const { order, as } = route.useSearch();
  const { touchpoints, places, unsaid } = reply.curve;
  const isReal = order === 'real' && places.length > 0;
  const stops = useMemo(
    () => (isReal ? placeStops(reply, said) : touchpointStops(reply, said)),
    [isReal, reply, said],
  );
  if (unsaid !== null)
    return (
      <Section id="curve" title={t('curve.title')}>
        <CannotSay unsaid={unsaid} said={said} />
      </Section>
    );
  const unasked = touchpoints.filter(({ scale }) => scale === null).length;
  return (
    <Section
      id="curve"
      title={t('curve.title')}
      why={isReal ? t('curve.realWhy') : t('curve.why')}
      beside={<Views hasPlaces={places.length > 1} said={said} />}
    >
      {as === 'table' ? (
        isReal ? (
          <PlaceTable reply={reply} said={said} />
        ) : (
          <TouchpointTable reply={reply} said={said} />
        )
      ) : (
        <Drawn stops={stops} isReal={isReal} reply={reply} said={said} />
      )}
      <p className="ex-note ex-under">
        {unasked > 0 &&
          `${t(unasked === 1 ? 'curve.unaskedOne' : 'curve.unasked', { unasked: format.count(unasked), all: format.count(touchpoints.length) })} `}
        {reply.lenses.unsaid === null &&
          t(reply.imagined > 0 ? 'curve.imagined' : 'curve.imaginedNone', {
            read: format.count(reply.lenses.journeys),
            part: format.percent(reply.imagined),
          })}
      </p>
    </Section>
  );
}

function Views({ hasPlaces, said: { t } }: { readonly hasPlaces: boolean; readonly said: Said }) {
  const go = useNavigate();
  const { order, as } = route.useSearch();
  return (
    <div className="ex-controls">
      {hasPlaces && (
        <SegmentedControl
          aria-label={t('curve.order')}
          value={order ?? 'planned'}
          onChange={(value) =>
            void go({
              to: '.',
              search: changedBy({ order: value === 'real' ? 'real' : undefined }),
            })
          }
          data={[
            { value: 'planned', label: t('curve.planned') },
            { value: 'real', label: t('curve.real') },
          ]}
        />
      )}
      <SegmentedControl
        aria-label={t('curve.view')}
        value={as ?? 'picture'}
        onChange={(value) =>
          void go({ to: '.', search: changedBy({ as: value === 'table' ? 'table' : undefined }) })
        }
        data={[
          { value: 'picture', label: t('curve.picture') },
          { value: 'table', label: t('curve.table') },
        ]}
      />
    </div>
  );
}

function Drawn({
  stops,
  isReal,
  reply,
  said,
}: {
  readonly stops: readonly FeltStop[];
  readonly isReal: boolean;
  readonly reply: Experience;
  readonly said: Said;
}) {
  const { t, format } = said;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const strips = useMemo(
    () => (isReal ? [t('curve.still')] : [t('curve.peaks'), t('curve.ends')]),
    [isReal, t],
  );
  const label = isReal ? t('curve.labelReal') : t('curve.label');
  const description = describedIn(stops, said);
  const scene = useMemo(
    () =>
      feltPicture(stops, {
        width,
        words: {
          ...{ title: label, description, strips },
          ...{ best: t('best'), expected: t('expected'), worst: t('worst') },
          ...{ index: format.index, percent: format.percent },
        },
      }),
    [stops, width, label, description, strips, t, format],
  );
  return (
    <div ref={ref} className="ex-curve">
      {width > 0 && width < WIDE && <CurveRows stops={stops} strips={strips} said={said} />}
      {width >= WIDE && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="ex-scroll" tabIndex={0} aria-label={label} key={reply.journey.id}>
          <svg
            width={scene.width}
            height={scene.height}
            role="img"
            aria-label={`${label}. ${description}`}
          >
            <Marks marks={scene.marks} />
          </svg>
        </section>
      )}
      {width >= WIDE && scene.width > width + 1 && (
        <p className="ex-note ex-under">{t('curve.wider')}</p>
      )}
    </div>
  );
}

function describedIn(stops: readonly FeltStop[], { t, format }: Said): string {
  const asked = stops.filter(({ felt }) => felt !== null);
  const sorted = asked.toSorted((a, b) => (b.felt?.median ?? 0) - (a.felt?.median ?? 0));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (best?.felt == null || worst?.felt == null) return '';
  return t('curve.described', {
    ...{ best: best.name, bestFelt: format.index(best.felt.median) },
    ...{ worst: worst.name, worstFelt: format.index(worst.felt.median) },
  });
}

function touchpointStops({ curve: { touchpoints } }: Experience, said: Said): readonly FeltStop[] {
  const peak = largest(touchpoints, ({ peaks }) => peaks)?.id;
  const end = largest(touchpoints, ({ ends }) => ends)?.id;
  return touchpoints.map((each): FeltStop => {
    const { id, name, phase, felt } = each;
    return {
      ...{ key: id, name, group: phase?.name ?? '' },
      felt: felt.kind === 'estimate' ? felt : null,
      under: underOf(each, said),
      told: toldOf(name, each, said),
      parts: [middleOf(each.peaks), middleOf(each.ends)],
      mark: markOf(id === peak, id === end, said),
    };
  });
}

function markOf(isPeak: boolean, isEnd: boolean, { t }: Said): string {
  if (isPeak) return t(isEnd ? 'curve.strongestAndLast' : 'curve.strongest');
  return isEnd ? t('curve.last') : '';
}

function underOf({ scale, n }: FeltTouchpoint, said: Said): readonly string[] {
  return scale === null ? [said.t('curve.notAsked')] : answersOf(n, said);
}

function answersOf(n: number, { t, format }: Said): readonly string[] {
  return [t('curve.answered', { n: format.count(n) }), format.count(n)];
}

function toldOf(
  name: string,
  { felt, n }: Pick<FeltTouchpoint, 'felt' | 'n'>,
  { t, format }: Said,
): string {
  if (felt.kind === 'abstained') return t('curve.toldNot', { name });
  const { median, low, high, grade } = felt;
  return t('curve.told', {
    ...{ name, felt: format.index(median), low: format.index(low), high: format.index(high) },
    ...{ n: format.count(n), grade },
  });
}

function placeStops({ curve: { places } }: Experience, said: Said): readonly FeltStop[] {
  const { t, format } = said;
  const all = places[0]?.encounters ?? 1;
  return places.map((each): FeltStop => {
    const { place, andLater, felt, n, encounters } = each;
    const name = t(andLater ? 'curve.placeLater' : 'curve.place', { place: format.count(place) });
    return {
      ...{ key: String(place), name, group: '' },
      felt: felt.kind === 'estimate' ? felt : null,
      under: answersOf(n, said),
      told: toldOf(name, each, said),
      parts: [andLater ? null : encounters / all],
      mark: '',
    };
  });
}
