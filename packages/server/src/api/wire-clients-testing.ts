// The clients that run on servers; see wire-testing.ts. As captured from the clients themselves: python 2.4.0, go v3.3.0 (which
// calls itself 3.0.0), java 3.5.4; ruby 2.5 after its source.

import {
  ascii,
  basicOf,
  packed,
  request,
  spaced,
  type WireReply,
  type WireRequest,
  type WireTo,
} from './wire-testing.ts';

/** What each of them sends here: an event with signs beyond ASCII, and one of somebody not known. */
const EVENT = 'Paid für „Café“ </script>';
const PRICE = { price: 12.5, item: 'Crème brûlée 🍮', tags: ['a', 'b'], gift: true };

function ids({ mark }: WireTo, client: string): readonly [string, string] {
  return [`${mark}-${client}-1`, `${mark}-${client}-2`];
}

const length = (body: Buffer): string => `Content-Length: ${body.length}`;
const transient4xx = (status: number): boolean => [408, 410, 429, 460].includes(status);
const transient5xx = (status: number): boolean =>
  status >= 500 && ![501, 505, 511].includes(status);

/** request.py of 2.2: 200 alone is sent; what has no `code` and `message` is thrown as something else, and sent again. */
function oldPython({ status, body }: WireReply): 'sent' | 'dropped' | 'again' {
  if (status === 200) return 'sent';
  const told: unknown = JSON.parse(body);
  const isTold = typeof told === 'object' && told !== null && 'code' in told && 'message' in told;
  return isTold && status >= 400 && status < 500 && status !== 429 ? 'dropped' : 'again';
}

function python(to: WireTo, { auth, gzip }: { auth: boolean; gzip: boolean }): readonly Buffer[] {
  const [first, second] = ids(to, `python-${auth}-${gzip}`);
  const timestamp = to.at.toISOString().replace('Z', '+00:00');
  // Microseconds, as datetime writes them.
  const sentAt = timestamp.replace('+', '123+');
  const context = { library: { name: 'analytics-python', version: '2.4.0' } };
  const json = ascii(
    spaced({
      batch: [
        {
          ...{ integrations: {}, anonymousId: null, properties: PRICE, timestamp, context },
          ...{ userId: 'u-1', type: 'track', event: EVENT, messageId: first },
        },
        {
          ...{ integrations: {}, anonymousId: 'a-2', timestamp, context, type: 'identify' },
          ...{ userId: null, traits: { plan: 'gold' }, messageId: second },
        },
      ],
      sentAt,
      writeKey: to.writeKey,
    }),
  );
  const body = gzip ? packed(json) : Buffer.from(json);
  return [
    request(
      'POST /v1/batch HTTP/1.1',
      [
        `Host: ${to.host}`,
        'User-Agent: analytics-python/2.4.0',
        'Accept-Encoding: gzip, deflate',
        'Accept: */*',
        'Connection: keep-alive',
        'Content-Type: application/json',
        ...(auth ? [basicOf(to.writeKey)] : []),
        ...(gzip ? ['Content-Encoding: gzip'] : []),
        length(body),
      ],
      body,
    ),
  ];
}

/** transport.rb of 2.4: what does not parse as an object with `[]` is thrown, and sent again. */
function oldRuby({ status, body }: WireReply): 'sent' | 'dropped' | 'again' {
  let told: unknown;
  try {
    told = JSON.parse(body);
  } catch {
    return 'again';
  }
  if (typeof told !== 'object' || told === null) return 'again';
  if (status >= 500 || status === 429) return 'again';
  if (status >= 400) return 'dropped';
  return 'error' in told ? 'dropped' : 'sent';
}

function ruby(to: WireTo): readonly Buffer[] {
  const [first, second] = ids(to, 'ruby');
  const timestamp = to.at.toISOString().replace('Z', '+00:00');
  const context = { library: { name: 'analytics-ruby', version: '2.5.0' } };
  const common = { context, integrations: null, timestamp, options: null };
  const body = Buffer.from(
    JSON.stringify({
      sentAt: timestamp,
      batch: [
        {
          ...{ anonymousId: null, ...common, messageId: first, userId: 'u-1', type: 'track' },
          ...{ event: EVENT, properties: PRICE },
        },
        {
          ...{ anonymousId: 'a-2', ...common, messageId: second, userId: null },
          ...{ type: 'identify', traits: { plan: 'gold' } },
        },
      ],
    }),
  );
  return [
    request(
      'POST /v1/import HTTP/1.1',
      [
        // As Net::HTTP of Ruby 3.1 writes them.
        'Accept: application/json',
        'Content-Type: application/json',
        'User-Agent: analytics-ruby/2.5.0',
        'Accept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3',
        basicOf(to.writeKey),
        `Host: ${to.host}`,
        length(body),
      ],
      body,
    ),
  ];
}

/** encoding/json writes these as \uXXXX, so that it can stand in a page. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function go(to: WireTo): readonly Buffer[] {
  const [first, second] = ids(to, 'go');
  // Nanoseconds, as time.Time writes them.
  const timestamp = to.at.toISOString().replace(/Z$/, '123456Z');
  const body = Buffer.from(
    goJson({
      messageId: `${first}-batch`,
      sentAt: timestamp,
      batch: [
        {
          ...{ type: 'track', messageId: first, userId: 'u-1', event: EVENT, timestamp },
          properties: PRICE,
        },
        {
          ...{ type: 'identify', messageId: second, anonymousId: 'a-2', timestamp },
          traits: { plan: 'gold' },
        },
      ],
      context: { library: { name: 'analytics-go', version: '3.0.0' } },
    }),
  );
  return [
    request(
      'POST /v1/batch HTTP/1.1',
      [
        `Host: ${to.host}`,
        'User-Agent: analytics-go (version: 3.0.0)',
        length(body),
        basicOf(to.writeKey),
        'Content-Type: application/json',
        'Accept-Encoding: gzip',
      ],
      body,
    ),
  ];
}

/** Retrofit reads the body as `{ success: boolean }` where the status is 2xx; what does not read is thrown, and sent again. */
function javaTakes({ status, body }: WireReply): 'sent' | 'dropped' | 'again' {
  if (status >= 200 && status < 300) {
    const told = status === 204 ? null : (JSON.parse(body) as { success?: unknown });
    return told === null || typeof told.success === 'boolean' ? 'sent' : 'again';
  }
  return transient4xx(status) || transient5xx(status) ? 'again' : 'dropped';
}

function java(to: WireTo): readonly Buffer[] {
  const [first, second] = ids(to, 'java');
  const at = to.at.toISOString();
  const library = { name: 'analytics-java', version: '3.5.4' };
  const body = Buffer.from(
    // Gson writes these so.
    JSON.stringify({
      batch: [
        {
          ...{ type: 'track', messageId: first, timestamp: at, context: { app: { name: 'till' } } },
          ...{ userId: 'u-1', integrations: {}, event: EVENT, properties: PRICE },
        },
        {
          ...{ type: 'identify', messageId: second, timestamp: at, anonymousId: 'a-2' },
          ...{ integrations: {}, traits: { plan: 'gold' } },
        },
      ],
      ...{ sentAt: at, context: { library, instanceId: 'fda8a3a0-a82e-469d-a129-6a84a21ff5a9' } },
      ...{ sequence: 1, writeKey: to.writeKey },
    }).replaceAll(
      /[<>&='\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
  return [
    request(
      'POST /v1/import/ HTTP/1.1',
      [
        // The key stands in the body alone; before 3.5.4 it stood here as well.
        'User-Agent: analytics-java/3.5.4',
        'Content-Type: application/json; charset=UTF-8',
        length(body),
        `Host: ${to.host}`,
        'Connection: Keep-Alive',
        'Accept-Encoding: gzip',
      ],
      body,
    ),
  ];
}

export const SERVER_CLIENTS: readonly WireRequest[] = [
  {
    name: 'python 2.2, the key in the body alone',
    takes: oldPython,
    parts: (to) => python(to, { auth: false, gzip: false }),
  },
  {
    name: 'python 2.4',
    takes: ({ status }) =>
      status >= 200 && status < 300
        ? 'sent'
        : transient4xx(status) || transient5xx(status)
          ? 'again'
          : 'dropped',
    parts: (to) => python(to, { auth: true, gzip: false }),
  },
  {
    name: 'python, packed',
    takes: oldPython,
    parts: (to) => python(to, { auth: true, gzip: true }),
  },
  { name: 'ruby', takes: oldRuby, parts: ruby },
  { name: 'go', takes: ({ status }) => (status < 300 ? 'sent' : 'again'), parts: go },
  { name: 'java', takes: javaTakes, parts: java },
];

export { EVENT, ids, length, PRICE, transient4xx, transient5xx };
