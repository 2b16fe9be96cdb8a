import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { settledFindings } from '../measure/finding-follow.ts';
import { type Reading, readingNow } from '../measure/reading.ts';
import { reportData } from '../measure/report.ts';
import { lensNames } from '../measure/report-lens.ts';
import { smallCube } from '../measure/small-cube.ts';
import { valuationsShown } from '../measure/valuations-shown.ts';
import { yearShown } from '../measure/year.ts';
import { imported } from '../store/measure/imports.ts';
import type { Stores } from '../store/stores.ts';
import { type OnceAState, onceAState } from './once-a-state.ts';

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
  /**
   * The reply, made once for all who ask; null: no ledger has been built. `segment`: whose figures alone, of a reply that
   * knows segments.
   *
   * Errors: throws an UnknownSegment where the model has none of that name.
   */
  reply(name: KeptName, segment?: string): Promise<KeptReply | null>;
  /**
   * The same of something that there are many of, such as a touchpoint, by a key of its own. Null: no ledger has been
   * built, or `make` has found nothing.
   */
  replyOf(
    key: string,
    make: (reading: Reading) => Promise<string | null>,
  ): Promise<KeptReply | null>;
  /** Keeps none of those made so far: somebody in them was erased. */
  forget(): void;
}

/** So many of those by a key are kept, the latest asked for. */
const KEYS_MAX = 100;

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
  const patience = livePatience();
  const kept = new Map<string, OnceAState<KeptReply>>();

  async function reading(): Promise<Reading | null> {
    const now = await readingNow(stores, latest);
    latest = patience.of(now, latest);
    return latest;
  }

  async function reply(name: KeptName, segment?: string): Promise<KeptReply | null> {
    const whole = await reading();
    if (whole === null) return null;
    const now = segment === undefined ? whole : throughLens(whole, segment);
    // Rejects count at once, before any rebuild.
    const { ended } = await imported(stores.state);
    // What is dismissed or closed is not the step that matters most any more.
    const settled = name === 'overview' ? await settledFindings(stores.state) : [];
    const state = [ledgerState(now), ended, ...settled].join(' ');
    const key = segment === undefined ? name : `${name} ${segment}`;
    const once = kept.get(key) ?? onceAState();
    kept.set(key, once);
    return once(state, () => patience.measured(() => MAKERS[name](now)).then(packed));
  }

  const keyed = new Map<string, OnceAState<KeptReply | null>>();

  async function replyOf(
    key: string,
    make: (reading: Reading) => Promise<string | null>,
  ): Promise<KeptReply | null> {
    const now = await reading();
    if (now === null) return null;
    const once = keyed.get(key) ?? onceAState();
    keyed.delete(key);
    keyed.set(key, once);
    for (const oldest of keyed.keys()) {
      if (keyed.size <= KEYS_MAX) break;
      keyed.delete(oldest);
    }
    return once(ledgerState(now), () =>
      patience.measured(() => make(now)).then((json) => (json === null ? null : packed(json))),
    );
  }

  function forget(): void {
    kept.clear();
    keyed.clear();
  }

  return { reading, reply, replyOf, forget };
}

/** Of the dearest reply, so many times its time a reading is kept where only live events came. */
const PATIENCE_TIMES = 10;

/** Which reading replies are made of while live events come in: a page that is looked at must not have the server work all the time. */
export interface LivePatience {
  /** The reading to go by: an earlier one where nothing but live events came, and that not long ago. */
  of(now: Reading | null, earlier: Reading | null): Reading | null;
  /** Makes a reply, and remembers what it took. */
  measured<Made>(make: () => Promise<Made>): Promise<Made>;
}

export function livePatience(clock: () => number = () => performance.now()): LivePatience {
  let takenAt = Number.NEGATIVE_INFINITY;
  let dearestMs = 0;
  return {
    of(now, earlier) {
      const isPatient =
        now !== null &&
        earlier !== null &&
        workedState(now) === workedState(earlier) &&
        clock() - takenAt < PATIENCE_TIMES * dearestMs;
      if (isPatient) return earlier;
      if (now?.generation.seqDone !== earlier?.generation.seqDone) takenAt = clock();
      return now;
    },
    async measured(make) {
      const since = clock();
      try {
        return await make();
      } finally {
        dearestMs = Math.max(dearestMs, clock() - since);
      }
    },
  };
}

/** What changes where a ledger is built anew or its opinions are worked out anew, and not by live events. */
function workedState({ generation: { id, modelVersion, seqWorked, corrected } }: Reading): string {
  // Where the first rows are taken back, a reading from before does not know that it is to leave them out.
  return [id, modelVersion, seqWorked, corrected].join(' ');
}

/** Tells one state of the ledger from another. */
export function ledgerState({
  generation: { id, modelVersion, seqDone, corrected },
}: Reading): string {
  return [id, modelVersion, seqDone, corrected].join(' ');
}

/** A reading asked for by a segment that its model has not. */
export class UnknownSegment extends Error {
  readonly segment: string;
  readonly known: readonly string[];

  constructor(segment: string, known: readonly string[]) {
    super(`the model has no segment ${segment}`);
    this.name = 'UnknownSegment';
    this.segment = segment;
    this.known = known;
  }
}

/** The same reading through the eyes of a segment. */
export function throughLens(reading: Reading, segment: string): Reading {
  const known = lensNames(reading.model).map(({ id }) => id);
  if (!known.includes(segment)) throw new UnknownSegment(segment, known);
  return { ...reading, segment };
}

const gzipOf = promisify(gzip);

async function packed(json: string): Promise<KeptReply> {
  const body = Buffer.from(json);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  // Weak, as the packed reply has other bytes than the plain one.
  return { etag: `W/"${hash}"`, body, gzipped: await gzipOf(body) };
}
