import { larkfieldEvents, readModel } from '../packages/core/src/index.ts';
import { drawsOf } from '../packages/core/src/ledger/draws.ts';
import { manyTimes } from '../packages/core/src/revalue/many-testing.ts';
import {
  movedTo,
  opinionKey,
  saidOf,
  valuationsSaid,
} from '../packages/core/src/revalue/opinions.ts';
import { overviewDrawn } from '../packages/core/src/revalue/overview-drawn.ts';
import {
  figuresOf,
  overviewAt,
  plannedWith,
  plannedYear,
  standingOf,
} from '../packages/core/src/revalue/valued.ts';
import { larkfieldFiles } from '../packages/server/src/api/app-testing.ts';
import { importEvents } from '../packages/server/src/ingest/import-events.ts';
import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { readingNow } from '../packages/server/src/measure/reading.ts';
import { reportData } from '../packages/server/src/measure/report.ts';
import { valuationsShown } from '../packages/server/src/measure/valuations-shown.ts';
import { yearShown } from '../packages/server/src/measure/year.ts';
import type { Bench, Figures } from './bench.ts';
import { median, rounded } from './timing.ts';
import { withBenchStores } from './workspace.ts';

const MANY = 500;
/** As many do where it only has to run: below the usual number of people. */
const FEW = 40;
const PEOPLE = 2000;
/** Steps of a drag. */
const STEPS = 200;

/** What a slider costs while it is dragged, and when it is let go: of Larkfield, and of 500 touchpoints. */
export const revalueBench: Bench = {
  name: 'revalue',
  about: `revaluing while a slider is dragged; rows are Larkfield's people, then ${MANY} touchpoints of them`,
  rows: PEOPLE,
  rounds: 3,
  run: async ({ rows, rounds, progress }) =>
    withBenchStores(async (stores) => {
      progress(`making Larkfield with ${rows} people`);
      const files = larkfieldFiles();
      const { model } = readModel(files);
      if (model === null) throw new Error('Larkfield does not read; run bothways check on it');
      const events = larkfieldEvents({ people: rows, seed: 1, faults: true });
      await importEvents({ stores, source: 'larkfield', events });
      await rebuild({ stores, model, files });
      const reading = await readingNow(stores);
      if (reading === null) throw new Error('a rebuild leaves a generation');
      const overview = await reportData(reading, '2026-01-01T00:00:00.000Z');
      const year = await yearShown(reading);
      const valuations = valuationsShown(reading);
      const many = manyTimes({ overview, year }, rows < PEOPLE ? FEW : MANY);
      const told = (name: string, figures: Figures): Figures =>
        Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${name}${key}`, value]));
      progress('dragging');
      return {
        rows,
        ...told('', dragged({ overview, year, valuations, rounds })),
        ...told('many_', dragged({ ...many, valuations, rounds: 1 })),
      };
    }),
};

/** A neighbour on the machine does not count. */
function processorMs(): number {
  return process.cpuUsage().user / 1000;
}

interface Dragged {
  readonly overview: Parameters<typeof overviewDrawn>[0];
  readonly year: Parameters<typeof plannedYear>[1];
  readonly valuations: Parameters<typeof plannedYear>[0];
  readonly rounds: number;
}

function dragged({ overview, year, valuations, rounds }: Dragged): Figures {
  const begun = processorMs();
  const planned = plannedYear(valuations, year);
  const planMs = processorMs() - begun;
  const was = figuresOf(standingOf(planned, planned.valuations));
  const goods = { kind: 'goods', segment: null, give: null, part: 'worth' } as const;
  const worth = saidOf(valuations.valuations, goods);
  if (worth === null) throw new Error('Larkfield says what goods are worth');
  const saidAt = (by: number) =>
    valuationsSaid(
      valuations.valuations,
      new Map([[opinionKey(goods), movedTo(worth, worth.median * by)]]),
    );
  const frames = Array.from({ length: STEPS }, (_, step) => {
    const from = processorMs();
    overviewAt(overview, was, standingOf(planned, saidAt(0.5 + step / STEPS)));
    return processorMs() - from;
  });
  const draws = Array.from({ length: rounds }, () => {
    const from = processorMs();
    overviewDrawn(overview, plannedWith(planned, saidAt(0.5)).read, drawsOf());
    return processorMs() - from;
  });
  return {
    touchpoints: year.touchpoints.length,
    moved: year.rows.length,
    plan_ms: rounded(planMs),
    frame_ms: rounded(median(frames)),
    slow_frame_ms: rounded(frames.toSorted((a, b) => b - a)[Math.floor(STEPS / 20)] ?? 0),
    draw_ms: rounded(median(draws)),
  };
}
