// A small made-up world for tests: a model that uses all that recognition knows, random events by seed, and the same
// ledger made in JS from the events that stand in the store.
import { createHash } from 'node:crypto';
import {
  type Bag,
  type CubeRow,
  type Encounter,
  EVERYONE,
  type Event,
  evaluateRule,
  type Model,
  type Recognised,
  readModel,
  readRule,
  recogniser,
  recognitionOf,
  TRAITS_ENVIRONMENT,
  type ValueTransfer,
} from '@bothways/core';
import fc from 'fast-check';
import type { Facts } from '../store/facts.ts';
import {
  encounterTable,
  type Generation,
  legRefusedTable,
  transferTable,
} from '../store/generation.ts';
import type { ModelFiles } from './rebuild.ts';
import type { SentEvent } from './write-event.ts';

export const WORLD = `
bothways: 1
name: Small world
currency: EUR
actors:
  - { id: care, kind: team, name: Care }
  - { id: courier, kind: partner, name: Courier }
segments:
  - { id: big, name: Big households, when: traits.household >= 4 }
  - { id: known, name: With a name, when: 'has(traits.name)' }
values:
  goods: { unit: EUR, scale: 2 }
  time:waiting: { unit: second, scale: 0 }
  help: { unit: act, scale: 0 }
  data:birth-date: { unit: disclosure, scale: 0, basis: contract }
valuations:
  - kind: goods
    worth: { median: 1.2, low: 1, high: 1.44, basis: assumed }
    cost: { median: 0.6, low: 0.5, high: 0.72, basis: assumed }
  - kind: time:waiting
    cost: { median: 0.01, low: 0.005, high: 0.02, basis: assumed }
  - kind: time:waiting
    segment: big
    cost: { median: 0.03, low: 0.015, high: 0.06, basis: assumed }
journeys:
  - id: buying
    phases:
      - id: shop
        steps:
          - id: pay
            touchpoints:
              - id: paid
                channel: web
                when: event == "Paid"
                felt: { from: properties.rating, scale: csat-5 }
                exchange:
                  - { give: business, kind: goods, quantity: properties.total, signed: true }
                  - { give: customer, kind: money, quantity: properties.total * 0.9 }
              - id: gift
                channel: store
                also: true
                when: properties.gift == true
                exchange: [{ give: courier, to: customer, kind: help, quantity: 1 }]
      - id: care
        steps:
          - id: call
            touchpoints:
              - id: call
                channel: phone
                when: event == "Called" && properties.minutes >= 0
                exchange:
                  - { give: customer, kind: time:waiting, quantity: properties.minutes * 60 }
                  - { give: care, to: customer, kind: help, quantity: 'properties.solved == true ? 1 : 0' }
              - id: asked
                channel: web
                when: event == "Asked"
                exchange: [{ give: customer, kind: data:birth-date, quantity: 1 }]
              - { id: never, channel: web, when: event == "Never", exchange: [] }
`;

export function modelOf(text: string): { readonly model: Model; readonly files: ModelFiles } {
  const files = [{ file: 'world.bothways.yaml', text }];
  const { model, problems } = readModel(files);
  if (model === null) throw new Error(JSON.stringify(problems, null, 2));
  return { model, files };
}

const PEOPLE = Array.from({ length: 40 }, (_, index) => `user-${index}`);
const sent: fc.Arbitrary<SentEvent> = fc
  .record({
    kind: fc.constantFrom('Paid', 'Paid', 'Paid', 'Called', 'Asked', 'Lost', 'identify'),
    userId: fc.option(fc.constantFrom(...PEOPLE), { freq: 12 }),
    groupId: fc.option(fc.constantFrom('a1', 'a2', 'a3'), { freq: 2 }),
    day: fc.integer({ min: 0, max: 200 }),
    channel: fc.constantFrom('', 'app', 'web'),
    properties: fc.record(
      {
        total: fc.integer({ min: -2000, max: 20_000 }).map((cents) => cents / 100),
        minutes: fc.integer({ min: -1, max: 30 }),
        rating: fc.integer({ min: 0, max: 6 }),
        gift: fc.boolean(),
        solved: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    traits: fc.record(
      {
        household: fc.option(fc.integer({ min: 1, max: 6 })),
        name: fc.option(fc.constantFrom("O'Hara", 'Zoë "Z"')),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ kind, userId, groupId, day, channel, properties, traits }) => ({
    type: kind === 'identify' ? 'identify' : 'track',
    ...(kind === 'identify' ? { traits } : { event: kind, properties }),
    ...(userId === null ? {} : { userId }),
    ...(groupId === null ? {} : { groupId }),
    channel,
    timestamp: new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString(),
  }));

/** Events of a seed; more of them begin with fewer of them. */
export function worldEvents(seed: number, count: number): readonly SentEvent[] {
  return fc
    .sample(sent, { seed, numRuns: count })
    .map((event, index) => ({ ...event, messageId: `${seed}-${index}` }));
}

/** The events as they stand in the store, in the order of arrival. */
export async function storedEvents(facts: Facts): Promise<readonly Event[]> {
  const id = (column: string) =>
    `if(isNull(${column}), NULL, lower(hex(assumeNotNull(${column}))))`;
  return facts.rows<Event>(
    `SELECT toString(source) AS source, message_id AS messageId, seq, ${id('identity_id')} AS identityId,
       ${id('account_id')} AS accountId, case_id AS caseId, toUnixTimestamp64Milli(at) AS at,
       toUnixTimestamp64Milli(until) AS until, type, name, channel,
       properties, context, n, grade FROM event ORDER BY seq`,
    { settings: { output_format_json_quote_64bit_integers: 0 } },
  );
}

export function hash128(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** What the events make, worked out in JS. */
export function recognisedInJs(events: readonly Event[], model: Model): Recognised {
  const made = events.map(recogniser(recognitionOf(model), hash128));
  return {
    encounters: made.flatMap(({ encounters }) => encounters),
    transfers: made.flatMap(({ transfers }) => transfers),
    refused: made.flatMap(({ refused }) => refused),
  };
}

/** Each person's segment by their latest traits, worked out in JS. */
export function segmentsInJs(events: readonly Event[], model: Model): ReadonlyMap<string, string> {
  const traits = new Map<string, Bag>();
  for (const { type, identityId, properties } of [...events].sort(
    (a, b) => a.at - b.at || a.seq - b.seq,
  ))
    if (type === 'identify' && identityId !== null)
      traits.set(identityId, { ...traits.get(identityId), ...properties });
  const rules = model.segments.flatMap(({ id, when }) => {
    const read = when === null ? null : readRule(when.text, TRAITS_ENVIRONMENT, 'bool');
    return read !== null && 'rule' in read ? [{ id, rule: read.rule }] : [];
  });
  return new Map(
    [...traits].map(([person, bag]) => [
      person,
      rules.find(({ rule }) => evaluateRule(rule, { traits: bag }) === true)?.id ?? EVERYONE,
    ]),
  );
}

/** Sums transfers in JS to a cube's rows, in the order of the store. */
export function cubeInJs(
  transfers: readonly ValueTransfer[],
  keysOf: (transfer: ValueTransfer) => Readonly<Record<string, string>>,
  segmentOf: (transfer: ValueTransfer) => string,
): readonly CubeRow[] {
  const rows = new Map<string, CubeRow>();
  for (const transfer of transfers) {
    const { giver, receiver, kind, quantity, n, grade } = transfer;
    const [keys, segment] = [keysOf(transfer), segmentOf(transfer)];
    const key = [...Object.values(keys), giver, receiver, kind, segment].join('\0');
    const sum = rows.get(key) ?? {
      keys,
      giver,
      receiver,
      kind,
      segment,
      quantity: 0n,
      n: 0,
      grades: {},
    };
    rows.set(key, {
      ...sum,
      quantity: sum.quantity + BigInt(quantity),
      n: sum.n + n,
      grades: { ...sum.grades, [grade]: (sum.grades[grade] ?? 0) + n },
    });
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** An encounter's account by its id. */
export function accountsOf(encounters: readonly Encounter[]): ReadonlyMap<string, string> {
  return new Map(encounters.map(({ encounterId, accountId }) => [encounterId, accountId ?? '']));
}

/** A generation's entries up to its watermark, as JS makes them, in the order of events. */
export async function entriesInStore(facts: Facts, generation: Generation): Promise<Recognised> {
  const id = (column: string) =>
    `if(isNull(${column}), NULL, lower(hex(assumeNotNull(${column}))))`;
  const read = <Row>(columns: string, table: string): Promise<readonly Row[]> =>
    facts.rows<Row>(
      `SELECT lower(hex(encounter_id)) AS encounterId, seq, touchpoint, n, ${columns}
       FROM ${table} WHERE seq <= {seq:UInt64} ORDER BY ALL`,
      {
        parameters: { seq: generation.seqDone },
        settings: { output_format_json_quote_64bit_integers: 0 },
      },
    );
  const at = 'toUnixTimestamp64Milli(at) AS at';
  return {
    encounters: await read(
      `${id('person_id')} AS personId, ${id('account_id')} AS accountId, ${at}, toUnixTimestamp64Milli(until) AS until, journey, phase, step, channel,
       duration_s AS durationSeconds, felt, felt_scale AS feltScale, felt_raw AS feltRaw, grade, case_id AS caseId, CAST(starts, 'Bool') AS starts, CAST(ends, 'Bool') AS ends`,
      encounterTable(generation),
    ),
    transfers: await read(
      `leg, ${id('person_id')} AS personId, exchange_id AS exchangeId, ${at}, journey, channel, giver, receiver, kind,
       quantity, grade`,
      transferTable(generation),
    ),
    refused: await read('leg, kind, reason', legRefusedTable(generation)),
  };
}

/** The same in one order, so that two makings can be compared. */
export function inOneOrder({ encounters, transfers, refused }: Recognised): Recognised {
  const order = (a: { encounterId: string; leg?: number }, b: typeof a): number =>
    a.encounterId < b.encounterId
      ? -1
      : a.encounterId > b.encounterId
        ? 1
        : (a.leg ?? 0) - (b.leg ?? 0);
  return {
    encounters: encounters.toSorted(order),
    transfers: transfers.toSorted(order),
    refused: refused.toSorted(order),
  };
}
