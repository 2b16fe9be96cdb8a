import {
  type Estimate,
  FELT_SCALES,
  type Grade,
  type Model,
  type Touchpoint,
  Z_HIGH,
} from '@bothways/core';
import type { AskedScore } from '@bothways/core/contract';
import type { FeltRow } from '../store/measure/experience-felt.ts';
import { unsaidOf } from './experience-unsaid.ts';
import { lensNames } from './report-lens.ts';

/** So many answers a figure wants, or it abstains. */
export const ANSWERS_MIN = 5;

/**
 * What was asked outright at each touchpoint, on its own terms: single answers only, as the mean of a total does not say
 * how many of them were content.
 *
 * Shape: `rows` of everybody, or of the segment that is looked through; `bySegment` for the segments beside each other.
 */
export function scoresOf(
  model: Model,
  touchpoints: readonly Touchpoint[],
  rows: readonly FeltRow[],
  bySegment: readonly FeltRow[],
): readonly AskedScore[] {
  const [here, everywhere] = [byTouchpoint(rows), byTouchpoint(bySegment)];
  return touchpoints.flatMap((touchpoint) => {
    const asked = here.get(touchpoint.id) ?? [];
    if (touchpoint.felt === null) return [];
    return [
      scoreOf(model, touchpoint, touchpoint.felt.scale, asked, everywhere.get(touchpoint.id) ?? []),
    ];
  });
}

function byTouchpoint(rows: readonly FeltRow[]): ReadonlyMap<string, readonly FeltRow[]> {
  return Map.groupBy(rows, ({ touchpoint }) => touchpoint);
}

function scoreOf(
  model: Model,
  { id, name }: Touchpoint,
  scale: string,
  rows: readonly FeltRow[],
  all: readonly FeltRow[],
): AskedScore {
  const [least, most] = FELT_SCALES[scale] ?? [-1, 1];
  const measure = measureOf(scale);
  const terms: Terms = { measure, least, most, grade: gradeOf(rows) };
  const answers = answersOf(rows);
  const n = countOf(answers);
  const months = [...Map.groupBy(rows, ({ month }) => month)]
    .map(([month, of]) => ({ month, ...scored(answersOf(of), terms) }))
    .filter((each) => each.n > 0);
  const segments = lensNames(model)
    .map((segment) => ({
      ...segment,
      ...scored(answersOf(all.filter((row) => row.segment === segment.id)), terms),
    }))
    .filter((each) => each.n > 0);
  const kinds = [...answers].map(([raw, count]) => ({ kind: kindOf(raw, terms), count }));
  const of = (wanted: Kind): number =>
    kinds.reduce((sum, { kind, count }) => sum + (kind === wanted ? count : 0), 0);
  return {
    ...{ touchpoint: { id, name }, scale, least, most, measure },
    encounters: rows.reduce((sum, { singles }) => sum + singles, 0),
    ...scored(answers, terms),
    ...{ good: of('good'), between: of('between'), bad: of('bad') },
    answers: [...answers]
      .map(([raw, count]) => ({ raw, n: count }))
      .sort((a, b) => a.raw - b.raw)
      .slice(0, 40),
    trend: trendOf(rows, terms),
    ...{ months: months.slice(-240), segments },
    unsaid: n >= ANSWERS_MIN ? null : unsaidOf('too-few-felt', n, ANSWERS_MIN),
  };
}

/** How the answers of a scale are told: NPS as promoters less detractors, CSAT as the part that is content, effort as its mean. */
export function measureOf(scale: string): AskedScore['measure'] {
  if (scale.startsWith('nps')) return 'nps';
  if (scale.startsWith('csat')) return 'csat';
  return scale.startsWith('ces') ? 'ces' : 'mean';
}

interface Terms {
  readonly measure: AskedScore['measure'];
  readonly least: number;
  readonly most: number;
  readonly grade: Grade;
}
type Kind = 'good' | 'between' | 'bad';
type Answers = ReadonlyMap<number, number>;

/** 9 and 10 promote, up to 6 detract; 4 and 5 of 5 are content, 1 and 2 not; 5 to 7 of 7 are easy, 1 to 3 hard. */
function kindOf(raw: number, { measure, least, most }: Terms): Kind {
  const place = (raw - least) / (most - least);
  const [good, bad] =
    measure === 'nps' ? [0.9, 0.6] : measure === 'csat' ? [0.75, 0.25] : [0.51, 0.49];
  if (place >= good - 1e-9) return 'good';
  return place <= bad + 1e-9 ? 'bad' : 'between';
}

/** What one answer adds to the measure, as a mean. */
function worthOf(raw: number, terms: Terms): number {
  if (terms.measure === 'ces' || terms.measure === 'mean') return raw;
  const kind = kindOf(raw, terms);
  if (terms.measure === 'csat') return kind === 'good' ? 1 : 0;
  return kind === 'good' ? 100 : kind === 'bad' ? -100 : 0;
}

function answersOf(rows: readonly FeltRow[]): Answers {
  const answers = new Map<number, number>();
  for (const { raws } of rows)
    for (const [raw, n] of raws) answers.set(raw, (answers.get(raw) ?? 0) + n);
  return answers;
}

function countOf(answers: Answers): number {
  return [...answers.values()].reduce((sum, n) => sum + n, 0);
}

function scored(answers: Answers, terms: Terms): { readonly n: number; readonly value: Estimate } {
  const n = countOf(answers);
  if (n < ANSWERS_MIN)
    return {
      n,
      value: { kind: 'abstained', reason: `${n} answers; at least ${ANSWERS_MIN} are wanted` },
    };
  const { mean, variance } = momentsOf(answers, terms, n);
  // Two made-up answers at the ends, as Agresti and Coull do with shares: all alike does not mean no doubt.
  const [low, high] = endsOf(terms);
  const wider = momentsOf(answers, terms, n, [low, high]);
  const half = Z_HIGH * Math.sqrt(Math.max(variance, wider.variance) / n);
  return {
    n,
    value: {
      kind: 'estimate',
      median: mean,
      low: Math.max(low, mean - half),
      high: Math.min(high, mean + half),
      level: 0.9,
      n,
      method: METHODS[terms.measure],
      grade: terms.grade,
    },
  };
}

const METHODS = {
  nps: 'promoters less detractors, normal interval',
  csat: 'share of content answers, normal interval',
  ces: 'mean of answers, normal interval',
  mean: 'mean of answers, normal interval',
} as const;

function endsOf({ measure, least, most }: Terms): readonly [number, number] {
  if (measure === 'nps') return [-100, 100];
  return measure === 'csat' ? [0, 1] : [least, most];
}

function momentsOf(
  answers: Answers,
  terms: Terms,
  n: number,
  more: readonly number[] = [],
): { readonly mean: number; readonly variance: number } {
  const all = n + more.length;
  let [sum, squares] = [
    more.reduce((total, each) => total + each, 0),
    more.reduce((total, each) => total + each * each, 0),
  ];
  for (const [raw, count] of answers) {
    const worth = worthOf(raw, terms);
    sum += worth * count;
    squares += worth * worth * count;
  }
  const mean = sum / all;
  return { mean, variance: Math.max(0, squares / all - mean * mean) };
}

/** The change a year: a line through the months, each as heavy as it has answers, by least squares over answers. */
function trendOf(rows: readonly FeltRow[], terms: Terms): Estimate {
  const months = [...Map.groupBy(rows, ({ month }) => month)].map(([month, of]) => {
    const answers = answersOf(of);
    const n = countOf(answers);
    const { mean, variance } = n === 0 ? { mean: 0, variance: 0 } : momentsOf(answers, terms, n);
    return { at: yearsOf(month), n, mean, variance };
  });
  const told = months.filter(({ n }) => n > 0);
  const n = told.reduce((sum, each) => sum + each.n, 0);
  if (told.length < MONTHS_MIN || n < TREND_MIN)
    return {
      kind: 'abstained',
      reason: `${told.length} months with ${n} answers; a trend wants ${MONTHS_MIN} months and ${TREND_MIN} answers`,
    };
  const middle = told.reduce((sum, each) => sum + each.n * each.at, 0) / n;
  const level = told.reduce((sum, each) => sum + each.n * each.mean, 0) / n;
  const spread = told.reduce((sum, each) => sum + each.n * (each.at - middle) ** 2, 0);
  const slope =
    told.reduce((sum, each) => sum + each.n * (each.at - middle) * (each.mean - level), 0) / spread;
  const left = told.reduce(
    (sum, each) =>
      sum + each.n * (each.variance + (each.mean - level - slope * (each.at - middle)) ** 2),
    0,
  );
  const half = Z_HIGH * Math.sqrt(left / (n - 2) / spread);
  return {
    ...{ kind: 'estimate', median: slope, low: slope - half, high: slope + half, level: 0.9, n },
    ...{ method: 'line through the months, least squares over answers', grade: terms.grade },
  };
}

const MONTHS_MIN = 4;
const TREND_MIN = 30;

/** `2026-05` in years. */
function yearsOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return year + (number - 0.5) / 12;
}

function gradeOf(rows: readonly FeltRow[]): Grade {
  return rows.reduce<Grade>((worst, { n, grade }) => (n > 0 && grade > worst ? grade : worst), 'A');
}
