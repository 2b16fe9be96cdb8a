import { createReadStream, existsSync } from 'node:fs';
import { link, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { baseName } from '../guess/event-name.ts';
import { type Guess, guessFile } from '../guess/guess-file.ts';
import { shellWord } from '../guess/proposal-yaml.ts';
import type { ImportResult } from '../ingest/import-run.ts';
import { withScratch } from '../read/scratch.ts';
import { filePlaces, STANDARD_INPUT } from '../read/standard-input.ts';
import { type Call, option, sameData } from './command.ts';
import { Refusal } from './refusal.ts';

type MappingGuess = Extract<Guess, { kind: 'mapping' }>;

/** Imports the files of the call under a mapping file; `input` is what standard input was. */
export type Importer = (mappingFile: string, input?: Readable) => Promise<ImportResult>;

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
  take: Importer,
  say: (result: ImportResult) => void,
): Promise<number> {
  const [file = ''] = call.arguments;
  const out = option(call, 'out', `${baseName(file)}.mapping.yaml`);
  if (!isDry(call)) refuseOverwriting(out, call);
  // Standard input can be read but once, and is wanted twice.
  const guessed = async (scratch: string): Promise<number> => {
    const [place = { file, path: file }] = await filePlaces([file], process.stdin, scratch);
    call.terminal.progress(`reading the head of ${place.file}`);
    const guess = await guessFile(place, scratch);
    call.terminal.done();
    if (guess.kind !== 'mapping') return otherWay(call, guess);
    const taken = (): Promise<ImportResult> =>
      file === STANDARD_INPUT ? take(out, createReadStream(place.path)) : take(out);
    return useGuess(call, guess, out, taken, say);
  };
  return withScratch(tmpdir(), guessed, 'bothways-guess');
}

async function useGuess(
  call: Call,
  guess: MappingGuess,
  out: string,
  take: () => Promise<ImportResult>,
  say: (result: ImportResult) => void,
): Promise<number> {
  const { terminal } = call;
  if (!terminal.json) terminal.out(guess.text);
  if (isDry(call)) return ended(call, guess, { written: null, imported: null }, 0);
  await writeNew(out, guess.text, call);
  if (guess.toMend.length > 0) {
    terminal.err(notImported(out, call, guess));
    return ended(call, guess, { written: out, imported: null }, 1);
  }
  if (!terminal.json) terminal.out(`${out}: written; importing by it.`);
  const imported = await take();
  if (!terminal.json) {
    say(imported);
    terminal.out(
      `Next: say in a model which touchpoint takes which events ("bothways init" writes one to start from), then: bothways rebuild --model MODEL${sameData(call)}`,
    );
  }
  return ended(call, guess, { written: out, imported }, imported.rejected > 0 ? 1 : 0);
}

function isDry(call: Call): boolean {
  return call.options['dryRun'] === true;
}

function ended(call: Call, guess: MappingGuess, outcome: Outcome, code: number): number {
  const { format, sure, mapping, keys, columns, notes, toMend } = guess;
  const { written } = outcome;
  const { source: _, ...imported } = outcome.imported ?? { source: '' };
  const said = outcome.imported === null ? null : imported;
  if (call.terminal.json)
    call.terminal.out(
      JSON.stringify(
        { format, sure, mapping, keys, columns, notes, toMend, written, imported: said },
        null,
        2,
      ),
    );
  return code;
}

/** What needs no mapping, or is no events at all: the command that takes it. */
function otherWay(
  { terminal, arguments: files }: Call,
  guess: Exclude<Guess, MappingGuess>,
): number {
  const [file = ''] = files;
  const words =
    guess.kind === 'segment'
      ? `${file}: these are events in Segment's shape, which need no mapping; run: bothways import ${shellWord(file)} --source NAME`
      : `${file}: this is a journey map, not events (${guess.why}); run: bothways draft ${shellWord(file)}`;
  const { format } = guess;
  if (terminal.json) {
    const nothing = {
      mapping: null,
      keys: [],
      columns: [],
      toMend: [],
      written: null,
      imported: null,
    };
    terminal.out(JSON.stringify({ format, sure: 0, ...nothing, notes: [words] }, null, 2));
  }
  terminal.err(words);
  return 1;
}

function notImported(out: string, call: Call, { toMend, notes }: MappingGuess): string {
  const places = toMend.map(({ line, key, why }) => `${out}:${line}: ${key}: ${why}`);
  const tried = notes.filter((note) => note.startsWith('Tried on'));
  return [
    `${out}: written, and nothing imported yet, for a person should look at this first:`,
    ...places,
    ...tried,
    `Then run: ${importBy(call, out)}`,
  ].join('\n');
}

/** The command that imports the same files by a mapping. */
function importBy(call: Call, mappingFile: string): string {
  const files = call.arguments.map(shellWord).join(' ');
  return `bothways import ${files} --map ${shellWord(mappingFile)}${sameData(call)}`;
}

function refuseOverwriting(out: string, call: Call): void {
  if (!existsSync(resolve(out))) return;
  throw new Refusal(
    `${out}: there is a file already, and it is not overwritten; import by it: ${importBy(call, out)}, or name another with --out`,
    { code: 'mapping-there' },
  );
}

/** Writes a file that must not be there yet: whole or not at all. */
async function writeNew(path: string, text: string, call: Call): Promise<void> {
  const half = `${path}.part`;
  try {
    await writeFile(half, text, { flag: 'w' });
    await link(half, path);
  } catch (fault) {
    const code = (fault as { code?: string }).code;
    if (code === 'EEXIST') refuseOverwriting(path, call);
    throw fault;
  } finally {
    await rm(half, { force: true });
  }
}
