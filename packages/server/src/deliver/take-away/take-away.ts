import { TAKE_AWAYS, type TakeAwayFormat, type TakeAwayWhat } from '@bothways/core/contract';
import { palettes } from '@bothways/core/scene';
import type { Language } from '@bothways/core/words';
import { changedSheet } from './changed-sheet.ts';
import { findingsPages, findingsPicture } from './findings-sheets.ts';
import { mapPicture } from './map-picture.ts';
import { mapPages } from './map-sheets.ts';
import {
  metricsPublished,
  opportunitiesPublished,
  type PublishedTable,
  touchpointsPublished,
} from './published-tables.ts';
import type { Sheet } from './sheet.ts';
import { deckSlides } from './slides.ts';
import { speechOf } from './speech.ts';
import { summarySheet } from './summary-sheet.ts';
import { tablePages } from './table-sheets.ts';
import {
  abstainedTable,
  findingTable,
  madeTable,
  movedTable,
  type Table,
  totalsTable,
  touchpointTable,
  worthTable,
} from './tables.ts';
import { journeysChosen, nameOf, ofSegment, type Telling, type Told } from './told.ts';

/** What somebody wants to take away. */
export interface TakeAwayWish {
  readonly what: TakeAwayWhat;
  readonly format: TakeAwayFormat;
  /** Id of a journey, or `all`; null: the one where the step that matters most is. */
  readonly journey: string | null;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}

/** A file to take away, or why there is none. */
export type TakeAway =
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly type: string;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'refused';
      readonly code:
        | 'not-offered'
        | 'no-journey'
        | 'no-touchpoints'
        | 'nothing-compared'
        | 'too-large';
      readonly message: string;
      readonly hint: string;
    };

const TYPES: Readonly<Record<TakeAwayFormat, string>> = {
  pdf: 'application/pdf',
  svg: 'image/svg+xml',
  png: 'image/png',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
};

/** Makes a file to take away. Same figures and same wish, same bytes. */
export async function takeAway(told: Told, wish: TakeAwayWish): Promise<TakeAway> {
  const { what, format, journey, language, theme } = wish;
  const offered: readonly string[] = TAKE_AWAYS[what];
  if (!offered.includes(format))
    return refused('not-offered', `${what} cannot be had as ${format}`, {
      hint: `ask for ${offered.join(', ')}`,
    });
  // These are of everything: their sums are.
  const journeys = journeysChosen(
    told.overview,
    what === 'summary' || what === 'changed' ? 'all' : journey,
  );
  if (journeys === null)
    return refused('no-journey', `there is no journey "${journey ?? ''}" with touchpoints`, {
      hint: `ask for all, or one of ${told.overview.journeys.map(({ id }) => id).join(', ')}`,
    });
  if (journeys.length === 0)
    return refused(
      'no-touchpoints',
      'the model has no touchpoints yet, so there is nothing to draw',
      {
        hint: 'add a journey to it, then rebuild',
      },
    );
  const speech = speechOf(language, told.overview.currency);
  const { comparison = null, why = null } = told.changed ?? {};
  if (what === 'changed' && comparison === null)
    return refused('nothing-compared', speech.changed.why[why ?? 'no-months'], {
      hint: 'ask for a month whose events are there whole, and those of the month before too',
    });
  const telling: Telling = { ...told, speech, theme, journeys };
  const bytes = await bytesOf(telling, wish);
  if (bytes === null)
    return refused('too-large', `this is too large for one picture that can be read`, {
      hint: 'take it as pdf, svg or pptx, or one journey of it',
    });
  return { kind: 'file', name: fileName(telling, wish), type: TYPES[format], bytes };
}

function refused(
  code: Extract<TakeAway, { kind: 'refused' }>['code'],
  message: string,
  { hint }: { hint: string },
): TakeAway {
  return { kind: 'refused', code, message, hint };
}

async function bytesOf(telling: Telling, wish: TakeAwayWish): Promise<Uint8Array | null> {
  const { what, format } = wish;
  const { locale } = telling.speech;
  const palette = palettes[telling.theme];
  const date = telling.overview.generatedAt;
  const title = `${titleOf(telling, what)} · ${telling.overview.model}`;
  switch (format) {
    case 'pdf': {
      const { sheetsPdf } = await import('./write-pdf.ts');
      const sheets = pagesOf(telling, what);
      return sheetsPdf(sheets, palette, {
        ...{ title, locale, date, subject: sheets[0]?.description ?? title },
        missing: telling.speech.own.lettersMissing,
      });
    }
    case 'svg': {
      const { sheetSvg } = await import('./write-svg.ts');
      return new TextEncoder().encode(sheetSvg(pictureOf(telling, what), palette, locale));
    }
    case 'png': {
      const { sheetPng } = await import('./write-png.ts');
      // A page of paper is in points, larger than a pixel.
      const zoom = what === 'summary' || what === 'changed' ? 3 : 2;
      return sheetPng(pictureOf(telling, what), palette, { zoom, locale });
    }
    case 'pptx': {
      const { slidesPptx } = await import('./write-pptx.ts');
      const slides = deckSlides(telling, what === 'findings' ? 'findings' : 'journey');
      return slidesPptx(slides, palette, { title, date });
    }
    case 'xlsx': {
      const { tablesXlsx } = await import('./write-xlsx.ts');
      return tablesXlsx(sheetsOf(telling, what), date);
    }
    case 'csv': {
      const { csvOf } = await import('./write-csv.ts');
      const { head, rows } = publishedOf(telling, what);
      return csvOf(head, rows);
    }
  }
}

function pagesOf(telling: Telling, what: TakeAwayWhat): readonly Sheet[] {
  switch (what) {
    case 'journey':
      return [...mapPages(telling), ...tablePages(telling)];
    case 'findings':
      return findingsPages(telling);
    case 'summary':
      return [summarySheet(telling)];
    case 'changed':
      return [changedOf(telling)];
  }
}

function pictureOf(telling: Telling, what: TakeAwayWhat): Sheet {
  switch (what) {
    case 'journey':
      return mapPicture(telling);
    case 'findings':
      return findingsPicture(telling);
    case 'summary':
      return summarySheet(telling);
    case 'changed':
      return changedOf(telling);
  }
}

function changedOf(telling: Telling): Sheet {
  const comparison = telling.changed?.comparison ?? null;
  if (comparison === null) throw new Error('no months are compared, so there is no page');
  return changedSheet(telling, comparison);
}

function sheetsOf(telling: Telling, what: TakeAwayWhat): readonly Table[] {
  const rest = [worthTable(telling), madeTable(telling)];
  if (what === 'findings') return [findingTable(telling), abstainedTable(telling), ...rest];
  return [
    ...[touchpointTable(telling), findingTable(telling), totalsTable(telling), movedTable(telling)],
    ...rest,
  ];
}

function publishedOf(telling: Telling, what: TakeAwayWhat): PublishedTable {
  switch (what) {
    case 'journey':
      return touchpointsPublished(telling);
    case 'findings':
      return opportunitiesPublished(telling);
    case 'summary':
    case 'changed':
      return metricsPublished(telling);
  }
}

function titleOf(telling: Telling, what: TakeAwayWhat): string {
  const { own } = telling.speech;
  switch (what) {
    case 'journey':
      return nameOf(telling);
    case 'findings':
      return ofSegment(own.findings, telling);
    case 'summary':
      return ofSegment(own.summary, telling);
    case 'changed':
      return own.changed;
  }
}

/** Such as larkfield-something-went-wrong-2026-11.pdf. */
function fileName(telling: Telling, { what, format }: TakeAwayWish): string {
  const { overview } = telling;
  const month =
    (what === 'changed' ? telling.changed?.comparison?.month : null) ??
    overview.generatedAt.slice(0, 7);
  const parts = [overview.model, titleOf(telling, what)].map(slug).filter((each) => each !== '');
  return `${[...parts, month].join('-')}.${format}`;
}

/** Letters and digits that every file system and every mail takes. */
function slug(text: string): string {
  return text
    .replace(/[äöüÄÖÜ]/g, '$&e')
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}
