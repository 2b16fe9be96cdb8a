import { shellWord } from '../guess/proposal-yaml.ts';
import { WrongUse } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** What a command line gave: positional arguments and named options, as commander read them. */
export interface Call {
  readonly terminal: Terminal;
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** A verb of `bothways`: plain data, so that the help, the reference in docs/ and the program are one. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** A paragraph for the reference: what it does, what it never does. */
  readonly detail: string;
  readonly arguments: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly { readonly flags: string; readonly about: string }[];
  readonly examples: readonly string[];
  /** The shape that --json prints. */
  readonly json: string;
  /** Gives the exit code: 0 ok, 1 something refused or found wrong. Throws a Refusal for bad input. */
  readonly run: (call: Call) => Promise<number>;
}

export const DATA_OPTION = {
  flags: '--data <dir>',
  about: 'the data directory (default ./bothways-data)',
} as const;

export const PORT_OPTION = {
  flags: '--port <n>',
  about: 'where to serve on loopback (default 4417, or any free one)',
} as const;

export const NO_OPEN_OPTION = {
  flags: '--no-open',
  about: 'open no browser (without a terminal none is opened)',
} as const;

/** A text option, or what stands for it. */
export function option(call: Call, name: string, fallback: string): string {
  const value = call.options[name];
  return typeof value === 'string' ? value : fallback;
}

export function dataDirectory(call: Call): string {
  return option(call, 'data', './bothways-data');
}

/** What a command that is shown needs to go on in the same data directory: nothing where that is the usual one. */
export function sameData(call: Call): string {
  const directory = option(call, 'data', '');
  return directory === '' ? '' : ` --data ${shellWord(directory)}`;
}

/** A whole number option within its bounds, or what stands for it. */
export function wholeNumber(
  call: Call,
  name: string,
  usual: number,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const text = option(call, name, String(usual));
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || value < least || value > most)
    throw new WrongUse(`--${name} ${text}: want a whole number from ${least} to ${most}`);
  return value;
}
