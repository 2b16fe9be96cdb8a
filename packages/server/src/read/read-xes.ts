import { decodeText, type Encoding } from './decode-text.ts';
import { headText } from './file-format.ts';
import { ImportRefused, refusedFile } from './import-refused.ts';
import type { KeyedColumns } from './keyed-columns.ts';
import { type FilePlace, readBytes } from './read-bytes.ts';
import { xmlReader } from './safe-xml.ts';
import type { SourceRecord } from './source-record.ts';
import { XesLog } from './xes-log.ts';

/**
 * The events of an XES log, in batches. An attribute of an event is a column by its key, one of its trace `case:` and its
 * key, one within another is a step of a path; an event that completes what another started has `start_timestamp` and
 * `duration_s` besides. Globals and classifiers are declarations and say nothing of an event.
 *
 * Shape: `line` is the physical line of the event.
 * Errors: `ImportRefused` where the file is no whole XES log, declares a document type, or a trace is too large.
 * Source: IEEE 1849-2016; the names of the columns are those of pm4py.
 */
export async function* readXes(
  place: FilePlace,
  asked: Encoding | null,
  columns: KeyedColumns,
  onBytes?: (count: number) => void,
): AsyncGenerator<readonly SourceRecord[]> {
  const { file } = place;
  const encoding = asked ?? (await declaredEncoding(place));
  const log = new XesLog(file, columns);
  const xml = xmlReader('the log', log.listener, () =>
    refusedFile(file, {
      code: 'xes-dtd',
      message: 'the log declares a document type',
      hint: 'no XES needs one: export the log anew, or remove the declaration',
    }),
  );
  try {
    for await (const text of decodeText(readBytes(place, onBytes), encoding)) {
      xml.write(text);
      const records = log.taken();
      if (records.length > 0) yield records;
    }
    xml.end();
    const records = log.taken();
    if (records.length > 0) yield records;
  } catch (error) {
    if (error instanceof ImportRefused || !(error instanceof Error) || 'code' in error) throw error;
    throw refusedFile(file, {
      code: 'xes-damaged',
      message: `the XES log cannot be read: ${error.message}; nothing of this import was kept`,
      hint: 'copy or export the log again',
    });
  }
}

/** The encoding that an XML text says it has. */
async function declaredEncoding(place: FilePlace): Promise<Encoding | null> {
  const head = await headText(place);
  const name = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1]?.toLowerCase();
  if (name === undefined || /^(utf-?8|us-ascii|ascii|utf-16(le)?)$/.test(name)) return null;
  if (/^(iso-8859-1|latin-?1|windows-1252|cp1252)$/.test(name)) return 'windows-1252';
  throw refusedFile(place.file, {
    code: 'xml-encoding',
    message: `the XML says that it is in ${name}, which is not read here`,
    hint: 'save it in UTF-8, or set file.encoding in the mapping',
  });
}
