// Files to take away from a made-up report, for tests.
import { TAKE_AWAYS, type TakeAwayFormat, type TakeAwayWhat } from '@bothways/core/contract';
import JsZip from 'jszip';
import { SaxesParser } from 'saxes';
import type { ReportData } from '../report-data.ts';
import { fixtureReport } from '../report-fixture.ts';
import { speechOf } from './speech.ts';
import { type TakeAwayWish, takeAway } from './take-away.ts';
import { placedIn, type Telling, type Told } from './told.ts';

export function toldOf(overview: ReportData = fixtureReport()): Told {
  return { overview, planned: {}, changed: null, modelVersion: 3, segment: null };
}

export function tellingOf(overview: ReportData, language: 'en' | 'de' = 'en'): Telling {
  const speech = speechOf(language, overview.currency);
  return { ...toldOf(overview), speech, theme: 'light', journeys: overview.journeys };
}

/** The bytes of a file; fails where it is refused. */
export async function taken(
  what: TakeAwayWhat,
  format: TakeAwayFormat,
  overview: ReportData = fixtureReport(),
  wish: Partial<TakeAwayWish> = {},
): Promise<Uint8Array> {
  const made = await takeAway(toldOf(overview), {
    ...{ what, format, journey: 'all', language: 'en', theme: 'light' },
    ...wish,
  });
  if (made.kind === 'refused') throw new Error(`${what}.${format}: ${made.message}`);
  return made.bytes;
}

/** Every file that is offered. */
export const everyFile: readonly (readonly [TakeAwayWhat, TakeAwayFormat])[] = (
  ['journey', 'findings', 'summary'] as const
).flatMap((what) => TAKE_AWAYS[what].map((format) => [what, format] as const));

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The text files of a package, by path. */
export async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const { files } = await JsZip.loadAsync(bytes);
  const all = Object.values(files).filter(({ dir }) => !dir);
  return new Map(
    await Promise.all(all.map(async (file) => [file.name, await file.async('string')] as const)),
  );
}

/** All text and all attributes of a document; throws where it is not well-formed. */
export function xmlOf(text: string): { readonly texts: string; readonly tags: readonly string[] } {
  const said: string[] = [];
  const tags: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (fault) => {
    throw fault;
  });
  parser.on('text', (part) => said.push(part));
  parser.on('opentag', ({ name, attributes }) => {
    tags.push(name);
    said.push(...Object.values(attributes).map(String));
  });
  parser.write(text).close();
  return { texts: said.join('\n'), tags };
}

export function namesIn(overview: ReportData): readonly string[] {
  return placedIn(overview.journeys).map(({ touchpoint }) => touchpoint.name);
}

/** The same report with one journey of so many touchpoints: its own again and again. */
export function manyReport(count: number): ReportData {
  const report = fixtureReport();
  const some = placedIn(report.journeys).map(({ touchpoint }) => touchpoint);
  const [journey] = report.journeys;
  const [phase] = journey?.phases ?? [];
  const [step] = phase?.steps ?? [];
  if (journey === undefined || phase === undefined || step === undefined)
    throw new Error('the made-up report has no step');
  const touchpoints = Array.from({ length: count }, (_, index) => {
    const like = some[index % some.length];
    if (like === undefined) throw new Error('the made-up report has no touchpoint');
    return { ...like, id: `many-${index}`, name: `${like.name} ${index}` };
  });
  const phases = Array.from({ length: Math.ceil(count / 25) }, (_, at) => ({
    ...{ ...phase, id: `phase-${at}`, name: `Phase ${at}` },
    steps: [
      {
        ...{ ...step, id: `step-${at}`, name: `Step ${at}` },
        touchpoints: touchpoints.slice(at * 25, (at + 1) * 25),
      },
    ],
  }));
  return { ...report, journeys: [{ ...journey, phases }] };
}
