import { type Bag, bagPath } from '../rules/bag.ts';
import { GPC_KIND, wordKindOf } from './right-kinds.ts';
import type { ExpressedBy, RightWord } from './rights.ts';

/** The reserved event by which a client says what a person has just chosen. Source: Segment, consent in Unify. */
export const CONSENT_EVENT = 'Segment Consent Preference Updated';
/** The source whose events a person at work writes, through the API. */
export const API_SOURCE = 'bothways';
/** Where an event's context says what is allowed, by category. */
export const PREFERENCES = 'consent.categoryPreferences.';
/** Until when, where it says so: a time as text. */
export const EXPIRES = 'consent.expiresAt';
/** Where the context says that its request had the header `Sec-GPC: 1`, and as what. */
export const GPC_CONTEXT = ['gpc', 'globalPrivacyControl'] as const;
export const GPC_YES = ['true', '1', '"1'] as const;
/** A category that is longer names no right, and no index takes it. */
const CATEGORY_CHARACTERS_MAX = 200;

/** Of an event, what says something of rights. */
export interface Spoken {
  readonly identity: string;
  readonly source: string;
  readonly messageId: string;
  readonly seq: number;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly type: string;
  readonly name: string;
  readonly context: Bag;
}

/**
 * What an event says of rights beside what it moves: the preferences in its context, and a signal of Global Privacy Control.
 * A preference that is neither true nor false says nothing.
 *
 * Source: segment-api.md, consent and privacy; methods.md 9.
 */
export function wordsOf(event: Spoken): readonly RightWord[] {
  const { identity, source, messageId, seq, at, context } = event;
  const same = { identity, source, messageId, seq, at };
  const words = new Map<string, RightWord>();
  for (const [key, text] of Object.entries(context)) {
    if (!key.startsWith(PREFERENCES) || (text !== 'true' && text !== 'false')) continue;
    const category = bagPath(key.slice(PREFERENCES.length)).join('.').trim();
    if (category === '' || category.length > CATEGORY_CHARACTERS_MAX) continue;
    const kind = wordKindOf(category);
    const granted = text === 'true' && words.get(kind)?.granted !== false;
    const expiresAt = granted ? expiryOf(context) : null;
    words.set(kind, { ...same, kind, granted, expiresAt, by: expressedBy(event) });
  }
  if (GPC_CONTEXT.some((key) => GPC_YES.some((yes) => context[key] === yes)))
    words.set(GPC_KIND, { ...same, kind: GPC_KIND, granted: false, expiresAt: null, by: 'gpc' });
  return [...words.values()];
}

function expressedBy({ source, type, name }: Spoken): ExpressedBy {
  if (source === API_SOURCE) return 'api';
  return type === 'track' && name === CONSENT_EVENT ? 'event' : 'context';
}

function expiryOf(context: Bag): number | null {
  const text = context[EXPIRES];
  if (text === undefined || !text.startsWith('"')) return null;
  const at = Date.parse(text.slice(1));
  // What ended before 1970 has ended.
  return Number.isNaN(at) ? null : Math.max(0, at);
}
