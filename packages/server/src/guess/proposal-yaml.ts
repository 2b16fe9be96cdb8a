import type { ColumnReport, Part, Proposal, Written } from './proposal.ts';
import { percent } from './role-odds.ts';

/** What the head of the file says of where a proposal comes from. */
export interface SeenWords {
  /** As the mapping's comments call the file. */
  readonly file: string;
  /** A line each. */
  readonly seen: readonly string[];
}

/** A proposal as a mapping file: beside each key how sure it is and why. `lines` says on which line each key stands, from 1. */
export interface ProposalText {
  readonly text: string;
  readonly lines: ReadonlyMap<string, number>;
}

/** Columns shown in the comments; `--json` has all. */
const COLUMNS_SHOWN = 60;

export function proposalYaml(proposal: Proposal, { file, seen }: SeenWords): ProposalText {
  const out: string[] = [];
  const lines = new Map<string, number>();
  const note = (text: string): void => {
    const indent = text.startsWith('- ') ? '  ' : '';
    for (const [at, line] of wrapped(oneLine(text)).entries())
      out.push(`# ${at === 0 ? '' : indent}${line}`);
  };
  note(
    `Proposed by "bothways import ${shellWord(file)} --guess": look it through, mend it, then import with --map.`,
  );
  note('Beside each key: how sure it is, and why. Once it is yours, delete the comments.');
  out.push('#');
  for (const line of seen) note(line);
  out.push(...columnTable(proposal.columns));
  if (proposal.notes.length > 0) out.push('#');
  for (const text of proposal.notes) note(`- ${text}`);
  out.push('', 'bothways_mapping: 1');
  for (const part of proposal.parts) {
    note(reason(part));
    lines.set(part.key, out.length + 1);
    out.push(`${part.key}: ${flow(part.value)}`);
  }
  if (proposal.properties.length === 0) out.push('properties: {}');
  else out.push('properties:');
  for (const part of proposal.properties) {
    lines.set(`properties.${part.key}`, out.length + 1);
    out.push(`  ${scalar(part.key)}: ${flow(part.value)} # ${oneLine(reason(part))}`);
  }
  return { text: `${out.join('\n')}\n`, lines };
}

function reason({ sure, why, toFill }: Part): string {
  return toFill ? `FILL IN (${percent(sure)}): ${why}` : `${percent(sure)}: ${why}`;
}

function columnTable(columns: readonly ColumnReport[]): readonly string[] {
  const rows = columns
    .slice(0, COLUMNS_SHOWN)
    .map(({ name, type, filled, distinct, examples, role }) => [
      oneLine(name === '' ? '(no name)' : name).slice(0, 40),
      type,
      `${percent(filled)} filled`,
      `${distinct.toLocaleString('en')} different`,
      role,
      examples.join(' | ').slice(0, 60),
    ]);
  const widths = [0, 1, 2, 3, 4].map((at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  );
  const more = columns.length - rows.length;
  return [
    '# Columns:',
    ...rows.map((row) =>
      `#   ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
    ),
    ...(more > 0 ? [`#   and ${more} more`] : []),
  ];
}

function flow(value: Written): string {
  if (typeof value === 'string') return scalar(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`);
  return `{ ${entries.join(', ')} }`;
}

/** A text as YAML reads it back: bare where that is safe, else in double quotes with all but plain letters escaped. */
function scalar(text: string): string {
  const isWord = /^[A-Za-z_][\w-]*( [A-Za-z_][\w-]*)*$/.test(text);
  if (isWord && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)) return text;
  return JSON.stringify(text).replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** A comment ends where its line does: nothing in it may break one. */
function oneLine(text: string): string {
  return text.toWellFormed().replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]+/gu, ' ');
}

function wrapped(text: string, width = 116): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A file's name as a shell takes it. */
export function shellWord(file: string): string {
  if (file === 'standard input') return '-';
  return /^[\w./:@%+,-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
