import { draftModel, type ModelDraft, readModel, touchpointsOf } from '@bothways/core';
import type {
  ColumnRoleSaid,
  Look,
  MappingSeen,
  MapSeen,
  SegmentSeen,
} from '@bothways/core/contract';
import type { Choices } from '../guess/choices.ts';
import { baseName } from '../guess/event-name.ts';
import { type Guess, guessHead } from '../guess/guess-file.ts';
import { previewEvents } from '../guess/preview.ts';
import type { ColumnReport, Written } from '../guess/proposal.ts';
import type { HeadRead } from '../guess/read-head.ts';
import type { Mapping } from '../ingest/mapping.ts';
import { readMapping } from '../ingest/read-mapping.ts';
import { ImportRefused } from '../read/import-refused.ts';
import { gridOfFile } from './grid-file.ts';
import { JobRefused } from './job-refused.ts';
import type { SentFile } from './uploads.ts';

const PREVIEWS = 6;

type MappingGuess = Extract<Guess, { kind: 'mapping' }>;

/** What a file was taken for, whole: what is told of it, and what it is taken in by. */
export type LookedAt =
  | { readonly kind: 'mapping'; readonly seen: MappingSeen; readonly text: string }
  | { readonly kind: 'segment'; readonly seen: SegmentSeen }
  | { readonly kind: 'map'; readonly seen: MapSeen };

/**
 * What a file is, and what would become of it, with what a person has put right.
 *
 * Errors: `ImportRefused` or `JobRefused` where nothing can be made of it.
 */
export async function lookAt(file: SentFile, choices: Choices): Promise<LookedAt> {
  const read = await file.head().catch((fault: unknown) => {
    if (fault instanceof ImportRefused) return fault;
    throw fault;
  });
  if (read instanceof ImportRefused) return mapElse(file, read);
  try {
    const guess = guessHead(file.place, read, choices);
    if (guess.kind === 'mapping')
      return { kind: 'mapping', seen: mappingSeen(guess, read, choices), text: guess.text };
    if (guess.kind === 'segment') return { kind: 'segment', seen: segmentSeen(file, read) };
    return { kind: 'map', seen: await mapSeen(file) };
  } catch (fault) {
    if (fault instanceof ImportRefused) return mapElse(file, fault);
    throw fault;
  }
}

/** The same as it crosses the wire. */
export function told({ seen }: LookedAt): Look {
  return { seen };
}

/** A file in which no events are may still be a journey map. */
async function mapElse(file: SentFile, refused: ImportRefused): Promise<LookedAt> {
  try {
    return { kind: 'map', seen: await mapSeen(file) };
  } catch (fault) {
    if (fault instanceof ImportRefused || fault instanceof JobRefused) throw refused;
    throw fault;
  }
}

function mappingSeen(
  guess: MappingGuess,
  { head, source }: HeadRead,
  choices: Choices,
): MappingSeen {
  const { mapping: data, keys, toMend, check, notes } = guess;
  const { mapping, problems } = readMapping('guessed.mapping.yaml', guess.text);
  if (mapping === null) throw new ImportRefused(problems);
  const sureOf = (key: string): number => keys.find((each) => each.key === key)?.sure ?? 1;
  const hasTime = mapping.time.kind === 'column' || choices.timeAll !== undefined;
  return {
    kind: 'mapping',
    ...{ format: guess.format, sure: sureOf('time') === 0 ? 0 : guess.sure },
    source: mapping.source,
    event:
      mapping.type === 'track' && mapping.event.kind === 'constant' ? mapping.event.name : null,
    time: timeSeen(mapping),
    timeAll: choices.timeAll ?? null,
    decimal: mapping.numbers.decimal,
    scale: mapping.felt?.scale ?? null,
    columns: guess.columns.map((column) => columnSeen(column, data, choices)),
    notes,
    toMend: toMend.map(({ key, why }) => ({ key, why })),
    ...{ checked: check.checked, rejected: check.rejected },
    preview: previewEvents(mapping, source, head, PREVIEWS),
    isReady: hasTime && check.rejected < check.checked,
  };
}

function timeSeen({ time }: Mapping): MappingSeen['time'] {
  if (time.kind === 'constant') return { column: null, format: null, zone: null };
  return { column: time.column, format: time.format, zone: time.zone };
}

function columnSeen(
  { name, role, sure, why, filled, distinct, examples }: ColumnReport,
  data: Readonly<Record<string, Written>>,
  choices: Choices,
): MappingSeen['columns'][number] {
  return {
    ...{ name, sure, why, filled, distinct, examples },
    role: roleSaid(name, role, data),
    isSaid: Object.hasOwn(choices.columns, name),
  };
}

/** Of what becomes a property people choose between a number and a text. */
function roleSaid(
  name: string,
  role: ColumnReport['role'],
  data: Readonly<Record<string, Written>>,
): ColumnRoleSaid {
  if (role !== 'property' && role !== 'amount' && role !== 'quantity') return role;
  const properties = Object.values(data['properties'] ?? {}) as readonly Written[];
  const isNumber = properties.some(
    (each) =>
      typeof each === 'object' &&
      'column' in each &&
      each['column'] === name &&
      each['as'] === 'number',
  );
  return isNumber || role !== 'property' ? 'number' : 'text';
}

function segmentSeen(file: SentFile, { head }: HeadRead): SegmentSeen {
  const [type, event, name] = ['type', 'event', 'name'].map((each) => head.columns.indexOf(each));
  const counts = new Map<string, number>();
  for (const cells of head.rows) {
    const called = [event, name, type]
      .map((at) => cells[at ?? -1] ?? '')
      .find((each) => each !== '');
    counts.set(called ?? '', (counts.get(called ?? '') ?? 0) + 1);
  }
  const names = [...counts].map(([each, count]) => ({ name: each, count }));
  return {
    kind: 'segment',
    format: head.format,
    source: sourceOf(file),
    names: names.toSorted((a, b) => b.count - a.count).slice(0, 50),
  };
}

/** What a source is called where nobody has said. */
export function sourceOf({ name }: SentFile): string {
  return baseName(name).slice(0, 200);
}

async function mapSeen(file: SentFile): Promise<MapSeen> {
  const { rows } = await gridOfFile(file.place, null);
  const draft = draftModel(rows, sourceOf(file));
  if (draft.kind === 'refused') {
    const { code, message, hint } = draft;
    throw new JobRefused(422, { code, message: `${file.name}: ${message}`, hint });
  }
  return drafted(draft, file);
}

function drafted(draft: Extract<ModelDraft, { kind: 'draft' }>, file: SentFile): MapSeen {
  const { layout, sure, counts, notTaken, text } = draft;
  const { model } = readModel([{ file: 'draft.bothways.yaml', text }]);
  if (model === null) throw new Error(`the draft of ${file.name} does not read`);
  const marks = [...text.matchAll(/# fill in: (.+)$/gm)].map(([, what = '']) => what);
  const toFill = [...Map.groupBy(marks, (what) => what)].map(([what, all]) => ({
    what,
    times: all.length,
  }));
  return {
    ...{ kind: 'map', format: 'sheet', layout, sure, name: model.name, counts, text, toFill },
    notTaken: notTaken.slice(0, 200).map(({ row, column, text: cell, why }) => ({
      ...{ row, column, why },
      text: cell.slice(0, 200),
    })),
    touchpoints: touchpointsOf(model).map(({ id, name, channel }) => ({ id, name, channel })),
  };
}
