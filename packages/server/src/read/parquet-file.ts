import { type FileHandle, open } from 'node:fs/promises';
import { brotliDecompressSync, crc32, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type ColumnMetaData,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { compressors as foreign } from 'hyparquet-compressors';
import { refusedFile } from './import-refused.ts';

/** A Parquet file, open: its footer was read and held against the file. */
export interface ParquetFile {
  readonly buffer: AsyncBuffer;
  readonly size: number;
  readonly metadata: FileMetaData;
  readonly handle: FileHandle;
}

/** A page may unpack to this much and have so many values; writers make them a thousandth of it. */
const PAGE = { bytes: 536_870_912, values: 16_777_216 };
/** A file may have this many rows, and beyond that only so many for each of its bytes. */
const ROWS = { from: 10_000_000, perByteMax: 250 };

const limit = (length: number): { maxOutputLength: number } => ({
  maxOutputLength: Math.max(length, 1),
});

/** What unpacks pages: Node's own where it can. */
export const pageCompressors: Compressors = {
  ...foreign,
  GZIP: (input, length) => gunzipSync(input, limit(length)),
  BROTLI: (input, length) => brotliDecompressSync(input, limit(length)),
  ZSTD: (input, length) => zstdDecompressSync(input, limit(length)),
};

/**
 * Opens a Parquet file and reads its footer. The caller closes `handle`.
 *
 * Errors: `ImportRefused` where it is encrypted, packed by a codec that is not known, or claims more than it can hold; an
 * `Error` where it is damaged.
 */
export async function openParquet(file: string, path: string): Promise<ParquetFile> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const buffer = { byteLength: size, slice: sliceOf(handle, size) };
    await refuseEncrypted(file, buffer);
    const metadata = await parquetMetadataAsync(buffer, { geoparquet: false });
    check(file, size, metadata);
    return { buffer, size, metadata, handle };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function sliceOf(handle: FileHandle, size: number): AsyncBuffer['slice'] {
  return async (start, end = size) => {
    if (!(start >= 0 && start <= end && end <= size))
      throw new Error(`bytes ${start} to ${end} are asked for, of ${size}`);
    const bytes = new Uint8Array(end - start);
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
      if (bytesRead === 0) throw new Error(`it ends at byte ${start + at} of ${end}`);
      at += bytesRead;
    }
    return bytes.buffer;
  };
}

async function refuseEncrypted(file: string, buffer: AsyncBuffer): Promise<void> {
  const last = Buffer.from(await buffer.slice(Math.max(0, buffer.byteLength - 4)));
  if (last.toString('latin1') === 'PARE') throw encrypted(file);
}

function check(file: string, size: number, metadata: FileMetaData): void {
  const rows = Number(metadata.num_rows);
  const counted = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (rows !== counted) throw new Error(`it says ${rows} rows, its row groups ${counted}`);
  if (rows > ROWS.from && rows > size * ROWS.perByteMax)
    throw refusedFile(file, {
      code: 'packed-too-tightly',
      message: `its ${size} bytes claim ${rows} rows, over ${ROWS.perByteMax} for each`,
      hint: 'no real data pack like that; if these do, save the file as CSV',
    });
  for (const { columns } of metadata.row_groups)
    for (const column of columns) {
      if (column.crypto_metadata !== undefined) throw encrypted(file);
      const codec: string | undefined = column.meta_data?.codec;
      if (codec === 'UNCOMPRESSED' || (codec !== undefined && codec in pageCompressors)) continue;
      throw refusedFile(file, {
        code: 'parquet-codec',
        message: `its pages are packed by ${codec ?? 'a codec that the format does not know'}, which is not read here`,
        hint: 'write it with zstd, snappy, gzip, brotli or lz4, or without any',
      });
    }
}

function encrypted(file: string): Error {
  return refusedFile(file, {
    code: 'parquet-encrypted',
    message: 'the Parquet file is encrypted',
    hint: 'write it without encryption: no keys are read here',
  });
}

/**
 * Looks at the pages of a column before they are unpacked: that they are whole, as many values as it says, as its check
 * sums say, and none larger than memory.
 *
 * Errors: an `Error` that says what is wrong.
 */
export async function checkPages(
  { buffer }: ParquetFile,
  { data_page_offset, dictionary_page_offset, total_compressed_size, ...column }: ColumnMetaData,
): Promise<void> {
  const dictionary = Number(dictionary_page_offset ?? 0n);
  const data = Number(data_page_offset);
  const start = dictionary > 0 && dictionary < data ? dictionary : data;
  const bytes = await buffer.slice(start, start + Number(total_compressed_size));
  const reader = { view: new DataView(bytes), offset: 0 };
  const name = column.path_in_schema.join('.');
  for (let values = 0; values < Number(column.num_values); ) {
    if (reader.offset >= bytes.byteLength) throw new Error(`${name} ends behind ${values} values`);
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked, crc } = header;
    const page = new Uint8Array(bytes, reader.offset, packed);
    reader.offset += packed;
    const count =
      header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0;
    const listed = header.dictionary_page_header?.num_values ?? 0;
    if (
      !(
        unpacked >= 0 &&
        unpacked <= PAGE.bytes &&
        count >= 0 &&
        count <= PAGE.values &&
        listed >= 0 &&
        listed <= PAGE.values
      )
    )
      throw new Error(
        `a page of ${name} claims ${unpacked} bytes and ${Math.max(count, listed)} values`,
      );
    if (crc !== undefined && crc32(page) !== crc >>> 0)
      throw new Error(`a page of ${name} does not have its check sum`);
    values += count;
  }
}
