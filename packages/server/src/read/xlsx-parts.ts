import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type ImportRefused, refusedFile } from './import-refused.ts';
import { type XmlListener, xmlReader } from './safe-xml.ts';

/** An XLSX file, open: a zip of XML parts by name. */
export interface XlsxParts {
  /** As it is called in messages. */
  readonly file: string;
  readonly zip: ZipFile;
  readonly parts: ReadonlyMap<string, Entry>;
}

/** Parts of a workbook; Excel's own have some dozens. */
const PARTS_MAX = 10_000;
/** A part this large may be packed this tightly and no more: Excel reaches a tenth of it, a zip bomb ten times as much. */
const PACKED = { bytesFrom: 134_217_728, timesMax: 250 };

/**
 * Opens an XLSX file that lies at a path.
 *
 * Errors: `ImportRefused` where it is no zip, or has too many parts. The caller closes `zip`.
 */
export async function openXlsx(file: string, path: string): Promise<XlsxParts> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error) => {
    throw damaged(file, error);
  });
  const parts = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      parts.set(entry.fileName.toLowerCase(), entry);
      if (parts.size > PARTS_MAX) throw new Error(`it has more than ${PARTS_MAX} parts`);
    }
  } catch (error) {
    zip.close();
    throw damaged(file, error);
  }
  return { file, zip, parts };
}

/**
 * Streams a part's markup into a listener; yields after each chunk, so that a reader can take what it has so far.
 *
 * Errors: `ImportRefused` on a DTD, on markup that is not well formed, and on a part packed like a bomb.
 */
export async function* xmlOf(
  { file, zip, parts }: XlsxParts,
  name: string,
  listener: XmlListener,
): AsyncGenerator<void> {
  const entry = parts.get(name.toLowerCase());
  if (entry === undefined) throw damaged(file, new Error(`it has no part ${name}`));
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > PACKED.bytesFrom && uncompressedSize > compressedSize * PACKED.timesMax)
    throw damaged(
      file,
      new Error(
        `${name} unpacks to ${uncompressedSize} bytes, over ${PACKED.timesMax} times its size`,
      ),
    );
  const parser = xmlReader(name, listener, () => doctypeRefusal(file, name));
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    stream.setEncoding('utf8');
    for await (const chunk of stream) {
      parser.write(String(chunk));
      yield;
    }
    parser.end();
    yield;
  } catch (error) {
    throw damaged(file, error);
  }
}

/** Streams a whole small part. */
export async function readXml(xlsx: XlsxParts, name: string, listener: XmlListener): Promise<void> {
  const chunks = xmlOf(xlsx, name, listener);
  while ((await chunks.next()).done !== true);
}

function doctypeRefusal(file: string, name: string): ImportRefused {
  return refusedFile(file, {
    code: 'xlsx-dtd',
    message: `${name} declares a document type`,
    hint: 'no spreadsheet program writes that: save the sheet anew as XLSX, or as CSV',
  });
}

function damaged(file: string, error: unknown): ImportRefused | unknown {
  if (error instanceof Error && error.name === 'ImportRefused') return error;
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ENOENT')
    return refusedFile(file, {
      code: 'file-missing',
      message: 'there is no such file',
      hint: 'check the path',
    });
  return refusedFile(file, {
    code: 'xlsx-damaged',
    message: `the XLSX file cannot be read: ${message}`,
    hint: 'save the sheet anew as XLSX, or as CSV',
  });
}
