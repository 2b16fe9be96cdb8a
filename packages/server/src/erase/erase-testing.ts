import { readModel } from '@bothways/core';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import type { SentEvent } from '../ingest/write-event.ts';
import type { Stores } from '../store/stores.ts';
import { type EraseRequest, type ErasureResult, eraseWaiting } from './erase.ts';
import { askErasure } from './queue.ts';
import { subjectOf } from './subject.ts';

const FILE = 'shop.yaml';
/** A shop: orders bring money, questions are answered, and a refund may not exceed what it says. */
export const SHOP = `
bothways: 1
name: Shop
currency: EUR
segments:
  - { id: loyal, name: Loyal, when: traits.tier == "gold" }
values:
  time:waiting: { unit: second, scale: 0 }
journeys:
  - id: buying
    phases:
      - id: buy
        steps:
          - id: order
            touchpoints:
              - id: ordered
                channel: web
                when: event == "Ordered"
                exchange: [{ give: customer, kind: money, quantity: properties.total }]
              - id: asked
                channel: phone
                when: event == "Asked"
                exchange: [{ give: customer, kind: time:waiting, quantity: properties.minutes * 60 }]
`;

/** Orders and questions of so many people, one trait of each, in an order of their own; `of`: what each is called. */
export function shopEvents(people: number, each: number): readonly SentEvent[] {
  const start = Date.UTC(2026, 0, 1);
  return Array.from({ length: people * each }, (_, index) => {
    const who = index % people;
    const nth = Math.floor(index / people);
    const common = {
      userId: customer(who),
      messageId: `m-${index}`,
      timestamp: new Date(start + index * 60_000).toISOString(),
    };
    if (nth === 0)
      return { ...common, type: 'identify', traits: { tier: who % 2 ? 'gold' : 'no' } };
    if (nth % 5 === 4)
      return { ...common, type: 'track', event: 'Asked', properties: { minutes: 3 } };
    // One in five says a total that cannot be: its leg is refused.
    const total = nth % 5 === 3 ? -1 : nth + who / 100;
    return {
      ...common,
      type: 'track',
      event: 'Ordered',
      properties: { total, note: `note ${index}` },
    };
  });
}

export function customer(who: number): string {
  return `customer-${1000 + who}`;
}

/** Fills stores by an import and a rebuild. */
export async function fillShop(stores: Stores, events: readonly SentEvent[]): Promise<void> {
  await importEvents({ stores, source: 'shop', events });
  await rebuildShop(stores);
}

export async function rebuildShop(stores: Stores): Promise<void> {
  const files = [{ file: FILE, text: SHOP }];
  const { model, problems } = readModel(files);
  if (model === null) throw new Error(JSON.stringify(problems));
  await rebuild({ stores, model, files });
}

export async function erased(
  request: EraseRequest,
  person: string,
  { suppress = true, also = [] as readonly string[] } = {},
): Promise<ErasureResult> {
  const { state } = request.stores;
  await askErasure(state, await subjectOf(state, person, also), { suppress });
  const result = await eraseWaiting(request);
  if (result === null) throw new Error('nobody waited');
  return result;
}

/** Every row of both stores but counts and lists of what was done, as texts in order: what others have. */
export async function everyRow({ state, facts }: Stores): Promise<readonly string[]> {
  const tables = await facts.rows<{ which: string; columns: string }>(
    `SELECT table AS which, arrayStringConcat(groupArray(if(type LIKE '%FixedString(16)%', concat('lower(hex(', name, ')) AS ', name), name)), ', ') AS columns
     FROM (SELECT table, name, type FROM system.columns WHERE database = currentDatabase() AND table IN
       (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree') ORDER BY table, position)
     WHERE NOT match(table, '^(unmapped|person_segment)_g|^migration$') GROUP BY table`,
  );
  const rows: string[] = [];
  for (const { which, columns } of tables)
    for (const row of await facts.rows<object>(`SELECT ${columns} FROM ${which}`))
      rows.push(`${which} ${JSON.stringify(row)}`);
  for (const table of ['person', 'identity', 'identity_link', 'consent']) {
    const found = await state.query(`SELECT row_to_json(each) AS row FROM ${table} AS each`);
    for (const { row } of found.rows) rows.push(`${table} ${JSON.stringify(row)}`);
  }
  return rows.sort();
}
