import type { Pool } from 'pg';
import { findKey, keyHash, type SourceKey } from './source-keys.ts';

interface Known {
  readonly found: SourceKey | null;
  /** By a clock that nobody sets: one that is put back would else keep a key that was revoked. */
  readonly until: number;
}

/** How long an answer is believed: so long a key that was revoked may still be taken. */
const BELIEVED_MS = 2_000;
/** Strangers may try many keys. */
const KEYS_MAX = 10_000;

/** The write keys that were asked for lately, by their hashes. */
export class KnownKeys {
  private readonly known = new Map<string, Known>();
  private readonly asked = new Map<string, Promise<SourceKey | null>>();
  private readonly state: Pool;

  constructor(state: Pool) {
    this.state = state;
  }

  /** What a key opens. Many who ask at once are one question to the store. */
  async find(writeKey: string): Promise<SourceKey | null> {
    const hashed = keyHash(writeKey);
    const name = hashed.toString('base64');
    const known = this.known.get(name);
    if (known !== undefined && known.until > performance.now()) return known.found;
    const asked = this.asked.get(name) ?? this.ask(name, hashed);
    this.asked.set(name, asked);
    try {
      return await asked;
    } finally {
      this.asked.delete(name);
    }
  }

  private async ask(name: string, hashed: Buffer): Promise<SourceKey | null> {
    const row = await findKey(this.state, hashed);
    const found = row === null ? null : { source: row.source, number: row.number };
    const leftMs = (row?.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now();
    const until = performance.now() + Math.min(BELIEVED_MS, leftMs);
    if (this.known.size >= KEYS_MAX) this.known.clear();
    this.known.set(name, { found, until });
    return found;
  }
}
