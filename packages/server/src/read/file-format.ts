import { Readable } from 'node:stream';
import { decodeText } from './decode-text.ts';
import { type ImportRefused, refusedFile } from './import-refused.ts';
import type { FileFormat, Input } from './input.ts';
import { type FilePlace, readBytes } from './read-bytes.ts';

/** What a file looks like from its first bytes. */
type Look = 'parquet' | 'zip' | 'xml' | 'json' | 'text' | 'binary' | 'empty';

const LOOKS: Readonly<Record<Look, string>> = {
  parquet: 'a Parquet file',
  zip: 'a zip file, as XLSX is',
  xml: 'XML',
  json: 'JSON',
  text: 'text',
  binary: 'no text and none of the formats that are read here',
  empty: 'an empty file',
};

/** What a file of a format may look like; an empty one its own reader refuses. */
const FITTING: Readonly<Record<FileFormat, readonly Look[]>> = {
  csv: ['text', 'json', 'binary', 'empty'],
  xlsx: ['zip'],
  jsonl: ['json', 'text', 'binary', 'empty'],
  parquet: ['parquet'],
  xes: ['xml'],
  ocel: ['json'],
};

const NAMES: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.(csv|tsv|tab|txt)$/, 'csv'],
  [/\.xlsx$/, 'xlsx'],
  [/\.(jsonl|ndjson|json)$/, 'jsonl'],
  [/\.(parquet|pq)$/, 'parquet'],
  [/\.xes$/, 'xes'],
  [/\.jsonocel$/, 'ocel'],
];

/** Characters looked at; the first key of an OCEL file stands well within them. */
const HEAD_CHARACTERS = 65_536;

/** A file's name without what says how it is packed, in small letters. */
export function bareName(file: string): string {
  return file.toLowerCase().replace(/\.(gz|gzip|zst|zstd)$/, '');
}

/**
 * What format a file has: as its mapping says, else its name, else its first bytes.
 *
 * Errors: `ImportRefused` where they contradict one another, or none of them says it.
 */
export async function formatOf(place: FilePlace, input: Input): Promise<FileFormat> {
  const head = await headText(place);
  const look = lookOf(head);
  const name = bareName(place.file);
  const named = NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  const said = input.format ?? named;
  if (said === null) return formatSeen(place, look, head);
  if (!fits(said, look, head)) throw disagreement(place, input, said, look);
  // A JSON file may be either; its first key tells.
  if (input.format === null && said === 'jsonl' && name.endsWith('.json') && isOcel(head))
    return 'ocel';
  return said;
}

/** The first text of a file, unpacked; bytes that are no text stay as Latin-1 would have them. */
export async function headText(place: FilePlace): Promise<string> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of readBytes(place)) {
    bytes = Buffer.concat([bytes, chunk.subarray(0, HEAD_CHARACTERS)]);
    if (bytes.length >= HEAD_CHARACTERS) break;
  }
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!isUtf16) return bytes.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  let text = '';
  for await (const chunk of decodeText(Readable.from([bytes]), null)) text += chunk;
  return text;
}

function lookOf(head: string): Look {
  if (head === '') return 'empty';
  if (head.startsWith('PAR1') || head.startsWith('PARE')) return 'parquet';
  if (head.startsWith('PK\u0003\u0004')) return 'zip';
  const text = head.trimStart();
  if (/^<(\?xml|!--|!DOCTYPE|log[\s/>])/.test(text)) return 'xml';
  if (/^[{[]/.test(text)) return 'json';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells other files from text.
  return /[\u0000-\u0008\u000e-\u001a]/.test(head.slice(0, 4096)) ? 'binary' : 'text';
}

/** Whether text is one OCEL object: its first key is one of the four of the standard (or of the one before). */
function isOcel(head: string): boolean {
  return /^\s*\{\s*"(objectTypes|eventTypes|objects|events|ocel:[\w-]+)"\s*:\s*[[{]/.test(head);
}

function formatSeen(place: FilePlace, look: Look, head: string): FileFormat {
  switch (look) {
    case 'parquet':
      return 'parquet';
    case 'zip':
      return 'xlsx';
    case 'xml':
      return 'xes';
    case 'json':
      return isOcel(head) ? 'ocel' : 'jsonl';
    case 'text':
    case 'empty':
      return 'csv';
    case 'binary':
      throw refusedFile(place.file, {
        code: 'unknown-format',
        message: `neither its name nor its first bytes say what it is: they are ${LOOKS.binary}`,
        hint: 'import CSV, XLSX, JSONL, Parquet, XES or OCEL, or set file.format in the mapping',
      });
  }
}

function fits(said: FileFormat, look: Look, head: string): boolean {
  // A header in brackets is a header; what opens like an object or a list of them is JSON.
  if (said === 'csv' && look === 'json') return !/^\s*(\{\s*"|\[\s*\{)/.test(head);
  return FITTING[said].includes(look);
}

function disagreement(
  { file }: FilePlace,
  { format }: Input,
  said: FileFormat,
  look: Look,
): ImportRefused {
  if (said === 'csv' && look === 'zip')
    return refusedFile(file, {
      code: 'zip-file',
      message: 'this is a zip file, not text',
      hint: 'unpack it first, or set file.format: xlsx if it is a spreadsheet',
    });
  const isNamed = format === null;
  const called = isNamed
    ? `it is called ${/\.[^.]*$/.exec(bareName(file))?.[0] ?? ''}`
    : `the mapping says file.format: ${format}`;
  return refusedFile(file, {
    code: 'format-differs',
    message: `${called}, but it starts as ${LOOKS[look]}`,
    hint: isNamed ? 'set file.format in the mapping, or rename the file' : 'correct file.format',
  });
}
