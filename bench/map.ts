import { journeyMap, mapPhases, mapScale } from '../packages/core/src/scene/index.ts';
import { fillLarkfield, servedWorkspace } from '../packages/server/src/api/app-testing.ts';
import { builtApp, startBrowser, visit } from '../packages/web/src/app/browser-testing.ts';
import { manyTouchpoints, scrolledFrames } from '../packages/web/src/app/many-testing.ts';
import type { Bench } from './bench.ts';
import { median, rounded } from './timing.ts';

/** A journey of many touchpoints in a real browser: how long it takes to lay out, and how smoothly it scrolls. */
export const mapBench: Bench = {
  name: 'map',
  about: 'a journey of so many touchpoints, laid out, and scrolled in a browser',
  rows: 500,
  rounds: 5,
  run: async ({ rows, rounds, progress }) => {
    const browser = await startBrowser();
    const served = await servedWorkspace(builtApp(), (stores) => fillLarkfield(stores, 300));
    try {
      const many = await manyTouchpoints(`${served.address}/api/overview`, rows);
      const laid = laidOut(many, rounds);
      if (browser === undefined) return { laid_out_ms: laid, frame_ms: null, slow_frame_ms: null };
      const { page } = await visit(browser, `${served.address}/journey?journey=many`, {
        before: (each) => each.route('**/api/overview', (route) => route.fulfill({ json: many })),
      });
      const frames: (readonly number[])[] = [];
      for (let round = 0; round < rounds; round += 1) {
        progress(`round ${round + 1} of ${rounds}`);
        frames.push(await scrolledFrames(page));
      }
      // The worst four of ninety may be the machine's: the fifth is told.
      const slow = frames.map((gaps) => gaps.toSorted((a, b) => b - a)[4] ?? 0);
      return {
        laid_out_ms: laid,
        touchpoints_drawn: await page.locator('.map-column').count(),
        frame_ms: rounded(median(frames.map((gaps) => median([...gaps])))),
        slow_frame_ms: rounded(median(slow)),
      };
    } finally {
      await browser?.close();
      await served.close();
    }
  },
};

/** Milliseconds to lay it out, as the page does when its size changes. */
function laidOut(
  { journeys }: Awaited<ReturnType<typeof manyTouchpoints>>,
  rounds: number,
): number {
  const text = (word: string): string => word;
  const format = { money: String, short: String, index: String };
  const speaker = { say: text, channel: text, family: text, format };
  const words = { get: 'get', give: 'give', felt: 'felt', unit: 'EUR', moment: '', tick: String };
  const phases = mapPhases(
    journeys.filter(({ id }) => id === 'many'),
    undefined,
    speaker,
  );
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now();
    journeyMap(phases, { width: 1100, voicesHeight: 300, scale: mapScale(phases), words });
    return performance.now() - began;
  });
  return rounded(median(times));
}
