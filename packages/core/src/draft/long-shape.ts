import { type Line, oneLine } from './grid.ts';
import { laneOf } from './lanes.ts';

/** The columns of the long layout. Which words they go by stands below. */
export type LongColumn =
  | 'journeyId'
  | 'journey'
  | 'state'
  | 'phase'
  | 'step'
  | 'stepOrder'
  | 'moment'
  | 'laneType'
  | 'lane'
  | 'text'
  | 'persona'
  | 'impact'
  | 'weight'
  | 'channel'
  | 'owner'
  | 'tags';

/** Names in small letters without blanks and marks, in English and German. */
const NAMES: readonly (readonly [LongColumn | 'stage', readonly string[]])[] = [
  ['journeyId', ['journeyid', 'mapid']],
  ['journey', ['journeytitle', 'journey', 'journeyname', 'map', 'maptitle', 'kundenreise']],
  ['state', ['state', 'zustand', 'journeystate']],
  ['phase', ['phase', 'phasename', 'phasen', 'phases']],
  ['stage', ['stage', 'stagename', 'stufe', 'abschnitt', 'stages']],
  ['step', ['step', 'stepname', 'schritt', 'steps', 'schritte']],
  ['stepOrder', ['steporder', 'order', 'stepno', 'stepnumber', 'position', 'reihenfolge']],
  ['moment', ['momentoftruth', 'mot', 'momentderwahrheit']],
  ['laneType', ['lanetype', 'type', 'category', 'kategorie', 'typ', 'elementtype', 'cardtype']],
  ['lane', ['lane', 'lanename', 'swimlane', 'row', 'spur', 'zeile']],
  ['text', ['text', 'content', 'inhalt', 'description', 'beschreibung', 'card', 'note', 'notiz']],
  ['persona', ['persona', 'personas', 'segment']],
  ['impact', ['impact', 'experienceimpact', 'wirkung']],
  ['weight', ['weight', 'gewicht', 'gewichtung']],
  ['channel', ['channel', 'kanal', 'channels']],
  ['owner', ['owner', 'responsible', 'verantwortlich', 'zuständig', 'team']],
  ['tags', ['tags', 'tag', 'labels', 'schlagworte']],
];

const COLUMNS: ReadonlyMap<string, LongColumn | 'stage'> = new Map(
  NAMES.flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);

/** Where the parts of a long layout stand. */
export interface LongShape {
  /** The index of the line of the column names. */
  readonly header: number;
  readonly columns: ReadonlyMap<LongColumn, number>;
  readonly sure: number;
  readonly why: readonly string[];
}

const HEADER_WITHIN = 10;
const LOOKED_AT = 50;

/** Sees the long layout: a line that names a step or phase, a lane and a text; null where there is none. */
export function longShape(lines: readonly Line[]): LongShape | null {
  for (const [header, line] of lines.slice(0, HEADER_WITHIN).entries()) {
    const columns = columnsIn(line);
    const laneAts = [columns.get('laneType'), columns.get('lane')].filter((at) => at !== undefined);
    if (laneAts.length === 0 || !columns.has('text')) continue;
    if (!columns.has('step') && !columns.has('phase')) continue;
    return { header, columns, ...sureness(lines.slice(header, LOOKED_AT), columns, laneAts) };
  }
  return null;
}

function columnsIn(line: Line): ReadonlyMap<LongColumn, number> {
  const columns = new Map<LongColumn, number>();
  let stage: number | undefined;
  for (const [at, { text }] of line) {
    const name = text
      .normalize('NFC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '');
    const column = COLUMNS.get(name);
    if (column === 'stage') stage ??= at;
    else if (column !== undefined && !columns.has(column)) columns.set(column, at);
  }
  if (stage === undefined) return columns;
  // Beside a phase a stage is a step; beside a step, and alone, it is a phase.
  if (!columns.has('phase')) columns.set('phase', stage);
  else if (!columns.has('step')) columns.set('step', stage);
  return columns;
}

function sureness(
  [header = new Map(), ...lines]: readonly Line[],
  columns: ReadonlyMap<LongColumn, number>,
  laneAts: readonly number[],
): Pick<LongShape, 'sure' | 'why'> {
  const lanes = lines.flatMap((line) => {
    const names = laneAts.flatMap((at) => line.get(at)?.text ?? []);
    return names.length === 0 ? [] : [names.some((name) => laneOf(name) !== null)];
  });
  const known = lanes.filter(Boolean).length;
  const share = lanes.length === 0 ? 0 : known / lanes.length;
  const extra = Math.min(6, columns.size - 3) * 0.05;
  // A column called lane is of a map; one called type may be of anything.
  const named = columns.has('lane') ? 0.55 : 0.3;
  return {
    sure: Math.round(Math.min(0.98, named + 0.4 * share + extra) * 100) / 100,
    why: [
      `columns ${[...columns.values()].map((at) => oneLine(header.get(at)?.text ?? '')).join(', ')}`,
      `${known} of ${lanes.length} rows are in a known lane`,
    ],
  };
}
