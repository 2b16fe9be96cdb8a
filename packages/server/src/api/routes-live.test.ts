import type { LiveTold } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveFeed } from '../conduct/live-feed.ts';
import { openTestStores } from '../store/testing.ts';
import { serveApp } from './serve-app.ts';

const minutes = 60_000;
const feed = liveFeed(50);
let address = '';
let close = async (): Promise<void> => {};

beforeAll(async () => {
  const opened = await openTestStores();
  const served = await serveApp({
    ...{ stores: opened.stores, directory: opened.dataDir, app: opened.dataDir, port: 0 },
    ...{ version: '0.0.0', warn: (told: string) => console.error(told), feed },
  });
  address = served.address;
  close = async () => {
    await served.close();
    await opened.close();
  };
}, 2 * minutes);
afterAll(() => close(), minutes);

function event(name: string): Parameters<typeof feed.tell>[0][number] {
  return {
    ...{ receivedAt: 1_700_000_000_000, at: 1_700_000_000_000, source: 'shop', type: 'track' },
    ...{ name, channel: 'web', person: null, became: { kind: 'unmapped' } },
  };
}

function becameOf(
  kind: 'unmapped' | 'stored' | 'encounters' | 'rejected',
): Parameters<typeof feed.tell>[0][number]['became'] {
  if (kind === 'rejected') return { kind, reason: 'bad-type', detail: 'a type' };
  return kind === 'encounters' ? { kind, encounters: [] } : { kind };
}

/** Reads messages of the stream as they come. */
async function reading(query = '', headers: Readonly<Record<string, string>> = {}) {
  const stop = new AbortController();
  const reply = await fetch(`${address}/api/live${query}`, { headers, signal: stop.signal });
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<{ readonly id: string; readonly told: LiveTold }> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      const message = text.slice(0, end);
      if (end >= 0) text = text.slice(end + 2);
      const [, id, data] = /^id: (.*)\ndata: (.*)$/s.exec(message) ?? [];
      if (end >= 0 && id !== undefined && data !== undefined)
        return { id, told: JSON.parse(data) as LiveTold };
      if (end >= 0) continue;
      const { value = '', done } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error('the stream ended');
      text += value;
    }
  };
  return { reply, next, stop: () => stop.abort() };
}

const namesOf = ({ told }: { readonly told: LiveTold }): readonly string[] =>
  told.events.map(({ name }) => name);

test(
  '[AV1] the last events first, then what comes; who comes back is told what it has not read',
  async () => {
    feed.tell([event('first')]);
    const one = await reading();
    expect(one.reply.headers.get('content-type')).toContain('text/event-stream');
    expect(one.reply.headers.get('x-content-type-options')).toBe('nosniff');
    const first = await one.next();
    expect(namesOf(first)).toEqual(['first']);
    expect(first.told.events[0]?.at).toBe('2023-11-14T22:13:20.000Z');
    feed.tell([event('second')]);
    const second = await one.next();
    expect(namesOf(second)).toEqual(['second']);
    one.stop();
    feed.tell([event('third')]);
    const again = await reading('', { 'last-event-id': second.id });
    expect(namesOf(await again.next())).toEqual(['third']);
    again.stop();
    const asked = await reading(`?after=${first.id}`);
    expect(namesOf(await asked.next())).toEqual(['second', 'third']);
    asked.stop();
    const restarted = await reading('?after=00000000-900');
    expect(namesOf(await restarted.next())).toEqual(['first', 'second', 'third']);
    restarted.stop();
  },
  minutes,
);

test(
  '[AV1] a browser that comes back by itself is told what it has not read since, whatever address it began with',
  async () => {
    const one = await reading();
    const { id } = await one.next();
    feed.tell([event('read')]);
    const read = await one.next();
    one.stop();
    feed.tell([event('later')]);
    const again = await reading(`?after=${id}`, { 'last-event-id': read.id });
    expect(namesOf(await again.next())).toEqual(['later']);
    again.stop();
  },
  minutes,
);

test(
  '[AV2] of more than are kept or read the newest are told, with how many are not, and all are counted',
  async () => {
    const one = await reading();
    const { id } = await one.next();
    feed.tell(
      Array.from({ length: 180 }, (_, at) => event(`e${at}`)),
      [{ source: 'shop', outcome: 'encounter', events: 4000 }],
    );
    const { told } = await one.next();
    expect(told.came).toEqual([
      { source: 'shop', outcome: 'encounter', events: 4000 },
      { source: 'shop', outcome: 'unmapped', events: 180 },
    ]);
    expect(told.events.at(-1)?.name).toBe('e179');
    expect(told.events.length + told.missed).toBe(4180);
    feed.tell(Array.from({ length: 300 }, (_, at) => event(`f${at}`)));
    const more = await one.next();
    one.stop();
    expect(more.told.events.length).toBeLessThan(100);
    expect(more.told.events.length + more.told.missed).toBe(300);
    const behind = await reading(`?after=${id}`);
    const gap = await behind.next();
    behind.stop();
    expect(gap.told.events.map(({ name }) => name).at(-1)).toBe('f299');
    expect(gap.told.events).toHaveLength(50);
    expect(gap.told.missed).toBe(4480 - 50);
    expect(gap.told.came).toEqual([]);
  },
  minutes,
);

test(
  '[AV7] what is rare is found however much else comes, and those that are refused alike are one with their count',
  async () => {
    const refused = {
      ...event(''),
      became: { kind: 'rejected' as const, reason: 'missing-event', detail: 'no name' },
    };
    feed.tell(Array.from({ length: 2600 }, () => refused));
    feed.tell(Array.from({ length: 300 }, (_, at) => event(`g${at}`)));
    const one = await reading('?outcome=rejected');
    const { told } = await one.next();
    expect(told.events).toMatchObject([{ outcome: 'rejected', times: 2600 }]);
    feed.tell([{ ...refused, source: 'till' }, event('not looked for')]);
    const next = await one.next();
    one.stop();
    expect(next.told.events.map(({ source }) => source)).toEqual(['till']);
    expect(next.told.missed).toBe(0);
    expect(next.told.came).toHaveLength(2);
    const other = await reading('?source=till&name=TRACK');
    expect((await other.next()).told.events).toHaveLength(1);
    other.stop();
  },
  minutes,
);

test(
  '[AV7] where a name is looked for, what was counted alone is not said to be of it',
  async () => {
    const one = await reading('?name=rare');
    await one.next();
    feed.tell([event('rare')], [{ source: 'shop', outcome: 'unmapped', events: 4000 }]);
    const { told } = await one.next();
    one.stop();
    expect(told).toMatchObject({ events: [{ name: 'rare' }], missed: 0 });
    expect(told.came).toEqual([{ source: 'shop', outcome: 'unmapped', events: 4001 }]);
  },
  minutes,
);

test(
  '[AV2] where nobody can read more just now, what is rare is told a moment later',
  async () => {
    const one = await reading();
    await one.next();
    const kinds = ['unmapped', 'stored', 'encounters', 'rejected'] as const;
    const flood = kinds.flatMap((kind) =>
      Array.from({ length: 30 }, () => ({ ...event(kind), became: becameOf(kind) })),
    );
    let [all, seen] = [0, 0];
    const take = async (): Promise<readonly string[]> => {
      const { told } = await one.next();
      seen += told.missed + told.events.reduce((sum, { times }) => sum + times, 0);
      return told.events.map(({ name }) => name);
    };
    let names: readonly string[] = ['none yet'];
    // On a machine that is slow enough there is always room.
    for (let round = 0; round < 40 && names.length > 0; round += 1) {
      feed.tell(flood);
      all += flood.length;
      names = await take();
    }
    while (!kinds.every((kind) => names.includes(kind))) names = [...names, ...(await take())];
    one.stop();
    expect(seen).toBe(all);
  },
  minutes,
);

test(
  '[AV3] more open views than anybody looks at are refused, and those that are closed count no more',
  async () => {
    const open = await Promise.all(Array.from({ length: 32 }, () => reading()));
    const refused = await fetch(`${address}/api/live`);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'too-many-views' });
    for (const each of open) each.stop();
    await expect
      .poll(async () => {
        const one = await reading();
        one.stop();
        return one.reply.status;
      })
      .toBe(200);
  },
  minutes,
);
