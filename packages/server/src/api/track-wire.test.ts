import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TrackedWorkspace, trackedWorkspace } from './track-testing.ts';
import { EVENT, SERVER_CLIENTS } from './wire-clients-testing.ts';
import { DEVICE_CLIENTS } from './wire-devices-testing.ts';
import { overSocket, type WireReply, type WireTo } from './wire-testing.ts';

const CLIENTS = [...SERVER_CLIENTS, ...DEVICE_CLIENTS].map(
  (client) => [client.name, client] as const,
);

let open: TrackedWorkspace;
let small: TrackedWorkspace;
beforeAll(async () => {
  open = await trackedWorkspace();
  // Whatever comes is too much.
  small = await trackedWorkspace({ most: { backlog: 0, queued: 0 }, limits: { bytesMax: 200 } });
});
afterAll(async () => {
  await Promise.all([open.close(), small.close()]);
  expect([...open.warned, ...small.warned]).toEqual([]);
});

const to = (workspace: TrackedWorkspace, more: Partial<WireTo> = {}): WireTo => ({
  ...{ host: `127.0.0.1:${workspace.port}`, writeKey: workspace.writeKey, mark: 'm' },
  // A device whose clock is an hour ahead.
  at: new Date(Date.now() + 3_600_000),
  ...more,
});

test.each(CLIENTS)(
  '[TR1] %s: all it sends is taken, and it takes the answer as sent',
  async (_, client) => {
    const before = (await open.events()).length;
    const began = Date.now();
    const sent = client.parts(to(open));
    const reply = await overSocket(open.port, sent);
    expect({ status: reply.status, took: client.takes(reply) }).toEqual({
      status: 200,
      took: 'sent',
    });
    const events = (await open.events()).slice(before);
    expect(JSON.parse(reply.body)).toEqual({
      ...{ success: true, ok: true, errors: [] },
      ...{ receivedEvents: events.length, okEvents: events.length },
    });
    expect(reply.continued).toBe(sent.includes('wait') ? 1 : 0);
    const [first, second] = events;
    expect(first).toMatchObject({
      ...{
        source: 'shop',
        type: 'track',
        name: EVENT,
        user: expect.stringMatching(/^[\da-f]{32}$/),
      },
      properties: { price: '12.5', item: '"Crème brûlée 🍮', gift: 'true' },
      context: { 'library.name': expect.stringMatching(/^"(analytics-|Analytics\.)/) },
    });
    expect(second).toMatchObject({ type: 'identify', user: null, properties: { plan: '"gold' } });
    expect(second?.anonymous).toMatch(/^[\da-f]{32}$/);
    for (const event of events) {
      // The clock of the device is set right by ours; a timestamp of whole seconds is off by less than one.
      expect(event.at).toBeGreaterThan(began - 1100);
      expect(event.at).toBeLessThanOrEqual(event.receivedAt);
      expect(event.sentAt).toBeGreaterThan(event.receivedAt);
      expect(event.originalAt).toBeGreaterThan(event.receivedAt);
    }
  },
);

test.each(CLIENTS)(
  '[TR2] %s: sent again it is answered the same, and stored once',
  async (_, client) => {
    const first = await overSocket(open.port, client.parts(to(open, { mark: 'twice' })));
    const before = (await open.events()).length;
    const second = await overSocket(open.port, client.parts(to(open, { mark: 'twice' })));
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect((await open.events()).length).toBe(before);
  },
);

test.each(CLIENTS)(
  '[TR3] %s: told to wait it comes again, told no it does not',
  async (name, client) => {
    const busy = await overSocket(small.port, client.parts(to(small)));
    expect(told(busy)).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(client.takes(busy)).toBe('again');
    for (const header of ['retry-after', 'x-ratelimit-reset'])
      expect(Number(busy.headers[header])).toBeGreaterThanOrEqual(1);
    const stranger = await overSocket(
      open.port,
      client.parts(to(open, { writeKey: 'bw_stranger' })),
    );
    expect(told(stranger)).toMatchObject({ status: 401, code: 'unknown-write-key' });
    // Go tries whatever is no success ten times; swift, before its settings, keeps all but 400.
    const isPatient = name === 'go' || name === 'swift';
    expect(client.takes(stranger)).toBe(isPatient ? 'again' : 'dropped');
  },
);

function told({ status, body }: WireReply): Record<string, unknown> {
  return { status, ...JSON.parse(body) };
}
