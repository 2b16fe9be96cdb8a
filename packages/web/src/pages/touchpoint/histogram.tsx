import type { Spread } from '@bothways/core/contract';
import { type Palette, palettes } from '@bothways/core/scene';
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { axisStyle, labelStyle, tooltipStyle } from '../../parts/chart-style.ts';
import { LazyChart } from '../../parts/lazy-chart.tsx';
import { amountText, type Said } from './touchpoint-words.ts';

type Shown = Spread & { readonly kind: 'spread' };

/** How many at which value, with the middle, what was expected, and the worst tenth in the colour of what it costs. */
export function Histogram({
  spread,
  bound,
  label,
  said,
}: {
  readonly spread: Shown;
  readonly bound: number | null;
  readonly label: string;
  readonly said: Said;
}) {
  const scheme = useComputedColorScheme();
  const option = useMemo(
    () => histogramOption(spread, bound, palettes[scheme], said),
    [spread, bound, scheme, said],
  );
  return <LazyChart option={option} label={label} height={250} />;
}

function histogramOption(spread: Shown, bound: number | null, colours: Palette, said: Said) {
  const { t, format } = said;
  const { bars, unit, worst } = spread;
  const amount = (value: number): string => amountText(value, unit, said);
  const nameOf = ({ from, to }: (typeof bars)[number]): string =>
    from === to ? amount(from) : t('fromTo', { from: amount(from), to: amount(to) });
  const isWorst = ({ from, to }: (typeof bars)[number]): boolean =>
    worst !== null &&
    (worst.side === 'high' ? from >= worst.from : (from === to ? to : to - 1e-9) <= worst.from);
  const lines = [
    { value: spread.median, name: t('middle') },
    ...(bound === null ? [] : [{ value: bound, name: t('expectedLine') }]),
  ].map(({ value, name }, index) => ({
    xAxis: placeOf(bars, value),
    lineStyle: { color: colours.ink, width: 1.4, type: index === 0 ? 'solid' : [5, 4] },
    label: {
      ...labelStyle(colours),
      formatter: `${name}: ${amount(value)}`,
      position: 'end' as const,
      // Two names that lie close stand one above the other.
      distance: index === 0 ? [0, 4] : [0, 22],
    },
  }));
  return {
    grid: { left: 8, right: 16, top: 46, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltipStyle(colours),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (at: readonly { readonly dataIndex: number }[]) => {
        const bar = bars[at[0]?.dataIndex ?? 0];
        return bar === undefined ? '' : `${nameOf(bar)}<br/><b>${format.count(bar.count)}</b>`;
      },
    },
    xAxis: [
      {
        ...axisStyle(colours),
        type: 'category',
        data: bars.map(({ from }) => amount(from)),
        splitLine: { show: false },
      },
      { type: 'value', min: 0, max: bars.length, show: false },
    ],
    yAxis: {
      ...axisStyle(colours),
      type: 'value',
      axisLine: { show: false },
      splitNumber: 3,
      minInterval: 1,
      axisLabel: {
        ...axisStyle(colours).axisLabel,
        formatter: (value: number) => format.short(value),
      },
    },
    series: [
      {
        type: 'bar',
        barWidth: bars.length > 11 ? '92%' : '60%',
        data: bars.map((bar) => ({
          value: bar.count,
          itemStyle: {
            color: isWorst(bar) ? colours.ink : colours.muted,
            opacity: isWorst(bar) ? 1 : 0.5,
            borderRadius: [2, 2, 0, 0],
          },
        })),
        emphasis: { disabled: true },
      },
      {
        type: 'line',
        xAxisIndex: 1,
        data: [],
        silent: true,
        markLine: { symbol: 'none', silent: true, animation: false, data: lines },
      },
    ],
  };
}

/** Where a value lies among the bars, in bars from the left edge. */
function placeOf(bars: Shown['bars'], value: number): number {
  const index = bars.findIndex(({ from, to }) => (from === to ? value <= from : value < to));
  if (index === -1) return bars.length;
  const bar = bars[index];
  if (bar === undefined || bar.from === bar.to) return index + 0.5;
  return index + Math.max(0, (value - bar.from) / (bar.to - bar.from));
}
