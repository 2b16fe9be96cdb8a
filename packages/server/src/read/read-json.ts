import { decodeText, type Encoding } from './decode-text.ts';
import { headText } from './file-format.ts';
import { type ImportRefused, refusedFile } from './import-refused.ts';
import { JsonBroken, jsonPieces } from './json-pieces.ts';
import { type JsonRecord, jsonRecord, type LongNumber } from './json-record.ts';
import { type FilePlace, readBytes } from './read-bytes.ts';
import { RECORD_CHARACTERS_MAX } from './source-record.ts';

/**
 * The objects of a file of JSON lines, or of one list of objects, in batches; blank lines are none.
 *
 * Shape: `line` is the physical line, of a list the place in it.
 * Errors: `ImportRefused` where a list breaks off. What is no object comes with a flaw.
 */
export async function* readJson(
  place: FilePlace,
  encoding: Encoding | null,
  long: LongNumber,
  onBytes?: (count: number) => void,
): AsyncGenerator<readonly JsonRecord[]> {
  const isList = (await headText(place)).trimStart().startsWith('[');
  const text = decodeText(readBytes(place, onBytes), encoding);
  yield* isList ? listRecords(place.file, text, long) : lineRecords(text, long);
}

/** What a JSON text that is broken at the top is refused with. */
export function brokenJson(file: string, error: unknown): ImportRefused | unknown {
  if (!(error instanceof JsonBroken)) return error;
  return refusedFile(file, {
    code: 'json-damaged',
    message: `the JSON cannot be read: ${error.message}; nothing of this import was kept`,
    hint: 'copy or export the file again; JSON lines need one object a line, without a list around them',
  });
}

async function* listRecords(
  file: string,
  text: AsyncIterable<string>,
  long: LongNumber,
): AsyncGenerator<readonly JsonRecord[]> {
  try {
    for await (const pieces of jsonPieces(text, RECORD_CHARACTERS_MAX))
      yield pieces.map(({ ordinal, text: raw, isTooLong }) =>
        isTooLong ? tooLong(ordinal, raw) : jsonRecord(ordinal, raw.trimEnd(), long),
      );
  } catch (error) {
    throw brokenJson(file, error);
  }
}

async function* lineRecords(
  chunks: AsyncIterable<string>,
  long: LongNumber,
): AsyncGenerator<readonly JsonRecord[]> {
  let held = '';
  let line = 1;
  let isSkipping = false;
  for await (const chunk of chunks) {
    const records: JsonRecord[] = [];
    let text = held + chunk;
    let from = 0;
    for (let end = text.indexOf('\n', held.length); end !== -1; end = text.indexOf('\n', from)) {
      if (!isSkipping) take(records, line, text.slice(from, end), long);
      isSkipping = false;
      line += 1;
      from = end + 1;
    }
    text = text.slice(from);
    if (text.length > RECORD_CHARACTERS_MAX && !isSkipping) {
      records.push(tooLong(line, text));
      isSkipping = true;
    }
    held = isSkipping ? '' : text;
    if (records.length > 0) yield records;
  }
  const records: JsonRecord[] = [];
  if (!isSkipping) take(records, line, held, long);
  if (records.length > 0) yield records;
}

function take(records: JsonRecord[], line: number, text: string, long: LongNumber): void {
  if (text.length > RECORD_CHARACTERS_MAX) records.push(tooLong(line, text));
  else if (/\S/.test(text)) records.push(jsonRecord(line, text.trim(), long));
}

function tooLong(line: number, text: string): JsonRecord {
  const detail = `over ${RECORD_CHARACTERS_MAX} characters; leave out what no rule needs`;
  const raw = text.slice(0, RECORD_CHARACTERS_MAX);
  return { line, raw, value: undefined, flaw: { reason: 'record-too-long', detail } };
}
