import type { Estimate } from '@bothways/core';
import type { ExpectationGap, SurveyReply } from '@bothways/core/contract';
import {
  alphaOf,
  correlation,
  differenceReliability,
  type Expected,
  gapOf,
  gapsBySetter,
  type PenaltyReward,
  penaltyReward,
  servqual,
  surfaceOf,
} from '@bothways/core/experience';
import { refusedFile } from '../read/import-refused.ts';
import type { ColumnsRead } from './read-columns.ts';
import type { SurveyAsked } from './survey-alone.ts';

const SETTERS_TOLD = 100;

/** What was expected and perceived, item by item and as a whole. */
export function expectationAlone(
  file: string,
  { numbers, texts, rows }: ColumnsRead,
  asked: SurveyAsked,
): NonNullable<SurveyReply['expectation']> {
  const column = (name: string): Float64Array => numbers.get(name) ?? new Float64Array(rows);
  const items = asked.expected.map((expected, at): Expected => {
    const perceived = asked.perceived[at] ?? '';
    return { item: expected, expected: column(expected), perceived: column(perceived) };
  });
  const gaps = items.map((item) => gapOf(item));
  const empty = gaps.find(({ n }) => n === 0);
  if (empty !== undefined)
    throw refusedFile(file, {
      code: 'no-answers',
      message: `nobody answered both ${JSON.stringify(empty.item)} and what was perceived of it`,
      hint: 'name columns of the same people in the same order: --expected A,B --perceived C,D',
    });
  const whole = asked.overall === null ? null : [...column(asked.overall)];
  const slopes = whole === null ? null : slopesOf(items, whole);
  const reliability = reliabilityOf(items);
  const [meanExpected, meanPerceived] = [
    meanByPerson(
      items.map((item) => item.expected),
      rows,
    ),
    meanByPerson(
      items.map((item) => item.perceived),
      rows,
    ),
  ];
  const surface =
    whole === null
      ? null
      : surfaceOf(meanExpected, meanPerceived, whole, asked.middle ?? middleOf(items));
  const told = gaps.map(
    (gap, at): ExpectationGap => ({
      ...{ expected: gap.item, perceived: asked.perceived[at] ?? '', n: gap.n },
      ...{ meanExpected: gap.expected, meanPerceived: gap.perceived, gap: gap.gap },
      ...{ short: gap.short, beyond: gap.beyond, reliability },
      penalty: slopes?.[at]?.penalty ?? NO_WHOLE,
      reward: slopes?.[at]?.reward ?? NO_WHOLE,
    }),
  );
  return {
    gaps: told.sort((a, b) => middle(a.gap) - middle(b.gap)),
    quality: servqual([{ dimension: 'all', items }]).quality,
    overall: asked.overall,
    surface: surface === null ? null : shownSurface(surface),
    setters: settersOf(
      asked.setBy === null ? undefined : texts.get(asked.setBy),
      meanExpected,
      meanPerceived,
    ),
  };
}

const NO_WHOLE: Estimate = {
  kind: 'abstained',
  reason: 'no column stands for the whole, or too few answered all of it: --overall COLUMN',
};

/** Item by item, each against the whole by itself: in one regression items that go together would hide each other. */
function slopesOf(
  items: readonly Expected[],
  whole: readonly number[],
): readonly (PenaltyReward | undefined)[] {
  return items.map(({ item, expected, perceived }) => {
    const levels = Float64Array.from(expected, (value, at) =>
      Math.sign((perceived[at] ?? Number.NaN) - value),
    );
    return penaltyReward([{ item, levels }], whole)?.[0];
  });
}

/** Of a gap as a difference of two batteries; null for a single item, whose own reliability nothing tells. */
function reliabilityOf(items: readonly Expected[]): number | null {
  const rows = Math.max(0, ...items.map(({ expected }) => expected.length));
  const ours = [items.map((item) => item.expected), items.map((item) => item.perceived)] as const;
  const [e, p] = [alphaOf(ours[0]), alphaOf(ours[1])];
  const between = correlation(meanByPerson(ours[0], rows), meanByPerson(ours[1], rows));
  return e === null || p === null || between === null || between >= 1
    ? null
    : differenceReliability(e, p, between);
}

/** Each person's mean over columns; NaN where one is missing. */
function meanByPerson(columns: readonly ArrayLike<number>[], rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, at) =>
    columns.reduce((sum, column) => sum + (column[at] ?? Number.NaN) / columns.length, 0),
  );
}

/** The middle between the least and the most answer that anybody gave. */
function middleOf(items: readonly Expected[]): number {
  let [least, most] = [Infinity, -Infinity];
  for (const { expected, perceived } of items)
    for (const column of [expected, perceived])
      for (let at = 0; at < column.length; at += 1) {
        const value = column[at] ?? Number.NaN;
        if (value < least) least = value;
        if (value > most) most = value;
      }
  return (least + most) / 2;
}

type Shown = NonNullable<NonNullable<SurveyReply['expectation']>['surface']>;

function shownSurface(surface: NonNullable<ReturnType<typeof surfaceOf>>): Shown {
  const { weights, ...rest } = surface;
  const of = ['constant', 'E', 'P', 'EE', 'EP', 'PP'] as const;
  return {
    ...rest,
    weights: of.flatMap((name, at) => {
      const weight = weights[at];
      return weight === undefined ? [] : [{ of: name, weight }];
    }),
  };
}

function settersOf(
  column: { readonly values: readonly string[]; readonly codes: Int32Array } | undefined,
  expected: Float64Array,
  perceived: Float64Array,
) {
  if (column === undefined) return [];
  const people = [...expected].map((value, at) => ({
    setBy: column.values[column.codes[at] ?? -1] ?? '(nobody said)',
    expected: value,
    perceived: perceived[at] ?? Number.NaN,
  }));
  return gapsBySetter(people).slice(0, SETTERS_TOLD);
}

function middle(estimate: Estimate): number {
  return estimate.kind === 'estimate' ? estimate.median : 0;
}
