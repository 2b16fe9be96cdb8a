import { zstdDecompressSync } from 'node:zlib';
import { lz4Block } from './lz4-block.ts';

/** Bytes before a block: 16 of its checksum, one of its method, four of its length with the last nine, four of its length unpacked. */
const [CHECKSUM, HEAD] = [16, 9] as const;
const METHOD = { none: 0x02, lz4: 0x82, zstd: 0x90, several: 0x91, delta: 0x92 } as const;
/** No block that ClickHouse writes is longer. */
const BYTES_MOST = 2 ** 30;

/** How many bytes a block has on the disk that begins here, by its head; null: none begins here. At least 25 bytes of it. */
export function blockLength(head: Buffer): number | null {
  const method = head[CHECKSUM] as number;
  if (!(Object.values(METHOD) as readonly number[]).includes(method)) return null;
  const packed = head.readUInt32LE(CHECKSUM + 1);
  const plain = head.readUInt32LE(CHECKSUM + 5);
  return packed < HEAD || packed > BYTES_MOST || plain > BYTES_MOST ? null : CHECKSUM + packed;
}

export const BLOCK_HEAD = CHECKSUM + HEAD;

/**
 * Unpacks one block as ClickHouse writes it, in our own code: what the proof says does not hang on the engine. Null: it
 * does not unpack, or by a codec that no table of ours has.
 *
 * Source: ClickHouse, src/Compression/CompressedReadBufferBase.cpp and CompressionCodecMultiple.cpp.
 */
export function blockPlain(block: Buffer): Buffer | null {
  return plainOf(block.subarray(CHECKSUM));
}

function plainOf(block: Buffer): Buffer | null {
  if (block.length < HEAD) return null;
  const method = block[0] as number;
  const length = block.readUInt32LE(5);
  const body = block.subarray(HEAD, block.readUInt32LE(1));
  switch (method) {
    case METHOD.none:
      return body.length === length ? body : null;
    case METHOD.lz4:
      return lz4Block(body, length);
    case METHOD.zstd:
      return zstdPlain(body, length);
    case METHOD.several:
      return severalPlain(body, length);
    case METHOD.delta:
      return deltaPlain(body, length);
    default:
      return null;
  }
}

function zstdPlain(body: Buffer, length: number): Buffer | null {
  try {
    const plain = zstdDecompressSync(body);
    return plain.length === length ? plain : null;
  } catch {
    return null;
  }
}

/** A list of codecs, then what the last of them made, which holds what the one before made. */
function severalPlain(body: Buffer, length: number): Buffer | null {
  const codecs = body[0] ?? 0;
  let plain: Buffer | null = body.subarray(1 + codecs);
  for (let index = 0; index < codecs; index += 1) {
    plain = plainOf(plain);
    if (plain === null) return null;
  }
  return plain.length === length ? plain : null;
}

/** Numbers of a width as differences to the one before, after bytes that do not make a whole one. */
function deltaPlain(body: Buffer, length: number): Buffer | null {
  const [width = 0, rest = 0] = body;
  if (![1, 2, 4, 8].includes(width) || rest >= width || body.length - 2 !== length) return null;
  const out = Buffer.from(body.subarray(2));
  for (let at = rest + width; at + width <= out.length; at += width) {
    let carry = 0;
    for (let byte = 0; byte < width; byte += 1) {
      const sum = (out[at + byte] as number) + (out[at - width + byte] as number) + carry;
      out[at + byte] = sum & 255;
      carry = sum >>> 8;
    }
  }
  return out;
}
