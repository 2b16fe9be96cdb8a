import type { TouchpointMonth } from '@bothways/core/contract';
import { type Palette, palettes } from '@bothways/core/scene';
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { axisStyle, labelStyle, tooltipStyle } from '../../parts/chart-style.ts';
import { LazyChart } from '../../parts/lazy-chart.tsx';
import { Money } from '../../parts/money.tsx';
import { Nothing } from './nothing.tsx';
import type { Said } from './touchpoint-words.ts';

/** How it went by month: what is left to both sides as lines, how often it happened as bars below. */
export function Months({
  months,
  said,
}: {
  readonly months: readonly TouchpointMonth[];
  readonly said: Said;
}) {
  const { t } = said;
  const scheme = useComputedColorScheme();
  const option = useMemo(
    () => monthsOption(months, palettes[scheme], said),
    [months, scheme, said],
  );
  if (months.length === 0) return <Nothing>{t('monthsNone')}</Nothing>;
  return (
    <>
      <p className="tp-legend">
        <span className="tp-key is-delivered">{t('toCustomers')}</span>
        <span className="tp-key is-captured">{t('toBusiness')}</span>
        <span className="tp-key is-count">{t('encounters')}</span>
      </p>
      <LazyChart option={option} label={t('monthsChart')} height={340} />
      <details className="tp-details">
        <summary>{t('asTable')}</summary>
        <MonthsTable months={months} said={said} />
      </details>
    </>
  );
}

function MonthsTable({
  months,
  said: { t, format, language },
}: {
  readonly months: readonly TouchpointMonth[];
  readonly said: Said;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={`${t('months')}: ${t('month')}`}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('month')}</th>
            <th scope="col" className="number">
              {t('encounters')}
            </th>
            <th scope="col" className="number">
              {t('toCustomers')}
            </th>
            <th scope="col" className="number">
              {t('toBusiness')}
            </th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, encounters, customer, business, isPartial }) => (
            <tr key={month}>
              <th scope="row">
                {monthText(month, language)}
                {isPartial && <span className="cell-under">{t('partial')}</span>}
              </th>
              <td className="number">{format.count(encounters)}</td>
              <td className="number">
                <Money estimate={customer} format={format} isSigned />
              </td>
              <td className="number">
                <Money estimate={business} format={format} isSigned />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function monthText(month: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

function monthsOption(months: readonly TouchpointMonth[], colours: Palette, said: Said) {
  const { t, format, language } = said;
  const names = months.map(({ month }) => monthText(month, language));
  const axis = axisStyle(colours);
  const line = (side: 'customer' | 'business', colour: string) => ({
    type: 'line',
    name: t(side === 'customer' ? 'toCustomers' : 'toBusiness'),
    showSymbol: months.length < 3,
    symbolSize: 7,
    lineStyle: { color: colour, width: 2.2 },
    itemStyle: { color: colour },
    emphasis: { disabled: true },
    data: months.map(({ [side]: net }) => (net.kind === 'estimate' ? net.median : null)),
  });
  return {
    grid: [
      { left: 76, right: 16, top: 14, height: 200 },
      { left: 76, right: 16, top: 240, height: 62 },
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: {
      ...tooltipStyle(colours),
      trigger: 'axis',
      formatter: (at: readonly { readonly dataIndex: number }[]) =>
        monthTold(months[at[0]?.dataIndex ?? 0], said),
    },
    xAxis: [
      {
        ...axis,
        type: 'category',
        data: names,
        axisLabel: { show: false },
        splitLine: { show: false },
      },
      { ...axis, type: 'category', data: names, gridIndex: 1, splitLine: { show: false } },
    ],
    yAxis: [
      {
        ...axis,
        type: 'value',
        axisLine: { show: false },
        axisLabel: { ...axis.axisLabel, formatter: (value: number) => format.money(value) },
      },
      {
        ...axis,
        type: 'value',
        gridIndex: 1,
        splitNumber: 2,
        minInterval: 1,
        axisLine: { show: false },
        axisLabel: { ...axis.axisLabel, formatter: (value: number) => format.short(value) },
      },
    ],
    series: [
      line('customer', colours.delivered),
      line('business', colours.captured),
      {
        type: 'bar',
        name: t('encounters'),
        xAxisIndex: 1,
        yAxisIndex: 1,
        barWidth: '62%',
        emphasis: { disabled: true },
        label: { show: false, ...labelStyle(colours) },
        data: months.map(({ encounters, isPartial }) => ({
          value: encounters,
          itemStyle: {
            color: colours.muted,
            opacity: isPartial ? 0.4 : 0.85,
            borderRadius: [2, 2, 0, 0],
          },
        })),
      },
    ],
  };
}

function monthTold(month: TouchpointMonth | undefined, { t, format, language }: Said): string {
  if (month === undefined) return '';
  const { customer, business, encounters, isPartial } = month;
  const net = (name: string, estimate: TouchpointMonth['customer']): string =>
    estimate.kind === 'estimate' ? `${name}: <b>${format.moneySigned(estimate.median)}</b>` : name;
  return [
    `${monthText(month.month, language)}${isPartial ? ` (${t('partial')})` : ''}`,
    net(t('toCustomers'), customer),
    net(t('toBusiness'), business),
    `${t('encounters')}: <b>${format.count(encounters)}</b>`,
  ].join('<br/>');
}
