import { type Bag, compileRule, recogniser, recognitionOf } from '../packages/core/src/index.ts';
import type { Event } from '../packages/core/src/ledger/entries.ts';
import type { Bench, Figures } from './bench.ts';
import { median, rounded, secondsOf } from './timing.ts';
import { benchModel } from './workspace.ts';

/** Expressions in JS as live events will run them: compiled once, evaluated for every event. */
export const rulesBench: Bench = {
  name: 'rules',
  about: 'expressions of the bench model in JS; rows are events, each against every expression',
  rows: 100_000,
  rounds: 5,
  run: async ({ rows, rounds, progress }) => measure(rows, rounds, progress),
};

const NAMES = [
  'Product Viewed',
  'Product Added',
  'Order Completed',
  'Support Called',
  'Video Played',
];

async function measure(
  rows: number,
  rounds: number,
  progress: (text: string) => void,
): Promise<Figures> {
  const recognition = recognitionOf(benchModel().model);
  const rules = recognition.flatMap(({ when, legs }) => [
    when,
    ...legs.map(({ quantity }) => quantity),
  ]);
  const compiled = rules.map(compileRule);
  const events = Array.from({ length: Math.min(rows, 1000) }, (_, index) => eventOf(index));
  progress(`${compiled.length} expressions on ${rows} events, ${rounds} rounds`);
  let known = 0;
  const evaluating: number[] = [];
  const recognising: number[] = [];
  const recognise = recogniser(recognition, (text) => text);
  for (let round = 0; round < rounds; round += 1) {
    evaluating.push(
      await secondsOf(async () => {
        for (let row = 0; row < rows; row += 1) {
          const { name, type, channel, properties, context } = at(events, row);
          const scope = {
            event: type === 'track' ? name : null,
            name,
            type,
            channel,
            properties,
            context,
          };
          for (const rule of compiled) known += rule(scope) === null ? 0 : 1;
        }
      }),
    );
    recognising.push(
      await secondsOf(async () => {
        for (let row = 0; row < rows; row += 1)
          known += recognise(at(events, row)).transfers.length;
      }),
    );
  }
  if (known === 0) throw new Error('no expression gave a value');
  return {
    rows,
    expressions: compiled.length,
    evaluations_per_second: Math.round((rows * compiled.length) / median(evaluating)),
    seconds: rounded(median(evaluating)),
    recognised_per_second: Math.round(rows / median(recognising)),
  };
}

function at(events: readonly Event[], row: number): Event {
  const event = events[row % events.length];
  if (event === undefined) throw new Error('the bench wants at least one event');
  return event;
}

function eventOf(index: number): Event {
  const properties: Bag = {
    order_id: `"o${index}`,
    total: String(5 + (index % 9500) / 100),
    discount: String((index % 500) / 100),
    seconds: String(1 + (index % 300)),
    rating: String(1 + (index % 5)),
    late: index % 9 === 0 ? 'true' : 'false',
  };
  return {
    ...{
      source: 'bench',
      messageId: `m-${index}`,
      seq: index + 1,
      type: 'track',
      n: 1,
      grade: 'A',
    },
    ...{
      identityId: null,
      accountId: null,
      caseId: null,
      until: null,
      at: 1_727_740_800_000 + index * 1000,
    },
    ...{
      name: NAMES[index % NAMES.length] ?? '',
      channel: index % 3 === 0 ? 'store' : 'web',
      context: {},
    },
    properties,
  };
}
