import type { Overview, ReportTouchpoint } from '@bothways/core/contract';
import type { Page } from 'playwright-core';

/** An overview with one journey more, `many`, of so many touchpoints: those of the others again and again. */
export async function manyTouchpoints(address: string, count: number): Promise<Overview> {
  const overview: Overview = await (await fetch(address)).json();
  const some: readonly ReportTouchpoint[] = overview.journeys
    .flatMap(({ phases }) => phases)
    .flatMap(({ steps }) => steps)
    .flatMap(({ touchpoints }) => touchpoints);
  const all = Array.from({ length: count }, (_, index) => {
    const like = some[index % some.length];
    if (like === undefined) throw new Error('the overview has no touchpoint');
    return { ...like, id: `many-${index}`, name: `${like.name} ${index}` };
  });
  const sums = {
    ...{ measured: null, believed: null, felt: null, encounters: null, elsewhere: 0 },
  } as const;
  const phases = Array.from({ length: count / 10 }, (_, phase) => ({
    id: `many-phase-${phase}`,
    name: `Phase ${phase}`,
    ...{ stage: null, sums },
    steps: [0, 5].map((from) => ({
      id: `many-step-${phase}-${from}`,
      name: `Step ${phase} ${from}`,
      momentOfTruth: from === 0,
      touchpoints: all.slice(phase * 10 + from, phase * 10 + from + 5),
    })),
  }));
  const many = { id: 'many', name: 'Many', level: 'L1', state: 'current', sums, phases } as const;
  return { ...overview, journeys: [...overview.journeys, many] };
}

/** Scrolls the map to the right, 60 pixels a frame, for 90 frames: how many milliseconds each took. */
export function scrolledFrames(page: Page): Promise<readonly number[]> {
  return page.evaluate(`new Promise((done) => {
    const map = document.querySelector('.map');
    map.scrollLeft = 0;
    const gaps = [];
    let before = performance.now();
    const step = () => {
      const now = performance.now();
      gaps.push(now - before);
      before = now;
      map.scrollLeft += 60;
      if (gaps.length < 90) requestAnimationFrame(step);
      else done(gaps);
    };
    requestAnimationFrame(step);
  })`);
}
