import type { Head } from './head.ts';

const TYPES = new Set(['track', 'identify', 'page', 'screen', 'group', 'alias']);

/** Whether records are events in the shape of Segment's API, which need no mapping. */
export function isSegmentShape({ format, columns, rows }: Head): boolean {
  if (format !== 'jsonl') return false;
  const type = columns.indexOf('type');
  const who = columns.includes('userId') || columns.includes('anonymousId');
  const when = columns.some(
    (name) => name === 'timestamp' || name === 'messageId' || name === 'originalTimestamp',
  );
  if (type === -1 || !who || !when) return false;
  const fitting = rows.filter((cells) => TYPES.has(cells[type] ?? ''));
  return fitting.length >= 0.9 * rows.length;
}
