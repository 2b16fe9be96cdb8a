/** Out of 100 live events, how many are of which name: the retailer of bench.bothways.yaml. */
const MIX = [
  { type: 'track', event: 'Product Viewed', channel: 'web', share: 40, seconds: 240 },
  { type: 'page', event: '', channel: 'web', share: 20, seconds: 60 },
  { type: 'track', event: 'Email Opened', channel: 'email', share: 10, seconds: 45 },
  { type: 'track', event: 'Product Added', channel: 'web', share: 10, seconds: 30 },
  { type: 'track', event: 'Order Completed', channel: 'web', share: 10, seconds: 400 },
  { type: 'track', event: 'Order Delivered', channel: '', share: 5, seconds: 300 },
  { type: 'track', event: 'Video Played', channel: 'web', share: 5, seconds: 90 },
] as const;

const WHEEL = MIX.flatMap((each) => Array.from({ length: each.share }, () => each));
/** Events of one person, on average. */
const EVENTS_A_PERSON = 20;

/** A made-up event as a client sends it; the same number, the same event. */
export function liveEvent(number: number, all: number, run: string): Record<string, unknown> {
  const mixed = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  const { type, event, channel, seconds } = WHEEL[mixed % WHEEL.length] ?? MIX[0];
  const people = Math.max(1, Math.floor(all / EVENTS_A_PERSON));
  const isPage = type === 'page';
  return {
    type,
    ...(isPage ? { name: 'Home' } : { event }),
    messageId: `${run}-${number}`,
    userId: `customer-${(mixed >>> 8) % people}`,
    timestamp: new Date(Date.UTC(2026, 9, 1) + number * 250).toISOString(),
    channel,
    properties: {
      order_id: `o${mixed % 100_000}`,
      total: (500 + (mixed % 9500)) / 100,
      discount: (mixed % 500) / 100,
      seconds: 1 + (mixed % seconds),
      rating: 1 + (mixed % 5),
      late: mixed % 9 === 0,
    },
    context: {
      page: { path: `/plants/${mixed % 5000}` },
      library: { name: 'bench', version: '1' },
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
    },
  };
}

/** Requests of live events in batches, made as they are asked for. */
export function* batches(
  all: number,
  size: number,
  run: string,
  request: (json: string) => Buffer,
): Generator<Buffer> {
  for (let from = 0; from < all; from += size) {
    const count = Math.min(size, all - from);
    const batch = Array.from({ length: count }, (_, index) => liveEvent(from + index, all, run));
    yield request(JSON.stringify({ batch, sentAt: new Date().toISOString() }));
  }
}
