import { tmpdir } from 'node:os';
import { recogniseGrid } from '@bothways/core';
import { checkColumns } from '../ingest/check-columns.ts';
import { readMapping } from '../ingest/read-mapping.ts';
import { ImportRefused, refusedFile } from '../read/import-refused.ts';
import type { FileFormat } from '../read/input.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { type Choices, NO_CHOICES } from './choices.ts';
import { checkHead, type HeadCheck } from './head-check.ts';
import {
  type ColumnReport,
  mappingData,
  type Proposal,
  partOf,
  SURE_ENOUGH,
  type Written,
} from './proposal.ts';
import { proposalYaml } from './proposal-yaml.ts';
import { propose } from './propose.ts';
import type { HeadRead } from './read-head.ts';
import { readHead } from './read-head.ts';
import { counted } from './role-odds.ts';
import { isSegmentShape } from './segment-shape.ts';

/** A place in the proposed mapping that a person should look at. */
export interface ToMend {
  readonly line: number;
  readonly key: string;
  readonly why: string;
}

/** What was made of a file's head. */
export type Guess =
  | {
      readonly kind: 'mapping';
      readonly format: FileFormat;
      /** How sure the whole is, 0..1: no surer than its time and its event. */
      readonly sure: number;
      readonly text: string;
      readonly mapping: Readonly<Record<string, Written>>;
      /** Of each key of the mapping how sure it is, 0..1, and why. */
      readonly keys: readonly {
        readonly key: string;
        readonly sure: number;
        readonly why: string;
      }[];
      readonly columns: readonly ColumnReport[];
      readonly notes: readonly string[];
      readonly check: HeadCheck;
      /** What keeps it from being imported at once; empty where nothing does. */
      readonly toMend: readonly ToMend[];
    }
  /** Events in Segment's shape, which need no mapping. */
  | { readonly kind: 'segment'; readonly format: FileFormat }
  /** A journey map: no events, but a model in the making. */
  | { readonly kind: 'journey map'; readonly format: FileFormat; readonly why: string };

/**
 * Reads the head of a file and proposes its mapping. The proposal is one that `readMapping` takes, and was tried on the head:
 * what it rejects makes it less sure.
 *
 * Errors: `ImportRefused` where there are no records that a mapping could describe.
 */
export async function guessFile(place: FilePlace, scratchDir: string = tmpdir()): Promise<Guess> {
  return guessHead(place, await readHead(place, scratchDir));
}

/**
 * The same of a head that was read, with what a person has put right.
 *
 * Errors: `ImportRefused` where no mapping can be proposed.
 */
export function guessHead(place: FilePlace, read: HeadRead, choices: Choices = NO_CHOICES): Guess {
  const { head } = read;
  if (isSegmentShape(head)) return { kind: 'segment', format: head.format };
  const proposal = propose(head, place.file, read.notes, choices);
  const map = recogniseGrid(read.grid);
  if (map.sure >= MAP_SURE_MIN && partOf(proposal, 'time')?.toFill === true)
    return { kind: 'journey map', format: head.format, why: map.why.join('; ') };
  const written = proposalYaml(proposal, { file: place.file, seen: seenWords(place, read) });
  const check = tried(place, written.text, read);
  const toMend = whatToMend(proposal, check, written.lines);
  const bare = Math.min(...['time', 'event'].map((key) => partOf(proposal, key)?.sure ?? 1));
  const kept = check.checked === 0 ? 1 : 1 - check.rejected / check.checked;
  return {
    kind: 'mapping',
    format: head.format,
    sure: rounded(bare * kept),
    text: written.text,
    mapping: mappingData(proposal),
    keys: proposal.parts.map(({ key, sure, why }) => ({ key, sure: rounded(sure), why })),
    columns: proposal.columns,
    notes: [...proposal.notes, ...checkNotes(check)],
    check,
    toMend,
  };
}

function rounded(share: number): number {
  return Math.round(100 * share) / 100;
}

/** From here on a grid without times is a journey map. */
const MAP_SURE_MIN = 0.6;
/** Of the head's records those that may be rejected before a person has to look. */
const REJECTED_SHARE_MAX = 0.02;

function tried(place: FilePlace, text: string, { source, head }: HeadRead): HeadCheck {
  const { mapping, problems } = readMapping('proposed.mapping.yaml', text);
  if (mapping === null) throw new ImportRefused(problems);
  const misfits = checkColumns(mapping, source, []);
  const [misfit] = misfits;
  if (misfit !== undefined)
    throw refusedFile(place.file, {
      code: 'no-mapping',
      message: `no mapping can be proposed: ${misfit.message}`,
      hint: misfit.hint,
    });
  return checkHead(mapping, source, head);
}

function checkNotes({ checked, rejected, reasons }: HeadCheck): readonly string[] {
  return rejected === 0
    ? []
    : [
        `Tried on the first ${counted(checked)} records: ${counted(rejected)} would be rejected${reasons.map(({ reason, count, detail }) => `; ${counted(count)} ${reason}, such as: ${detail}`).join('')}.`,
      ];
}

function whatToMend(
  proposal: Proposal,
  { checked, rejected, reasons }: HeadCheck,
  lines: ReadonlyMap<string, number>,
): readonly ToMend[] {
  const doubtful = proposal.parts
    .filter(({ key, toFill, sure }) => toFill || (isVital(key) && sure < SURE_ENOUGH))
    .map(({ key, why }) => ({ line: lines.get(key) ?? 1, key, why }));
  if (rejected <= REJECTED_SHARE_MAX * checked) return doubtful;
  const [first] = reasons;
  const key = first === undefined ? 'file' : (BLAMED[first.reason] ?? 'properties');
  const why = `${counted(rejected)} of ${counted(checked)} records seen would be rejected${first === undefined ? ', as they have another number of cells' : `: ${first.detail}`}`;
  return [...doubtful, { line: lines.get(key) ?? 1, key, why }];
}

/** What is wrong throughout where it is wrong: of a mark that could be either, all numbers are a thousand times off. */
function isVital(key: string): boolean {
  return ['time', 'event', 'type', 'group', 'numbers'].includes(key);
}

const BLAMED: Readonly<Record<string, string>> = {
  'bad-time': 'time',
  'missing-time': 'time',
  'time-out-of-range': 'time',
  'missing-event': 'event',
  'missing-id': 'id',
  'bad-felt': 'felt',
  'bad-number': 'numbers',
};

function seenWords(place: FilePlace, { head, input }: HeadRead): readonly string[] {
  const { format, rows, ragged, columns, isWhole, delimiter } = head;
  const all = rows.length + ragged;
  const way = [
    format.toUpperCase(),
    format === 'csv' ? (input.encoding ?? 'utf-8, or by its byte order mark') : '',
    delimiter === null || format !== 'csv' ? '' : `cells between ${JSON.stringify(delimiter)}`,
  ].filter((text) => text !== '');
  return [
    `Seen: ${way.join(', ')}; ${columns.length} columns; ${isWhole ? `all ${counted(all)} records` : `the first ${counted(all)} records`} of ${place.file}.`,
  ];
}
