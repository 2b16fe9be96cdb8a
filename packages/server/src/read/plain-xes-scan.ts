import { ByteNames } from './byte-names.ts';
import { byteTimeReader } from './byte-time.ts';
import {
  isCut,
  isKey,
  isOfName,
  isSame,
  isValue,
  MORE,
  ODD,
  pastComment,
  pastDeclaration,
  pastSpace,
  quoteFrom,
  SPACES,
} from './plain-xes-bytes.ts';

/** The keys of the attributes that are wanted: of the trace, and of its events. */
export interface PlainXesKeys {
  readonly case: string;
  readonly activity: string;
  readonly at: string;
}

/** What a tag is; those of the standard that hold a value come first. */
const TAG = {
  ...{ string: 1, date: 2, int: 3, float: 4, id: 5, boolean: 6, list: 7, container: 8 },
  ...{ values: 9, event: 10, trace: 11, log: 12, global: 13, extension: 14, classifier: 15 },
} as const;
const DEPTH_MAX = 100;
const TRACE_EVENTS_MAX = 1_000_000;

/** Names by tag; and for a length and a first letter the only tag that a name of those may be. */
const NAMES: Uint8Array[] = [];
const LIKELY = new Uint8Array(16 * 32);
for (const [name, tag] of Object.entries(TAG)) {
  NAMES[tag] = Buffer.from(name);
  LIKELY[name.length * 32 + (name.charCodeAt(0) & 31)] = tag;
}

/**
 * Takes from the bytes of an XES log, chunk by chunk, which activities its traces had and when. It knows the markup that
 * programs write: tags of the standard with `key="..." value="..."`, comments, the five entities. Of whatever else may stand in
 * an XML text it says that it is odd, so that a reader of all of it can begin anew.
 */
export class PlainXesScan {
  private readonly keys: Readonly<Record<keyof PlainXesKeys, Uint8Array>>;
  private readonly time = byteTimeReader();
  readonly cases = new ByteNames();
  readonly activities = new ByteNames();
  caseOf = new Int32Array(16_384);
  activityOf = new Int32Array(16_384);
  at = new Float64Array(16_384);
  /** Events so far. */
  length = 0;
  private readonly open = new Uint8Array(DEPTH_MAX + 1);
  private depth = 0;
  private hasLog = false;
  private hasMarkup = false;
  private traceStart = 0;
  private traceCase = -1;
  private activity = -1;
  private moment = Number.NaN;

  constructor(keys: PlainXesKeys) {
    this.keys = {
      case: Buffer.from(keys.case),
      activity: Buffer.from(keys.activity),
      at: Buffer.from(keys.at),
    };
  }

  /** Whether the log has come to its end. */
  get isWhole(): boolean {
    return this.hasLog && this.depth === 0;
  }

  /** Scans bytes up to the last whole tag, and gives where that ends; -2 where something is odd. A zero stands at `end`. */
  scan(bytes: Uint8Array, from: number, end: number): number {
    let at = from;
    for (;;) {
      while (SPACES[bytes[at] as number] === 1) at += 1;
      if (at >= end) {
        this.hasMarkup = true;
        return end;
      }
      if (bytes[at] !== 60) return ODD;
      const next = this.markup(bytes, at + 1);
      if (next === MORE) return at;
      if (next === ODD) return ODD;
      at = next;
    }
  }

  private markup(bytes: Uint8Array, at: number): number {
    const byte = bytes[at] as number;
    if (byte === 0) return MORE;
    if (byte === 47) return this.close(bytes, at + 1);
    if (byte === 63) return this.hasMarkup || at !== 1 ? ODD : pastDeclaration(bytes, at);
    this.hasMarkup = true;
    if (byte === 33) return pastComment(bytes, at + 1);
    let behind = at;
    while ((bytes[behind] as number) >= 97) behind += 1;
    const next = bytes[behind] as number;
    if (next === 0) return MORE;
    const tag = tagOf(bytes, at, behind);
    if (tag === 0 || (next !== 32 && next !== 62)) return ODD;
    if (tag <= TAG.container) return this.attribute(bytes, behind, tag);
    if (tag <= TAG.trace) return next === 62 ? this.opened(tag, behind + 1) : ODD;
    return this.declared(bytes, behind, tag);
  }

  /** A tag of the standard with a key, and mostly a value. What is taken of it twice is taken once. */
  private attribute(bytes: Uint8Array, at: number, tag: number): number {
    const owner = this.open[this.depth] as number;
    if (owner === 0) return ODD;
    if (!isKey(bytes, at)) return this.keyless(bytes, at, tag);
    const key = at + 6;
    const keyEnd = quoteFrom(bytes, key);
    if (keyEnd < 0) return keyEnd;
    if (!isValue(bytes, keyEnd + 1)) {
      if (isCut(bytes, keyEnd + 1, 8)) return MORE;
      return this.tagEnd(bytes, keyEnd + 1, tag);
    }
    const value = keyEnd + 9;
    const valueEnd = quoteFrom(bytes, value);
    if (valueEnd < 0) return valueEnd;
    if (owner === TAG.event || owner === TAG.trace) {
      const isTaken =
        owner === TAG.event
          ? this.takeOfEvent(bytes, key, keyEnd, value, valueEnd, tag)
          : this.takeOfTrace(bytes, key, keyEnd, value, valueEnd, tag);
      if (!isTaken) return ODD;
    }
    return this.tagEnd(bytes, valueEnd + 1, tag);
  }

  /** Some programs write values without a key: they are nobody's. */
  private keyless(bytes: Uint8Array, at: number, tag: number): number {
    if (isCut(bytes, at, 8)) return MORE;
    if (!isValue(bytes, at)) return ODD;
    const valueEnd = quoteFrom(bytes, at + 8);
    return valueEnd < 0 ? valueEnd : this.tagEnd(bytes, valueEnd + 1, tag);
  }

  /** The end of a tag: it closes itself, or others may stand in it. */
  private tagEnd(bytes: Uint8Array, from: number, tag: number): number {
    const at = bytes[from] === 32 ? from + 1 : from;
    const byte = bytes[at] as number;
    if (byte === 62) return this.opened(tag, at + 1);
    if (byte === 47 && bytes[at + 1] === 62) return this.depth === 0 ? ODD : at + 2;
    return byte === 0 || (byte === 47 && bytes[at + 1] === 0) ? MORE : ODD;
  }

  /** A tag of the head of a log, with whatever attributes. */
  private declared(bytes: Uint8Array, from: number, tag: number): number {
    const names = new Set<string>();
    for (let at = from; ; ) {
      const start = pastSpace(bytes, at);
      if (bytes[start] === 62 || bytes[start] === 47)
        return tag === TAG.log && bytes[start] === 47 ? ODD : this.tagEnd(bytes, start, tag);
      if (bytes[start] === 0) return MORE;
      let behind = start;
      while (isOfName(bytes[behind] as number)) behind += 1;
      if (bytes[behind] === 0 || bytes[behind + 1] === 0) return MORE;
      const name = Buffer.from(bytes.subarray(start, behind)).toString('latin1');
      if (start === at || !/^[A-Za-z]/.test(name) || names.has(name)) return ODD;
      if (bytes[behind] !== 61 || bytes[behind + 1] !== 34) return ODD;
      names.add(name);
      const end = quoteFrom(bytes, behind + 2);
      if (end < 0) return end;
      at = end + 1;
    }
  }

  private opened(tag: number, behind: number): number {
    const owner = this.open[this.depth] as number;
    if (this.depth === DEPTH_MAX) return ODD;
    if (tag === TAG.log) {
      if (this.hasLog || this.depth > 0) return ODD;
      this.hasLog = true;
    } else if (this.depth === 0) return ODD;
    if (tag === TAG.trace) {
      if (owner !== TAG.log) return ODD;
      this.traceStart = this.length;
      this.traceCase = -1;
    }
    if (tag === TAG.event) {
      if (owner !== TAG.trace) return ODD;
      this.activity = -1;
      this.moment = Number.NaN;
    }
    this.depth += 1;
    this.open[this.depth] = tag;
    return behind;
  }

  private close(bytes: Uint8Array, at: number): number {
    let behind = at;
    while ((bytes[behind] as number) >= 97) behind += 1;
    if (bytes[behind] === 0) return MORE;
    const tag = this.open[this.depth] as number;
    if (bytes[behind] !== 62 || tag === 0 || tagOf(bytes, at, behind) !== tag) return ODD;
    this.depth -= 1;
    if (tag === TAG.event) return this.endEvent() ? behind + 1 : ODD;
    if (tag === TAG.trace) return this.endTrace() ? behind + 1 : ODD;
    return behind + 1;
  }

  private takeOfEvent(
    bytes: Uint8Array,
    key: number,
    keyEnd: number,
    value: number,
    valueEnd: number,
    tag: number,
  ): boolean {
    const { activity, at } = this.keys;
    if (keyEnd - key === activity.length && isSame(bytes, key, activity)) {
      if (tag > TAG.id || value === valueEnd) return false;
      this.activity = this.activities.at(bytes, value, valueEnd);
    }
    if (keyEnd - key === at.length && isSame(bytes, key, at)) {
      if (tag > TAG.id) return false;
      this.moment = this.time(bytes, value, valueEnd);
    }
    return true;
  }

  private takeOfTrace(
    bytes: Uint8Array,
    key: number,
    keyEnd: number,
    value: number,
    valueEnd: number,
    tag: number,
  ): boolean {
    const wanted = this.keys.case;
    if (keyEnd - key !== wanted.length || !isSame(bytes, key, wanted)) return true;
    if (tag > TAG.id || value === valueEnd) return false;
    this.traceCase = this.cases.at(bytes, value, valueEnd);
    return true;
  }

  private endEvent(): boolean {
    const { length } = this;
    if (this.activity === -1 || Number.isNaN(this.moment)) return false;
    if (length - this.traceStart >= TRACE_EVENTS_MAX) return false;
    if (length === this.caseOf.length) this.grow();
    this.activityOf[length] = this.activity;
    this.at[length] = this.moment;
    this.length = length + 1;
    return true;
  }

  private endTrace(): boolean {
    if (this.traceStart === this.length) return true;
    this.caseOf.fill(this.traceCase, this.traceStart, this.length);
    return this.traceCase !== -1;
  }

  private grow(): void {
    const { caseOf, activityOf, at } = this;
    this.caseOf = new Int32Array(caseOf.length * 2);
    this.caseOf.set(caseOf);
    this.activityOf = new Int32Array(caseOf.length * 2);
    this.activityOf.set(activityOf);
    this.at = new Float64Array(caseOf.length * 2);
    this.at.set(at);
  }
}

/** The tag that a name is; 0: none of them. Length and first letter leave one that it may be. */
function tagOf(bytes: Uint8Array, from: number, until: number): number {
  const tag = LIKELY[((until - from) & 15) * 32 + ((bytes[from] as number) & 31)] as number;
  if (tag === 0) return 0;
  const name = NAMES[tag] as Uint8Array;
  return name.length === until - from && isSame(bytes, from, name) ? tag : 0;
}
