import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Reading, readingNow } from '../measure/reading.ts';
import { reportData } from '../measure/report.ts';
import { smallCube } from '../measure/small-cube.ts';
import { valuationsShown } from '../measure/valuations-shown.ts';
import { yearShown } from '../measure/year.ts';
import { imported } from '../store/measure/imports.ts';
import type { Stores } from '../store/stores.ts';

/** A reply ready to be sent, plain and packed. */
export interface KeptReply {
  readonly etag: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
}

/** What is said of one state of the ledger, and stays so until it is built anew or something is imported. */
export interface KeptReplies {
  /** What readers see now; null: no ledger has been built. */
  reading(): Promise<Reading | null>;
  /** The reply, made once for all who ask; null: no ledger has been built. */
  reply(name: KeptName): Promise<KeptReply | null>;
}

const MAKERS = {
  overview: async (reading: Reading) =>
    JSON.stringify(await reportData(reading, new Date().toISOString())),
  cube: async (reading: Reading) => (await smallCube(reading)).json,
  valuations: async (reading: Reading) => JSON.stringify(valuationsShown(reading)),
  year: async (reading: Reading) => JSON.stringify(await yearShown(reading)),
} as const;
export type KeptName = keyof typeof MAKERS;

/** Replies by the state of the ledger that they were read from; those of the last state are kept. */
export function keptReplies(stores: Stores): KeptReplies {
  let latest: Reading | null = null;
  const kept = new Map<KeptName, { readonly state: string; readonly reply: Promise<KeptReply> }>();

  async function reading(): Promise<Reading | null> {
    latest = await readingNow(stores, latest);
    return latest;
  }

  async function reply(name: KeptName): Promise<KeptReply | null> {
    const now = await reading();
    if (now === null) return null;
    const { id, modelVersion, seqDone } = now.generation;
    // Rejects count at once, before any rebuild.
    const { last } = await imported(stores.state);
    const state = [id, modelVersion, seqDone, last].join(' ');
    const there = kept.get(name);
    if (there?.state === state) return there.reply;
    const made = { state, reply: MAKERS[name](now).then(packed) };
    kept.set(name, made);
    // What failed is not kept: the next who asks may have more luck.
    made.reply.catch(() => kept.get(name) === made && kept.delete(name));
    return made.reply;
  }

  return { reading, reply };
}

const gzipOf = promisify(gzip);

async function packed(json: string): Promise<KeptReply> {
  const body = Buffer.from(json);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  // Weak, as the packed reply has other bytes than the plain one.
  return { etag: `W/"${hash}"`, body, gzipped: await gzipOf(body) };
}
