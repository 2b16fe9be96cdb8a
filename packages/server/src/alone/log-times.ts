import { refusedFile } from '../read/import-refused.ts';
import { type TimeParser, timeFormatFault, timeParser } from '../read/parse-time.ts';

/** How times may be written that say no format of themselves; in this order, the first that reads all of a sample is taken. */
const FORMATS: readonly string[] = [
  'iso',
  ...[
    'yyyy/MM/dd',
    'dd.MM.yyyy',
    'd.M.yyyy',
    'dd/MM/yyyy',
    'MM/dd/yyyy',
    'd/M/yyyy',
    'M/d/yyyy',
  ].flatMap((day) => [
    `${day} HH:mm:ss.SSS`,
    `${day} HH:mm:ss`,
    `${day} HH:mm`,
    `${day} H:mm`,
    day,
  ]),
  ...['dd-MM-yyyy HH:mm:ss', 'dd-MM-yyyy HH:mm', 'dd-MM-yyyy', 'dd-MM-yyyy:HH.mm'],
  ...['unix', 'unix-ms'],
];

/**
 * A parser of the times of a column: of the format asked for, else of the one that all of its first times have.
 *
 * Errors: `ImportRefused` where the format asked for is none, or the sample has none or could have two.
 */
export function timesOf(
  file: string,
  column: string,
  sample: readonly string[],
  asked: string | null,
): TimeParser {
  if (asked !== null) {
    const fault = timeFormatFault(asked);
    if (fault !== null)
      throw refusedFile(file, {
        code: 'bad-time-format',
        message: `--time ${JSON.stringify(asked)}: ${fault}`,
        hint: 'iso, unix, unix-ms or a pattern such as dd.MM.yyyy HH:mm',
      });
    return timeParser(asked, 'UTC');
  }
  const filled = sample.filter((text) => text.trim() !== '');
  const fitting = FORMATS.filter((format) => fits(format, filled));
  const [first] = fitting;
  if (filled.length > 0 && first === undefined)
    throw refusedFile(file, {
      code: 'bad-time',
      message: `no time is read from ${column} ${JSON.stringify((filled[0] ?? '').slice(0, 40))}`,
      hint: 'say how its times are written: --time "dd.MM.yyyy HH:mm"; or name another column: --at COLUMN',
    });
  const other = fitting.find((format) => /^d/.test(format) !== /^d/.test(first ?? ''));
  if (first !== undefined && other !== undefined && first !== 'iso')
    throw refusedFile(file, {
      code: 'time-unclear',
      message: `${column} ${JSON.stringify(filled[0])} may be ${first} or ${other}`,
      hint: `say which: --time ${JSON.stringify(first)}`,
    });
  return timeParser(first ?? 'iso', 'UTC');
}

/** Most of a sample suffices: single cells may be wrong, and are counted. */
function fits(format: string, filled: readonly string[]): boolean {
  const parse = timeParser(format, 'UTC');
  const read = filled.filter((text) => typeof parse(text) === 'number').length;
  return read > 0 && read >= 0.9 * filled.length;
}
