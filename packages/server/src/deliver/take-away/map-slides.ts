// The map on slides: cut by phase, every shape native, the figures and their ranges in the notes.
import { asCustomerMeets, type Mark, moved } from '@bothways/core/scene';
import { fill } from '@bothways/core/words';
import { scaled, stack, text } from './blocks.ts';
import { type MapRow, mapRows } from './map-rows.ts';
import { legend } from './parts.ts';
import { MARGIN, part, slideOf, TOP, width } from './slide-frame.ts';
import {
  type Estimate,
  headlineSentence,
  howMade,
  leadOf,
  moneyText,
  nameOf,
  placedIn,
  rangeText,
  type Telling,
} from './told.ts';
import { SLIDE, type Slide } from './write-pptx.ts';

/** Points for a pixel of the map, and how high its voices are in pixels. */
const SCALE = 0.7;
const VOICES = { least: 190, most: 420 };

export function mapSlides(telling: Telling): readonly Slide[] {
  const { speech, overview } = telling;
  const { rows, isTorn, scale } = slideRows(telling);
  return rows.map((row, index) => {
    const blanks = { part: String(index + 1), parts: String(rows.length) };
    const name = nameOf(telling);
    const title = rows.length === 1 ? name : fill(speech.own.continued, { name, ...blanks });
    const lit = row.columns.some(({ key }) => key === overview.headline?.touchpoint.id);
    const below = lit ? (headlineSentence(telling) ?? '') : leadOf(telling);
    const head = stack(
      [
        text(title, width, { size: 22, weight: 600, linesMax: 1 }),
        text(below, width, { size: 12, tone: lit ? 'ink' : 'muted', linesMax: 1 }),
      ],
      4,
    );
    const top = TOP + head.height + 26 * scale;
    const at = (marks: readonly Mark[]): readonly Mark[] =>
      moved(scaled(marks, scale), MARGIN, top);
    const key = legend(telling, { width, k: 1.05, isTorn });
    return {
      sheet: slideOf(
        telling,
        title,
        [
          part(head, TOP),
          { name: '', marks: at(row.ground) },
          ...row.columns.map((column) => ({ name: column.name, marks: at(column.marks) })),
          part(key, top + row.height * scale + 8),
        ],
        1.3 * scale,
      ),
      notes: [speech.map.how, ...mapNotes(telling, row), ...howMade(telling)].join('\n'),
    };
  });
}

/** Rows as large as a slide allows; where a journey has very many channels, smaller, instead of leaving the slide. */
function slideRows(telling: Telling): {
  rows: readonly MapRow[];
  isTorn: boolean;
  scale: number;
} {
  const room = SLIDE.height - TOP - 62 - 22 - 20 - 40;
  const made = (scale: number, voicesHeight: number): ReturnType<typeof mapRows> =>
    mapRows(telling, { width: width / scale, voicesHeight });
  const most = made(SCALE, VOICES.most);
  const over = Math.max(0, (most.rows[0]?.height ?? 0) - room / SCALE);
  const voicesHeight = Math.max(VOICES.least, VOICES.most - over);
  const tall = made(SCALE, voicesHeight).rows[0]?.height ?? 1;
  const scale = Math.min(SCALE, room / tall);
  const { rows, isTorn } = made(scale, voicesHeight);
  return { rows, isTorn, scale: Math.min(scale, room / (rows[0]?.height ?? 1)) };
}

/** Every touchpoint of a slide with its figures and their ranges. */
function mapNotes(telling: Telling, row: MapRow): readonly string[] {
  const { speech, journeys } = telling;
  const { own, mapSpeaker } = speech;
  const keys = new Set(row.columns.map(({ key }) => key));
  const told = (estimate: Estimate | undefined): string => {
    if (estimate === undefined) return own.none;
    const range = rangeText(estimate, speech);
    const money = moneyText(estimate, speech);
    return range === '' ? money : fill(own.notesRange, { money, range });
  };
  return placedIn(journeys)
    .filter(({ touchpoint }) => keys.has(touchpoint.id))
    .map(({ touchpoint }) => {
      const voices = touchpoint.measured ?? touchpoint.believed;
      const met = voices === null ? undefined : asCustomerMeets(voices);
      return fill(own.notesTouchpoint, {
        name: touchpoint.name,
        channel: mapSpeaker.channel(touchpoint.channel),
        get: told(met?.get),
        give: told(met?.give),
      });
    });
}
