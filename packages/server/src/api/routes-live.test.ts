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
  '[AV2] of more than are kept the newest are told, with how many were passed by',
  async () => {
    const one = await reading();
    const { id } = await one.next();
    one.stop();
    feed.tell(Array.from({ length: 180 }, (_, at) => event(`e${at}`)));
    const behind = await reading(`?after=${id}`);
    const { told } = await behind.next();
    expect(told.events.length + told.missed).toBe(180);
    expect(told.events.at(-1)?.name).toBe('e179');
    expect(told.missed).toBe(130);
    behind.stop();
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
