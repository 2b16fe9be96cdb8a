import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense } from 'react';

const Chart = lazy(() => import('./chart.tsx').then((loaded) => ({ default: loaded.Chart })));

/** A chart whose library is fetched when the first is shown; its place is kept free until then. */
export function LazyChart(props: {
  readonly option: EChartsCoreOption;
  readonly label: string;
  readonly height: number;
}) {
  return (
    <Suspense fallback={<div style={{ height: props.height }} />}>
      <Chart {...props} />
    </Suspense>
  );
}
