// Makes sample.csv: 200 rows of Larkfield, one of each kind of event at least, as a table. Run: node examples/larkfield/make-sample.ts
import { writeFileSync } from 'node:fs';
import { larkfieldEvents } from '../../packages/core/src/foresee/larkfield.ts';
import type { SegmentEvent, SegmentValue } from '../../packages/core/src/foresee/segment-event.ts';

const ROWS = 200;
const FIRST = ['message_id', 'time', 'member', 'event', 'channel', 'order_id'];

const events = [...larkfieldEvents({ people: 400, seed: 7 })].filter(
  ({ type }) => type === 'track',
);
const chosen = new Set<SegmentEvent>();
for (const name of new Set(events.map(({ event, context }) => `${event} ${context.channel}`))) {
  const some = events.filter(({ event, context }) => `${event} ${context.channel}` === name);
  for (const event of some.slice(0, 4)) chosen.add(event);
}
for (const event of events) if (chosen.size < ROWS) chosen.add(event);

const rows = [...chosen].sort((a, b) => a.timestamp.localeCompare(b.timestamp));
const names = rows.flatMap(({ properties }) => Object.keys(properties ?? {}));
const columns = [...new Set([...FIRST, ...names])];
const lines = rows.map((event) => {
  const { messageId, timestamp, userId, context, properties } = event;
  const known: Record<string, SegmentValue | undefined> = {
    ...properties,
    message_id: messageId,
    time: timestamp,
    member: userId,
    event: event.event,
    channel: context.channel,
  };
  return columns.map((column) => known[column] ?? '').join(',');
});
writeFileSync(
  new URL('sample.csv', import.meta.url),
  `${[columns.join(','), ...lines].join('\n')}\n`,
);
