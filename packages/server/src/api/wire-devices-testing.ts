// PHP, .NET, and the clients that run on phones; see wire-testing.ts. As captured from the client itself: kotlin 1.27.0, on the
// JVM; the others, and kotlin 1.19 with its body in pieces, after their sources.

import { EVENT, ids, length, PRICE, transient4xx, transient5xx } from './wire-clients-testing.ts';
import {
  ascii,
  basicOf,
  chunked,
  packed,
  request,
  type WirePart,
  type WireReply,
  type WireRequest,
  type WireTo,
} from './wire-testing.ts';

/** LibCurl.php: any answer below 400 but 200 neither ends the loop nor waits: the batch is sent again for ever. */
function phpTakes({ status }: WireReply): 'sent' | 'dropped' | 'again' {
  if (status === 200) return 'sent';
  return status < 400 || status >= 500 || status === 429 ? 'again' : 'dropped';
}

function php(
  to: WireTo,
  how: { readonly consumer: 'LibCurl' | 'Socket'; readonly gzip: boolean; readonly waits: boolean },
): readonly WirePart[] {
  const { consumer, gzip, waits } = how;
  const [first, second] = ids(to, `php-${consumer}-${gzip}-${waits}`);
  const timestamp = to.at.toISOString().replace(/\.\d+Z$/, '+00:00');
  const library = { name: 'analytics-php', version: '3.8.1', consumer };
  const common = { context: { library }, timestamp };
  const json = ascii(
    JSON.stringify({
      batch: [
        {
          ...{ userId: 'u-1', event: EVENT, properties: PRICE, ...common },
          ...{ messageId: first, type: 'track' },
        },
        {
          ...{ anonymousId: 'a-2', traits: { plan: 'gold' }, ...common },
          ...{ messageId: second, type: 'identify' },
        },
      ],
      sentAt: timestamp,
    }),
  ).replaceAll('/', '\\/');
  const body = gzip ? packed(json) : Buffer.from(json);
  const packing = gzip ? ['Content-Encoding: gzip'] : [];
  const agent = 'User-Agent: analytics-php/3.8.1';
  const type = 'Content-Type: application/json';
  if (consumer === 'Socket')
    return [
      request(
        'POST /v1/batch HTTP/1.1',
        [
          ...[`Host: ${to.host}`, type, basicOf(to.writeKey), 'Accept: application/json', agent],
          ...[...packing, `Content-length: ${body.length}`],
        ],
        body,
      ),
    ];
  const head = request(
    'POST /v1/batch HTTP/1.1',
    [
      ...[`Host: ${to.host}`, basicOf(to.writeKey), 'Accept: */*', type, ...packing, agent],
      ...[length(body), ...(waits ? ['Expect: 100-continue'] : [])],
    ],
    Buffer.alloc(0),
  );
  return waits ? [head, 'wait', body] : [Buffer.concat([head, body])];
}

function dotNet(to: WireTo, gzip: boolean): readonly Buffer[] {
  const [first, second] = ids(to, `net-${gzip}`);
  // DateTime.ToString("o"): seven places, and the zone of the machine.
  const local = `${new Date(to.at.getTime() + 3_600_000).toISOString().slice(0, -1)}0000+01:00`;
  const library = { name: 'Analytics.NET', version: '3.8.1' };
  const common = { timestamp: local, context: { library }, integrations: {} };
  const json = JSON.stringify({
    ...{ messageId: `${first}-batch`, writeKey: to.writeKey, sentAt: local },
    batch: [
      {
        ...{ event: EVENT, properties: PRICE, type: 'track', messageId: first, ...common },
        ...{ anonymousId: null, userId: 'u-1' },
      },
      {
        ...{ traits: { plan: 'gold' }, type: 'identify', messageId: second, ...common },
        ...{ anonymousId: 'a-2', userId: null },
      },
    ],
  });
  const body = gzip ? packed(json) : Buffer.from(json);
  return [
    request(
      'POST /v1/import HTTP/1.1',
      [
        `Host: ${to.host}`,
        'User-Agent: Analytics.NET/3.8.1',
        basicOf(to.writeKey),
        'Content-Type: application/json',
        ...(gzip ? ['Content-Encoding: gzip'] : []),
        length(body),
      ],
      body,
    ),
  ];
}

function swift(to: WireTo): readonly Buffer[] {
  const [first, second] = ids(to, 'swift');
  const at = to.at.toISOString();
  const library = { name: 'analytics-swift', version: '1.9.1' };
  const common = { timestamp: at, context: { library }, integrations: {} };
  const lines = [
    JSON.stringify({
      ...{ type: 'track', event: EVENT, properties: PRICE, messageId: first, ...common },
      ...{ anonymousId: 'a-1', userId: 'u-1', _metadata: { bundled: [], unbundled: [] } },
    }),
    JSON.stringify({
      ...{ type: 'identify', traits: { plan: 'gold' }, messageId: second, ...common },
      anonymousId: 'a-2',
    }),
  ];
  const end = `],"sentAt":"${at}","writeKey":"${to.writeKey}"}`;
  const body = Buffer.from(`{ "batch": [\n${lines.join('\n,')}\n${end}\n`);
  return [
    request(
      'POST /v1/b HTTP/1.1',
      [
        `Host: ${to.host}`,
        'Content-Type: application/json; charset=utf-8',
        'Connection: keep-alive',
        'Accept: */*',
        'User-Agent: analytics-ios/1.9.1',
        'Accept-Language: en-GB,en;q=0.9',
        length(body),
        'Accept-Encoding: gzip',
      ],
      body,
    ),
  ];
}

function kotlin(to: WireTo, version: '1.27.0' | '1.19.2'): readonly Buffer[] {
  const [first, second] = ids(to, `kotlin-${version}`);
  const at = to.at.toISOString();
  const library = { name: 'analytics-kotlin', version };
  const instanceId = '795aeceb-9c54-487a-acde-15c1705b95fa';
  const common = { integrations: {}, context: { library, instanceId }, timestamp: at };
  const metadata = { bundled: [], unbundled: [], bundledIds: [] };
  const events = [
    {
      ...{ properties: PRICE, event: EVENT, type: 'track', messageId: first, anonymousId: 'a-1' },
      ...{ ...common, userId: 'u-1', _metadata: metadata },
    },
    {
      ...{ traits: { plan: 'gold' }, type: 'identify', messageId: second, anonymousId: 'a-2' },
      ...{ ...common, _metadata: metadata },
    },
    // What fills more than one piece of the body.
    ...Array.from({ length: 40 }, (_, index) => ({
      ...{ type: 'screen', name: `Screen ${index}`, messageId: `${second}-${index}` },
      ...{ anonymousId: 'a-2', properties: { noise: noise(index) }, ...common },
    })),
  ];
  const json = `{"batch":[${events.map((each) => JSON.stringify(each)).join(',')}],"sentAt":"${at}","writeKey":"${to.writeKey}"}`;
  const agent = `User-Agent: analytics-kotlin/${version}`;
  const body = packed(json);
  const inPieces = [
    ...[agent, 'Content-Type: text/plain', 'Content-Encoding: gzip', `Host: ${to.host}`],
    'Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2',
    ...['Connection: keep-alive', 'Transfer-Encoding: chunked'],
  ];
  const whole = [
    ...[agent, 'Content-Encoding: gzip', 'Content-Type: text/plain', length(body)],
    ...[`Host: ${to.host}`, 'Connection: Keep-Alive', 'Accept-Encoding: gzip'],
  ];
  const line = 'POST /v1/b HTTP/1.1';
  return version === '1.27.0'
    ? [request(line, whole, body)]
    : [request(line, inPieces, chunked(body))];
}

/** Signs that do not pack. */
function noise(seed: number): string {
  let state = seed + 1;
  return Array.from({ length: 400 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (state % 90));
  }).join('');
}

const onDisk = ({ status }: WireReply): 'sent' | 'dropped' | 'again' =>
  status < 300
    ? 'sent'
    : status >= 400 && !transient4xx(status) && !transient5xx(status)
      ? 'dropped'
      : 'again';

export const DEVICE_CLIENTS: readonly WireRequest[] = [
  {
    name: 'php, LibCurl',
    takes: phpTakes,
    parts: (to) => php(to, { consumer: 'LibCurl', gzip: false, waits: false }),
  },
  {
    name: 'php, LibCurl, packed',
    takes: phpTakes,
    parts: (to) => php(to, { consumer: 'LibCurl', gzip: true, waits: false }),
  },
  {
    name: 'php, LibCurl, which asks before it sends the body',
    takes: phpTakes,
    parts: (to) => php(to, { consumer: 'LibCurl', gzip: false, waits: true }),
  },
  {
    name: 'php, Socket',
    takes: phpTakes,
    parts: (to) => php(to, { consumer: 'Socket', gzip: false, waits: false }),
  },
  { name: '.NET', takes: phpTakes, parts: (to) => dotNet(to, false) },
  { name: '.NET, packed', takes: phpTakes, parts: (to) => dotNet(to, true) },
  // Before it has read the settings it keeps on its disk whatever is not answered below 300 or with 400.
  {
    name: 'swift',
    takes: ({ status }) => (status < 300 ? 'sent' : status === 400 ? 'dropped' : 'again'),
    parts: swift,
  },
  {
    name: 'swift, by its settings',
    takes: onDisk,
    parts: (to) => swift({ ...to, mark: `${to.mark}s` }),
  },
  { name: 'kotlin', takes: onDisk, parts: (to) => kotlin(to, '1.27.0') },
  { name: 'kotlin, in pieces', takes: onDisk, parts: (to) => kotlin(to, '1.19.2') },
];
