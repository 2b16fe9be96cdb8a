import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlan } from '@bothways/core/journey';
import { afterAll, describe, expect, test } from 'vitest';
import { ImportRefused } from '../read/import-refused.ts';
import { clustersSeen } from './clusters-alone.ts';
import {
  dropOffSeen,
  heldAgainst,
  type JourneysAsked,
  journeyCount,
  journeysAlone,
} from './journeys-alone.ts';

const DATA = '../shared/data';
const folder = mkdtempSync(join(tmpdir(), 'bothways-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NOTHING: JourneysAsked = { case: null, activity: null, at: null, time: null, gap: null };
const asked = (parts: Partial<JourneysAsked> = {}): JourneysAsked => ({ ...NOTHING, ...parts });

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function refusal(path: string, parts: Partial<JourneysAsked> = {}): Promise<string> {
  const fault = await journeysAlone(path, asked(parts)).catch((error: unknown) => error);
  if (!(fault instanceof ImportRefused)) throw fault;
  return fault.message;
}

const DATA_THERE = existsSync(DATA);
const SKIPPED = DATA_THERE ? '' : ` (skipped: ${DATA} is not there)`;
describe.skipIf(!DATA_THERE)(`logs of the field${SKIPPED}`, () => {
  // The figures of their READMEs. BPI 2012: every event by its name, whatever its lifecycle, in the order of the file.
  test.each([
    ['log-bpi2012/bpic2012.xes.gz', 13_087, 262_200, 24, 4_366],
    ['log-sepsis/sepsis.csv.gz', 1_050, 15_214, 16, 846],
    ['log-receipt/receipt.xes.gz', 1_434, 8_577, 27, 116],
    ['log-helpdesk/helpdesk.xes.gz', 4_580, 21_348, 14, 226],
    ['log-traffic-fines/traffic_fines_10000_cases.csv.gz', 10_000, 34_724, 11, 44],
    ['log-running-example/running-example.xes', 6, 42, 8, 6],
    ['log-running-example/running-example.csv', 6, 42, 8, 6],
  ])(
    '[JF1] %s: %d journeys, %d events, %d activities, %d variants',
    async (file, cases, events, activities, variants) => {
      const { traces, graph, variants: found } = await journeysAlone(join(DATA, file), asked());
      expect([journeyCount(found), traces.activityOf.length]).toEqual([cases, events]);
      expect([graph.nodes.length, found.variants.length]).toEqual([activities, variants]);
    },
  );

  test('[JF1] helpdesk of 2017: journeys, events, activities', async () => {
    const file = join(DATA, 'log-helpdesk/helpdesk_tax2017.csv');
    const { traces, graph, variants } = await journeysAlone(file, asked());
    expect([journeyCount(variants), traces.activityOf.length, graph.nodes.length]).toEqual([
      ...[3_804, 13_710, 9],
    ]);
  });
});

describe.skipIf(!DATA_THERE)(`logs of the field looked into${SKIPPED}`, () => {
  test('[JF2] G39: the running example has its sixteen edges', async () => {
    const { traces, graph } = await journeysAlone(
      join(DATA, 'log-running-example/running-example.xes'),
      asked(),
    );
    const short = (activity: number): string =>
      (traces.activities[activity] ?? '').replace(/^examine /, '').split(' ')[0] ?? '';
    expect(
      graph.edges.map(({ from, to, count }) => `${short(from)}>${short(to)} ${count}`).toSorted(),
    ).toEqual([
      ...['casually>check 4', 'casually>decide 2', 'check>casually 2', 'check>decide 6'],
      ...['check>thoroughly 1', 'decide>pay 3', 'decide>reinitiate 3', 'decide>reject 3'],
      ...[
        'register>casually 3',
        'register>check 2',
        'register>thoroughly 1',
        'reinitiate>casually 1',
      ],
      ...[
        'reinitiate>check 1',
        'reinitiate>thoroughly 1',
        'thoroughly>check 2',
        'thoroughly>decide 1',
      ],
    ]);
  });

  test('[JF3] fines against their plan, until they end, and in kinds', async () => {
    const alone = await journeysAlone(
      join(DATA, 'log-traffic-fines/traffic_fines_10000_cases.csv.gz'),
      asked(),
    );
    const plan = readPlan(
      'Create Fine > (Payment | Send Fine > [Insert Fine Notification > Add penalty] > (Payment+ | Send for Credit Collection))',
    );
    if (plan.kind === 'refused') throw new Error(plan.message);
    const held = heldAgainst(alone, plan.plan)?.conformance;
    expect(held?.journeys).toBe(10_000);
    expect(held?.asPlanned.mean).toBeGreaterThan(0.6);
    expect(held?.fitness.mean).toBeGreaterThan(held?.asPlanned.mean ?? 1);
    const seen = dropOffSeen(alone.traces, ['Payment', 'Send for Credit Collection']);
    const last = seen?.points.at(-1);
    const parts = seen?.exits.map(({ points }) => points.at(-1)?.incidence ?? 0) ?? [];
    expect((last?.survival ?? 0) + parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
    const kinds = clustersSeen(alone.traces, alone.variants);
    expect(kinds.kind).toBe('found');
    if (kinds.kind !== 'found') return;
    const ways = alone.variants.variants.map(({ activities }) => [...activities].join());
    for (const { medoid } of kinds.clusters)
      expect(ways).toContain(medoid.map((name) => alone.traces.activities.indexOf(name)).join());
  });
});

test('[JF4] columns are told from their names, and named where they are not clear', async () => {
  const told = await journeysAlone(
    written(
      'a.csv',
      'Order ID;Activity;Changed;Timestamp\n1;new;x;2024-01-02\n1;paid;x;2024-01-03\n',
    ),
    asked(),
  );
  expect(told.read.columns).toEqual({ case: 'Order ID', activity: 'Activity', at: 'Timestamp' });
});

test('[JF4] what cannot be told is refused with the columns that there are', async () => {
  const unclear = written('b.csv', 'a,b,c\n1,2,3\n');
  expect(await refusal(unclear)).toMatch(/which journey.*"a", "b", "c"; name it: --case COLUMN/);
  expect(await refusal(unclear, { case: 'a' })).toMatch(/what happened.*--activity COLUMN/);
  expect(await refusal(unclear, { case: 'd' })).toMatch(
    /--case "d".*no such column.*"a", "b", "c"/,
  );
  expect(await refusal(join(folder, 'none.csv'))).toMatch(/there is no such file/);
  expect(await refusal(written('empty.csv', ''))).toMatch(/no records/);
});

test('[JF5] times as they are written; records that are no events are counted', async () => {
  const days = await journeysAlone(
    written(
      'c.csv',
      'case,activity,time\n1,a,13.02.2024 10:00\n1,b,13.02.2024 10:30\n2,a,never\n2,,14.02.2024 10:00\n',
    ),
    asked({ time: 'dd.MM.yyyy HH:mm' }),
  );
  expect(days.graph.edges[0]?.waits?.median).toBe(1_800);
  expect(days.read.leftOut).toEqual({
    count: 2,
    first: { line: 4, why: '"never" is no time' },
  });
  const unsure = written('d.csv', 'case,activity,time\n1,a,01/02/2024\n1,b,03/04/2024\n');
  expect(await refusal(unsure)).toMatch(/may be dd\/MM\/yyyy or MM\/dd\/yyyy; say which: --time/);
  const untimed = await journeysAlone(written('e.csv', 'case,activity\n1,b\n1,a\n'), asked());
  expect(untimed.graph.edges).toMatchObject([{ count: 1, waits: null }]);
  expect(await refusal(join(folder, 'e.csv'), { gap: 60 })).toMatch(/no silence can be seen/);
});

test('[JF6] events without a case are one where they stand together as the others do, else left out', async () => {
  const together = await journeysAlone(
    written('f.csv', 'case,activity\nA,a\nA,b\n,a\n,c\nB,a\n'),
    asked(),
  );
  expect([journeyCount(together.variants), together.read.unnamedCase]).toEqual([3, 2]);
  const apart = await journeysAlone(
    written('g.csv', 'case,activity\nA,a\n,b\nA,b\n,a\nB,c\n'),
    asked(),
  );
  expect([journeyCount(apart.variants), apart.read.leftOut]).toEqual([
    2,
    { count: 2, first: { line: 3, why: 'it names no case' } },
  ]);
  const both = await journeysAlone(written('h.csv', 'case,activity\n,a\nA,\nA,b\n'), asked());
  expect(both.read.leftOut).toEqual({ count: 2, first: { line: 2, why: 'it names no case' } });
});

test('[JF7] journeys are cut by a gap, or it is said why the data teach none', async () => {
  const minutes = (count: number): string => new Date(Date.UTC(2024, 0, 1, 0, count)).toISOString();
  const path = written(
    'h.csv',
    `person,activity,time\n${[0, 5, 2_000, 2_003].map((each) => `p,a,${minutes(each)}`).join('\n')}\n`,
  );
  expect(journeyCount((await journeysAlone(path, asked())).variants)).toBe(1);
  expect(journeyCount((await journeysAlone(path, asked({ gap: 3_600 }))).variants)).toBe(2);
  expect(await refusal(path, { gap: 'learned' })).toMatch(/no gap is learned: 3 silences/);
});
