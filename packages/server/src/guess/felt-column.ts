import { FELT_SCALES } from '@bothways/core';
import type { ColumnFacts } from './column-facts.ts';

/** A column that says how it felt, on one of the scales that a mapping knows. */
export interface FeltGuess {
  readonly column: ColumnFacts;
  readonly scale: string;
  /** Codes for no answer. */
  readonly none: readonly string[];
  readonly sure: number;
  readonly why: string;
}

/** What sources write where nobody answered, beside an empty cell. */
const NO_ANSWER = new Set(
  [
    0, -1, -2, -7, -8, -9, -77, -88, -98, -99, -999, 8, 9, 77, 88, 96, 97, 98, 99, 888, 998, 999,
  ].map(String),
);
const NO_ANSWER_WORD =
  /^(n\/?a|na|null|none|-|\.|k\.? ?a\.?|nan|no answer|keine angabe|not applicable|weiss nicht|don't know)$/i;

const STRONG =
  /(^|_)(nps|netpro|net_promoter|promoter|csat|ces|satisfaction|zufriedenheit|gesamtzufriedenheit|overall_satisfaction|felt|feeling|rating|bewertung|stars|sterne|recommend|recommendation|likelihood_to_recommend|weiterempfehlung|empfehlung|mood|stimmung|experience|erlebnis|feedback_score|sentiment|effort|aufwand|zufrieden|sat)(_?(score|value|wert|rating|overall|note|punkte|service))?(_?\d{1,2})*$|zufriedenheit$/;
const WEAK =
  /(^|_)(score|note|punkte|grade|happy|overall|opinion|feedback|quality|value_for_money)$/;
const OTHER =
  /(^|_)(age|alter|quantity|menge|qty|position|count|anzahl|day|week|month|year|hour|weight|children|size|id|no|nr|price|amount|flag|points|lines|status|code|version)(_|$)|(^|_)n_|_n$/;

/** The columns that could say how it felt, likeliest first. */
export function feltGuesses(columns: readonly ColumnFacts[]): readonly FeltGuess[] {
  const found = columns
    .flatMap((column) => feltOdds(column) ?? [])
    .toSorted((a, b) => b.odds - a.odds);
  const all = found.reduce((sum, { odds }) => sum + odds, 0);
  return found.map(({ odds, ...guess }) => ({
    ...guess,
    sure: Math.min(0.97, odds / (1 + all)),
  }));
}

/** Columns of small whole numbers that look like answers of a survey, on the same few steps. */
export function looksLikeSurvey(columns: readonly ColumnFacts[]): boolean {
  const answers = columns.filter(
    ({ kind, number, values, words }) =>
      kind === 'whole' &&
      number !== null &&
      values.length >= 3 &&
      values.length <= 12 &&
      number.low >= -9 &&
      number.high <= 10 &&
      !OTHER.test(words),
  );
  return answers.length >= 4 && answers.length >= 0.3 * columns.length;
}

/** Columns whose answers go to 6, on which no scale goes: the one that sounds like the whole first. */
export function sixStepColumns(columns: readonly ColumnFacts[]): readonly ColumnFacts[] {
  const found = columns.filter(
    ({ kind, number, values, words }) =>
      kind === 'whole' &&
      number !== null &&
      number.high === 6 &&
      number.low >= 0 &&
      values.length >= 5 &&
      !OTHER.test(words),
  );
  const isWhole = ({ words }: ColumnFacts): boolean =>
    /(^|_|\d)(all|overall|gesamt|whole)$/.test(words);
  return [...found.filter(isWhole), ...found.filter((column) => !isWhole(column))];
}

interface Odds extends Omit<FeltGuess, 'sure'> {
  readonly odds: number;
}

function feltOdds(column: ColumnFacts): Odds | null {
  const { words, values, number, kind, isSequence } = column;
  if (column.name === '' || isSequence || kind === 'time' || number === null) return null;
  const name = STRONG.test(words) ? 60 : WEAK.test(words) ? 8 : OTHER.test(words) ? 0.05 : 0.6;
  const overall = /(^|_)(overall|total|gesamt|all|insgesamt|general)/.test(words) ? 4 : 1;
  const fit = scaleOf(words, values);
  if (fit === null || values.length > 40) return null;
  const steps = fit.steps >= 3 ? 1 : 0.2;
  return {
    column,
    scale: fit.scale,
    none: fit.none,
    odds: 0.25 * name * overall * fit.odds * steps,
    why: [
      name > 5 ? 'its name says how it felt' : '',
      `answers from ${fit.low} to ${fit.high}`,
      fit.none.length > 0 ? `${fit.none.join(', ')} taken for no answer` : '',
      fit.odds < 1 ? 'the scale follows from the answers alone' : '',
    ]
      .filter((text) => text !== '')
      .join('; '),
  };
}

interface Fit {
  readonly scale: string;
  readonly none: readonly string[];
  readonly low: number;
  readonly high: number;
  readonly steps: number;
  readonly odds: number;
}

/** Scales by what the name says first, then by how many steps they have. */
const BY_NAME: readonly (readonly [pattern: RegExp, scale: string])[] = [
  [
    /(^|_)(nps|netpro|promoter|recommend|recommendation|likelihood_to_recommend|weiterempfehlung|empfehlung)/,
    'nps-10',
  ],
  [/(^|_)(ces|effort|aufwand)(_|$)/, 'ces-7'],
  [/(^|_)csat(_|$)/, 'csat-5'],
];
const BY_RANGE = ['csat-5', 'ces-7', 'uxpressia-10', 'nps-10', 'smaply-2'] as const;

function scaleOf(words: string, values: ColumnFacts['values']): Fit | null {
  const named = BY_NAME.find(([pattern]) => pattern.test(words))?.[1] ?? null;
  const fits = BY_RANGE.flatMap((scale) => fitOf(scale, values) ?? []);
  const wanted = fits.find(({ scale }) => scale === named);
  if (wanted !== undefined) return { ...wanted, odds: 1.5 };
  const reached = fits.filter(
    ({ scale, high, low }) => high === FELT_SCALES[scale]?.[1] && (scale !== 'smaply-2' || low < 0),
  );
  const clean = reached.find(({ none }) => none.length === 0);
  const [first] = reached;
  if (first === undefined) return null;
  // Codes below a scale may be its lowest step: 0 to 10 is one scale, 0 to 5 is none.
  const chosen =
    clean !== undefined && clean.none.length < first.none.length && first.scale === 'uxpressia-10'
      ? clean
      : first;
  return { ...chosen, odds: named === null ? 0.9 : 0.4 };
}

/** How answers fit a scale: those outside must be known codes for no answer, and fewer than those inside. */
function fitOf(scale: string, values: ColumnFacts['values']): Fit | null {
  const [low, high] = FELT_SCALES[scale] ?? [0, 0];
  const none: string[] = [];
  const seen: number[] = [];
  let [inside, outside] = [0, 0];
  for (const [value, count] of values) {
    const text = value.trim();
    const number = text === '' ? Number.NaN : Number(text.replace(',', '.'));
    if (number >= low && number <= high) {
      seen.push(number);
      inside += count;
    } else if (NO_ANSWER.has(text) || NO_ANSWER_WORD.test(text)) {
      none.push(text);
      outside += count;
    } else return null;
  }
  if (inside < 1 || outside > 3 * inside) return null;
  const steps = new Set(seen).size;
  return {
    scale,
    none: none.toSorted(),
    low: Math.min(...seen),
    high: Math.max(...seen),
    steps,
    odds: 1,
  };
}
