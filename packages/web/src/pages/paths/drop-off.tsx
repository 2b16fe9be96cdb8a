import type { DropOff, JourneyFlow } from '@bothways/core/contract';
import { exitsPicture, type Scene, underWayPicture } from '@bothways/core/scene';
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Estimated } from '../../parts/estimated.tsx';
import { Marks } from '../../parts/scene-marks.tsx';
import { Section } from '../../parts/section.tsx';
import { Nothing } from './nothing.tsx';
import type { Said } from './said.ts';
import { changedBy } from './search.ts';

type Seen = Extract<DropOff, { kind: 'seen' }>;

const HEIGHT = 260;
/** Rows of the table that stands for the pictures. */
const ROWS_MAX = 12;

/** How journeys end: completed or given up, as time goes by, and where they are left. */
export function DropOffShown({ flow, said }: { readonly flow: JourneyFlow; readonly said: Said }) {
  const { t, format } = said;
  const isTable = useSearch({ from: '/paths' }).end === 'table';
  const go = useNavigate({ from: '/paths' });
  const { dropOff } = flow;
  if (dropOff.kind === 'abstained')
    return (
      <Section id="paths-end" title={t('end')}>
        <Nothing
          title={t('endNot')}
          why={said.isFile ? t('endFile') : format.glued(dropOff.reason)}
        />
      </Section>
    );
  return (
    <Section
      id="paths-end"
      title={t('end')}
      why={t('endWhy')}
      beside={
        <SegmentedControl
          aria-label={t('view')}
          value={isTable ? 'table' : 'picture'}
          onChange={(value) =>
            void go({
              search: changedBy({ end: value === 'table' ? 'table' : undefined }),
              resetScroll: false,
            })
          }
          data={[
            { value: 'picture', label: t('picture') },
            { value: 'table', label: t('table') },
          ]}
        />
      }
    >
      <Told seen={dropOff} said={said} />
      {isTable ? <Steps seen={dropOff} said={said} /> : <Pictures seen={dropOff} said={said} />}
      <Left seen={dropOff} said={said} />
    </Section>
  );
}

function Told({ seen, said: { t, span } }: { readonly seen: Seen; readonly said: Said }) {
  return (
    <p className="paths-told">
      {seen.medianToComplete === null
        ? t('neverHalf')
        : t('medianToComplete', { span: span(seen.medianToComplete) })}{' '}
      <span className="paths-why-line">
        {t(seen.completedWhen === 'rule' ? 'endRule' : 'endLastStep')}
      </span>
    </p>
  );
}

function Pictures({ seen, said }: { readonly seen: Seen; readonly said: Said }) {
  const { t, format, span } = said;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [exits, under] = useMemo(() => {
    const words = {
      ...{ completed: t('done'), underWay: t('under'), abandoned: t('gone') },
      ...{ percent: format.percent, wait: span },
      ...{ title: t('exitsLabel'), description: '' },
    };
    const each = width < 760 ? width : (width - 32) / 2;
    return [
      exitsPicture(seen.steps, { width: each, height: HEIGHT, words }),
      underWayPicture(seen.steps, {
        ...{ width: each, height: HEIGHT },
        words: { ...words, title: t('underWayLabel') },
      }),
    ] as const;
  }, [seen, width, t, format, span]);
  return (
    <div ref={ref} className="exits">
      {width > 0 && (
        <>
          <Picture title={t('exitsTitle')} scene={exits} />
          <Picture title={t('underWayTitle')} scene={under} />
        </>
      )}
    </div>
  );
}

function Picture({ title, scene }: { readonly title: string; readonly scene: Scene }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <svg width={scene.width} height={scene.height} role="img" aria-label={scene.title}>
        <Marks marks={scene.marks} />
      </svg>
    </figure>
  );
}

function Steps({ seen, said }: { readonly seen: Seen; readonly said: Said }) {
  const { t, format, span } = said;
  const every = Math.max(1, Math.ceil(seen.steps.length / ROWS_MAX));
  const rows = seen.steps.filter((_, index) => (seen.steps.length - 1 - index) % every === 0);
  const part = (value: number, low: number, high: number) => (
    <td className="number">
      {format.percent(value)}
      <span className="cell-under">
        {format.percent(low)}–{format.percent(high)}
      </span>
    </td>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={t('exitsLabel')}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {[t('atRisk'), t('under'), t('done'), t('gone')].map((each) => (
              <th key={each} scope="col" className="number">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((step) => (
            <tr key={step.seconds}>
              <th scope="row">{span(step.seconds)}</th>
              <td className="number">{format.count(step.atRisk)}</td>
              {part(step.underWay, step.underWayLow, step.underWayHigh)}
              {part(step.completed, step.completedLow, step.completedHigh)}
              {part(step.abandoned, step.abandonedLow, step.abandonedHigh)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Left({ seen, said }: { readonly seen: Seen; readonly said: Said }) {
  const { t, format, name } = said;
  return (
    <>
      <h3 className="paths-under">{t('left')}</h3>
      {seen.left.length === 0 ? (
        <Nothing why={t('noneLeft')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="table-scroll" tabIndex={0} aria-label={t('left')}>
          <table className="figures parts-table">
            <caption>{t('leftWhy')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('leftAt')}</th>
                {[t('reached'), t('leftCount'), t('leftPart')].map((each) => (
                  <th key={each} scope="col" className="number">
                    {each}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {seen.left.slice(0, ROWS_MAX).map((each) => (
                <tr key={each.activity}>
                  <th scope="row">{name(each.activity)}</th>
                  <td className="number">{format.count(each.reached)}</td>
                  <td className="number">{format.count(each.count)}</td>
                  <td className="number">
                    <Estimated estimate={each.share} write={format.percent} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
