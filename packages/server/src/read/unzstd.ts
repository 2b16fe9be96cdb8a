import { pipeline, Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';

/** RFC 8878: how a frame and one to be skipped begin, as numbers of four bytes, the least first. */
const FRAME = 0xfd2fb528;
const SKIPPED = { from: 0x184d2a50, to: 0x184d2a5f };
const CHUNK_BYTES = 262_144;

/** What makes a Zstandard file unreadable, with the code that Node gives its own finds. */
export class ZstdFault extends Error {
  override readonly name = 'ZstdFault';
  readonly code: 'Z_BUF_ERROR' | 'ZSTD_error';

  constructor(code: ZstdFault['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Unpacks Zstandard: all frames, one after another. Node's own stream stops behind the first without a word, so the
 * frames are told apart here, by the sizes that stand before their blocks.
 *
 * Errors: `ZstdFault`, or what Node's stream throws, where the file is cut short or damaged.
 * Source: RFC 8878, sections 3.1.1 and 3.1.2.
 */
export async function* unzstd(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const feed = new Feed(bytes[Symbol.asyncIterator]());
  for (;;) {
    const magic = await feed.number(4, true);
    if (magic === null) return;
    if (magic >= SKIPPED.from && magic <= SKIPPED.to) {
      for await (const _ of feed.pass((await feed.number(4)) ?? 0));
      continue;
    }
    if (magic !== FRAME)
      throw new ZstdFault('ZSTD_error', 'bytes that are no frame stand behind a frame');
    const frame = Readable.from(frameBytes(feed), { objectMode: false });
    // The error of either reaches the reader through the last stream; the callback only keeps it from being thrown twice.
    yield* pipeline(frame, createZstdDecompress({ chunkSize: CHUNK_BYTES }), () => {});
  }
}

/** The bytes of one frame whose first four were read. */
async function* frameBytes(feed: Feed): AsyncGenerator<Buffer> {
  const descriptor = await feed.exactly(1);
  const flags = descriptor[0] ?? 0;
  const isSingle = (flags & 0x20) !== 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  const head = Buffer.alloc(4);
  head.writeUInt32LE(FRAME);
  yield Buffer.concat([head, descriptor]);
  yield* feed.pass((isSingle ? 0 : 1) + dictionaryBytes + sizeBytes);
  for (;;) {
    const header = await feed.exactly(3);
    yield header;
    const block = header.readUIntLE(0, 3);
    const isRepeated = ((block >> 1) & 3) === 1;
    yield* feed.pass(isRepeated ? 1 : block >> 3);
    if ((block & 1) === 1) break;
  }
  if ((flags & 4) !== 0) yield* feed.pass(4);
}

/** Bytes taken from chunks by count. */
class Feed {
  private held: Buffer = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(chunks: AsyncIterator<Buffer>) {
    this.chunks = chunks;
  }

  /** A number, the least byte first; null where `mayEnd` and the file ends here. */
  async number(count: number, mayEnd = false): Promise<number | null> {
    if (mayEnd && this.held.length === 0 && !(await this.more())) return null;
    return (await this.exactly(count)).readUIntLE(0, count);
  }

  async exactly(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.pass(count)) parts.push(part);
    return Buffer.concat(parts);
  }

  async *pass(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      if (this.held.length === 0 && !(await this.more()))
        throw new ZstdFault('Z_BUF_ERROR', 'unexpected end of file');
      const part = this.held.subarray(0, left);
      this.held = this.held.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  private async more(): Promise<boolean> {
    for (;;) {
      const next = await this.chunks.next();
      if (next.done === true) return false;
      if (next.value.length === 0) continue;
      this.held = next.value;
      return true;
    }
  }
}
