import type { InboxBody } from './accepted-event.ts';

/** A row of table `inbox`, as pg gives it. */
export interface InboxRow {
  readonly fresh: readonly number[] | null;
  /** As bytes, or already as text. */
  readonly body: Buffer | string;
}

/** What a row of the inbox holds that is new, in the order in which it came. */
export function inboxBody({ fresh, body }: InboxRow): InboxBody {
  const whole = JSON.parse(typeof body === 'string' ? body : body.toString('utf8')) as InboxBody;
  if (fresh === null) return whole;
  const places = new Set(fresh);
  const before = whole.events.length;
  return {
    events: whole.events.filter((_, place) => places.has(place)),
    refused: whole.refused.filter((_, place) => places.has(before + place)),
  };
}
