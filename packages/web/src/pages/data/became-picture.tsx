import type { BecameOfEvents } from '@bothways/core/contract';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { type FlowBand, type FlowBar, flowShape, NOWHERE, OTHERS } from './flow.ts';

const BAR = 10;

/** Two columns: names of events, and the touchpoints whose encounters they became. */
export function BecamePicture({ became }: { readonly became: BecameOfEvents }) {
  const { t } = useTranslation('data');
  const { ref, width } = useElementSize<HTMLDivElement>();
  const shape = useMemo(() => flowShape(became), [became]);
  const { left, right, bands, height } = shape;
  const unmapped = left.length === 0 ? [] : right.filter(({ id }) => id === NOWHERE);
  return (
    <figure className="flow" aria-label={t('becamePicture')}>
      <Labels bars={left} side="left" height={height} />
      <div className="flow-middle" ref={ref} style={{ height }}>
        <svg width={width} height={height} aria-hidden="true">
          {bands.map((band) => (
            <path
              key={band.key}
              className={band.to.id === NOWHERE ? 'flow-band is-loose' : 'flow-band'}
              d={bandPath(band, width)}
            />
          ))}
          {left.map((bar) => (
            <rect
              key={bar.id}
              className="flow-bar"
              x={0}
              y={bar.y}
              width={BAR}
              height={bar.height}
            />
          ))}
          {right.map((bar) => (
            <rect
              key={bar.id}
              className={bar.id === NOWHERE ? 'flow-bar is-loose' : 'flow-bar'}
              x={Math.max(0, width - BAR)}
              y={bar.y}
              width={BAR}
              height={bar.height}
            />
          ))}
        </svg>
      </div>
      <Labels bars={right} side="right" height={height} />
      {unmapped.length > 0 && (
        <figcaption className="data-note">
          <a href="#unmapped">{t('toUnmapped')}</a>
        </figcaption>
      )}
    </figure>
  );
}

function Labels({
  bars,
  side,
  height,
}: {
  readonly bars: readonly FlowBar[];
  readonly side: 'left' | 'right';
  readonly height: number;
}) {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  return (
    <ul className={`flow-labels is-${side}`} style={{ height }}>
      {bars.map(({ id, name, count, y, height: tall }) => (
        <li
          key={id}
          className={id === NOWHERE ? 'is-loose' : undefined}
          style={{ top: y + tall / 2 - Math.min(tall, 22) / 2 - (tall < 22 ? (22 - tall) / 2 : 0) }}
        >
          <span className="flow-name" title={name}>
            {id === NOWHERE ? t('nowhere') : id === OTHERS ? t('others') : name || t('noName')}
          </span>
          <span className="flow-count">{format.count(count)}</span>
        </li>
      ))}
    </ul>
  );
}

function bandPath({ fromY, toY, fromHeight, toHeight }: FlowBand, width: number): string {
  const [a, b] = [BAR, Math.max(BAR, width - BAR)];
  const middle = (a + b) / 2;
  return `M${a},${fromY} C${middle},${fromY} ${middle},${toY} ${b},${toY} L${b},${toY + toHeight} C${middle},${toY + toHeight} ${middle},${fromY + fromHeight} ${a},${fromY + fromHeight} Z`;
}
