import { NAMED } from '../../alone/column-guess.ts';
import { experienceAlone } from '../../alone/experience-alone.ts';
import type { FeltAsked } from '../../alone/felt-journeys.ts';
import { scaleOf } from '../../alone/felt-scale.ts';
import type { SurveyAsked } from '../../alone/survey-alone.ts';
import { type AskedOn, missingOf } from '../../alone/survey-columns.ts';
import { type Call, type Command, DATA_OPTION, option, wholeNumber } from '../command.ts';
import { WrongUse } from '../refusal.ts';
import { columnOf, readingTold } from './nps.ts';

export const experience: Command = {
  name: 'experience',
  summary: 'Show how journeys felt, what is remembered of them, what was expected and asked.',
  detail:
    'Of the ledger of a data directory; with a file, of that file by itself: no workspace, no model. Journeys of a file want --felt and --case: how it felt moment by moment (few answers are drawn towards the mean), what is remembered, and, where --overall names what was said of the whole, what that memory leans on, learned from these answers. A survey wants --expected with --perceived, --kano, --csat or --ces. Ranges hold 9 times in 10; what the answers cannot say is not said. Nothing is written.',
  arguments: [{ name: '[file]', about: 'CSV, XLSX, JSON lines or Parquet; left out: the ledger' }],
  options: [
    { flags: '--journey <id>', about: 'of the ledger: this journey' },
    { flags: '--segment <id>', about: 'of the ledger: only its people' },
    DATA_OPTION,
    { flags: '--felt <column>', about: 'how each moment felt' },
    {
      flags: '--scale <scale>',
      about: 'of it: WORST..BEST as 1..7 or 100..0, or csat-5, ces-7, nps-10',
    },
    {
      flags: '--neutral <answer>',
      about: 'the answer that means "as expected" (default the middle)',
    },
    {
      flags: '--case <columns>',
      about: 'which journey a moment belongs to, as day or "person,day"',
    },
    { flags: '--activity <column>', about: 'what it felt about (default first, second ...)' },
    { flags: '--at <column>', about: 'when (default the order of the file)' },
    { flags: '--time <format>', about: 'how times are written, as dd.MM.yyyy HH:mm' },
    { flags: '--person <column>', about: 'who, where people have several journeys' },
    { flags: '--overall <column>', about: 'what was said of the whole' },
    { flags: '--overall-scale <scale>', about: 'of it (default as --scale)' },
    { flags: '--days <column>', about: 'days from the end to that answer: how fast memory fades' },
    {
      flags: '--moments <n>',
      about: 'learn from journeys of at least so many moments (default 2)',
    },
    { flags: '--expected <columns>', about: 'what was expected, as exp1,exp2' },
    { flags: '--perceived <columns>', about: 'what was perceived of it, in the same order' },
    { flags: '--set-by <column>', about: 'who set the expectation' },
    {
      flags: '--kano <pairs...>',
      about: 'columns "if it is there,if it is not" of answers 1 (like) to 5 (dislike)',
    },
    { flags: '--csat <column>', about: 'satisfaction' },
    { flags: '--csat-scale <scale>', about: 'of it (default 1..5)' },
    { flags: '--ces <column>', about: 'how easy it was' },
    { flags: '--ces-scale <scale>', about: 'of it (default 1..7, 7 is easy)' },
    { flags: '--weight <column>', about: 'how much each answer of --csat and --ces counts' },
    { flags: '--by <column>', about: '--csat and --ces for each value of this column too' },
    { flags: '--missing <codes>', about: 'what means "no answer", as "0,6,Blank"' },
  ],
  examples: [
    'bothways experience --journey first-order',
    'bothways experience diary.csv --case participant,day --at time --felt anxious --scale 100..0 --neutral 0 --overall evening_anxious --person participant',
    'bothways experience kiosk.csv --expected exp01,exp02 --perceived per01,per02 --overall total1 --kano kano01_f,kano01_d kano02_f,kano02_d',
    'bothways experience survey.csv --csat overall --ces ease --ces-scale 1..5 --missing 0,6 --by terminal',
  ],
  json: 'of the ledger as GET /api/experience; of a file { experience: as of the ledger, within: { persons, answers, bayesFactor, verdict }, survey: { csat, ces, expectation: { gaps, quality, surface, setters }, kano, caveats }, leftOut }, null what was not asked',
  run: runExperience,
};

async function runExperience(call: Call): Promise<number> {
  const file = call.arguments[0];
  if (file === undefined) {
    const { experienceOfLedger } = await import('./experience-ledger.ts');
    return experienceOfLedger(call);
  }
  const { terminal } = call;
  const survey = surveyOf(call);
  const felt = survey === null || said(call, 'felt') !== null ? await feltOf(call, file) : null;
  const momentsMin = wholeNumber(call, 'moments', 2, { least: 1, most: 100 });
  const told = await experienceAlone(file, { felt, momentsMin, survey }, readingTold(call));
  const { experienceFileText } = await import('./experience-text.ts');
  terminal.done();
  terminal.out(terminal.json ? JSON.stringify(told, null, 2) : experienceFileText(told));
  return 0;
}

async function feltOf(call: Call, file: string): Promise<FeltAsked> {
  const scaleText = said(call, 'scale');
  if (scaleText === null)
    throw new WrongUse(
      'on which scale did they say how it felt? --scale WORST..BEST, as 1..7 or 100..0, or a name as csat-5; or name a survey: --expected, --kano, --csat, --ces',
    );
  const scale = scaleOf('scale', scaleText, numberSaid(call, 'neutral'));
  const overallText = said(call, 'overallScale');
  return {
    case: await columnOf(call, file, 'case', NAMED.case),
    felt: await columnOf(call, file, 'felt', NAMED.felt),
    ...{ activity: said(call, 'activity'), at: said(call, 'at'), time: said(call, 'time') },
    ...{ scale, overall: said(call, 'overall'), days: said(call, 'days') },
    overallScale: overallText === null ? scale : scaleOf('overall-scale', overallText),
    ...{ person: said(call, 'person'), missing: missingOf(option(call, 'missing', '')) },
  };
}

/** What is asked of a survey; null: nothing of it. */
function surveyOf(call: Call): SurveyAsked | null {
  const [expected, perceived] = [columnsSaid(call, 'expected'), columnsSaid(call, 'perceived')];
  const kano = kanoSaid(call);
  const [csat, ces] = [said(call, 'csat'), said(call, 'ces')];
  if (expected.length !== perceived.length)
    throw new WrongUse(
      `--expected names ${expected.length} columns and --perceived ${perceived.length}: name one of each a question, in the same order`,
    );
  if (expected.length + kano.length === 0 && csat === null && ces === null) return null;
  return {
    ...{ csat, ces, expected, perceived, kano },
    csatScale: rangeSaid(call, 'csatScale', 'csat-scale', '1..5'),
    cesScale: rangeSaid(call, 'cesScale', 'ces-scale', '1..7'),
    overall: expected.length === 0 ? null : said(call, 'overall'),
    ...{ middle: null, setBy: said(call, 'setBy'), weight: said(call, 'weight') },
    ...{ by: said(call, 'by'), missing: missingOf(option(call, 'missing', '')) },
  };
}

function said(call: Call, name: string): string | null {
  return option(call, name, '') || null;
}

function numberSaid(call: Call, name: string): number | null {
  const text = said(call, name);
  if (text !== null && !Number.isFinite(Number(text)))
    throw new WrongUse(`--${name} ${text}: want a number`);
  return text === null ? null : Number(text);
}

function columnsSaid(call: Call, name: string): readonly string[] {
  return missingOf(option(call, name, ''));
}

function rangeSaid(call: Call, name: string, flag: string, usual: string): AskedOn {
  const { worst, best } = scaleOf(flag, option(call, name, usual));
  if (worst > best)
    throw new WrongUse(`--${flag}: the best answer is wanted to be the larger number, as 1..7`);
  return { least: worst, most: best };
}

function kanoSaid(call: Call): SurveyAsked['kano'] {
  const pairs = call.options['kano'];
  if (!Array.isArray(pairs)) return [];
  return pairs.map((pair: unknown) => {
    const [there, not, ...more] = String(pair).split(',');
    if (there === undefined || not === undefined || more.length > 0)
      throw new WrongUse(`--kano ${String(pair)}: want two columns, as kano01_f,kano01_d`);
    return [there.trim(), not.trim()] as const;
  });
}
