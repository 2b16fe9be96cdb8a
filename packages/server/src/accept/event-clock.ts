import { timeParser } from '../read/parse-time.ts';

/** When an event happened, and all that was said of it. */
export interface EventClock {
  /** The client's clock corrected by ours, never after `receivedAt`. */
  readonly at: number;
  readonly originalAt: number | null;
  readonly sentAt: number | null;
  /** What was said where it does not read as a time; null: it does, or nothing was said. */
  readonly unread: string | null;
}

/** The times of an event, as they were sent. */
export interface TimesSent {
  readonly timestamp?: unknown;
  readonly originalTimestamp?: unknown;
  readonly sentAt?: unknown;
}

/**
 * When an event happened: as long before it came as, by the clock of its client, it had happened before it was sent. A
 * client's clock may be wrong by years. Where it does not say both, what it says is taken; where it says nothing, now.
 *
 * Units: milliseconds since 1970, UTC.
 * Source: Segment, `timestamp = receivedAt - (sentAt - originalTimestamp)`.
 */
export function eventClock(sent: TimesSent, batchSentAt: unknown, receivedAt: number): EventClock {
  const { timestamp, originalTimestamp } = sent;
  const original = momentOf(originalTimestamp);
  const stated = momentOf(timestamp);
  const originalAt = original ?? stated;
  const sentAt = momentOf(sent.sentAt) ?? momentOf(batchSentAt);
  const corrected =
    originalAt !== null && sentAt !== null
      ? receivedAt - (sentAt - originalAt)
      : (stated ?? originalAt ?? receivedAt);
  // A clock so wrong that it leads out of all time corrects nothing.
  const at = corrected >= 0 ? corrected : (originalAt ?? receivedAt);
  return {
    at: Math.min(at, receivedAt),
    originalAt,
    sentAt,
    unread: originalAt === null ? (unreadText(originalTimestamp) ?? unreadText(timestamp)) : null,
  };
}

const isoTime = timeParser('iso', 'UTC');
const seconds = timeParser('unix', 'UTC');
const milliseconds = timeParser('unix-ms', 'UTC');

/** How dates are written where nobody asked for ISO 8601: Java's and JavaScript's own texts, and those of mail. */
const LENIENT = [
  'MMM d, yyyy, h:mm:ss a',
  'MMM d, yyyy h:mm:ss a',
  'MMM d, yyyy HH:mm:ss',
  'MMM d yyyy HH:mm:ss ZZ',
  'MMM d HH:mm:ss ZZ yyyy',
  'd MMM yyyy HH:mm:ss ZZ',
  'd MMM yyyy HH:mm:ss',
].map((format) => timeParser(format, 'UTC'));

/** A moment from whatever stands for one; null: nothing that reads as a time from 1970 to 2199. */
export function momentOf(value: unknown): number | null {
  if (typeof value === 'string') return momentOfText(value);
  if (typeof value === 'number' && Number.isFinite(value)) return momentOfText(String(value));
  return null;
}

function momentOfText(text: string): number | null {
  const iso = isoTime(text);
  if (typeof iso === 'number') return iso;
  if (text.length > 80) return null;
  // Seconds until the year 2286, milliseconds from 2001: eight digits are a date.
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return numberOr(seconds(text));
  if (/^\d{11,14}(\.\d+)?$/.test(text)) return numberOr(milliseconds(text));
  const plain = text
    .trim()
    .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +/i, '')
    .replace(/ *\([^)]*\)$/, '')
    .replace(/\b(?:GMT|UTC)(?=[+-]\d)/, '')
    .replace(/\b(?:GMT|UTC)\b/, 'Z')
    // Newer Java puts a narrow blank before AM and PM.
    .replace(/\s+/g, ' ');
  for (const parse of LENIENT) {
    const moment = parse(plain);
    if (typeof moment === 'number') return moment;
  }
  return null;
}

function numberOr(read: number | string): number | null {
  return typeof read === 'number' ? read : null;
}

const UNREAD_CHARACTERS_MAX = 100;

function unreadText(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.slice(0, UNREAD_CHARACTERS_MAX).toWellFormed();
}
