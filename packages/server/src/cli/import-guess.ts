import { existsSync } from 'node:fs';
import { link, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { baseName } from '../guess/event-name.ts';
import { type Guess, guessFile } from '../guess/guess-file.ts';
import type { ImportResult } from '../ingest/import-run.ts';
import type { FilePlace } from '../ingest/read-bytes.ts';
import { type Call, option } from './command.ts';
import { Refusal } from './refusal.ts';

type MappingGuess = Extract<Guess, { kind: 'mapping' }>;

/** Imports the files of the call under a mapping file. */
export type Importer = (mappingFile: string) => Promise<ImportResult>;

/** What a guess came to: the mapping file that was written, and what was imported by it. */
interface Outcome {
  readonly written: string | null;
  readonly imported: ImportResult | null;
}

/**
 * Proposes a mapping from the head of the first file, writes it, and imports by it where it is sure enough.
 *
 * Errors: `Refusal` where a mapping stands there already; what `guessFile` and the import throw.
 */
export async function importGuess(
  call: Call,
  place: FilePlace,
  take: Importer,
  say: (result: ImportResult) => void,
): Promise<number> {
  const { terminal } = call;
  const out = option(call, 'out', `${baseName(place.file)}.mapping.yaml`);
  const isDry = call.options['dryRun'] === true;
  if (!isDry) refuseOverwriting(out, place.file);
  terminal.progress(`reading the head of ${place.file}`);
  const guess = await guessFile(place);
  terminal.done();
  if (guess.kind !== 'mapping') return otherWay(call, place.file, guess);
  if (!terminal.json) terminal.out(guess.text);
  if (isDry) return ended(call, guess, { written: null, imported: null }, 0);
  await writeNew(out, guess.text);
  if (guess.toMend.length > 0) {
    terminal.err(notImported(out, call.arguments, guess));
    return ended(call, guess, { written: out, imported: null }, 1);
  }
  if (!terminal.json) terminal.out(`${out}: written; importing by it.`);
  const imported = await take(out);
  terminal.done();
  if (!terminal.json) say(imported);
  return ended(call, guess, { written: out, imported }, imported.rejected > 0 ? 1 : 0);
}

function ended(call: Call, guess: MappingGuess, outcome: Outcome, code: number): number {
  const { format, sure, mapping, columns, notes, toMend } = guess;
  const { written } = outcome;
  const { source: _, ...imported } = outcome.imported ?? { source: '' };
  const said = outcome.imported === null ? null : imported;
  if (call.terminal.json)
    call.terminal.out(
      JSON.stringify(
        { format, sure, mapping, columns, notes, toMend, written, imported: said },
        null,
        2,
      ),
    );
  return code;
}

/** What needs no mapping, or is no events at all: the command that takes it. */
function otherWay({ terminal }: Call, file: string, guess: Exclude<Guess, MappingGuess>): number {
  const words =
    guess.kind === 'segment'
      ? `${file}: these are events in Segment's shape, which need no mapping; run: bothways import ${quotedFile(file)} --source NAME`
      : `${file}: this is a journey map, not events (${guess.why}); run: bothways draft ${quotedFile(file)}`;
  const { format } = guess;
  if (terminal.json) {
    const nothing = { mapping: null, columns: [], toMend: [], written: null, imported: null };
    terminal.out(JSON.stringify({ format, sure: 0, ...nothing, notes: [words] }, null, 2));
  }
  terminal.err(words);
  return 1;
}

function notImported(
  out: string,
  files: readonly string[],
  { toMend, notes }: MappingGuess,
): string {
  const places = toMend.map(({ line, key, why }) => `${out}:${line}: ${key}: ${why}`);
  const tried = notes.filter((note) => note.startsWith('Tried on'));
  return [
    `${out}: written, and nothing imported yet, for a person should look at this first:`,
    ...places,
    ...tried,
    `Then run: bothways import ${files.map(quotedFile).join(' ')} --map ${quotedFile(out)}`,
  ].join('\n');
}

function refuseOverwriting(out: string, file: string): void {
  if (!existsSync(resolve(out))) return;
  throw new Refusal(
    `${out}: there is a file already, and it is not overwritten; import by it: bothways import ${quotedFile(file)} --map ${quotedFile(out)}, or name another with --out`,
    { code: 'mapping-there' },
  );
}

/** Writes a file that must not be there yet: whole or not at all. */
async function writeNew(path: string, text: string): Promise<void> {
  const half = `${path}.part`;
  try {
    await writeFile(half, text, { flag: 'w' });
    await link(half, path);
  } catch (fault) {
    const code = (fault as { code?: string }).code;
    if (code === 'EEXIST') refuseOverwriting(path, '');
    throw fault;
  } finally {
    await rm(half, { force: true });
  }
}

function quotedFile(file: string): string {
  return /^[\w./:@%+,-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
