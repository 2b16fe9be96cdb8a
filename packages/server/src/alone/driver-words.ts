/** Words that people answer with, from the least to the most. */
const SCALES: readonly (readonly string[])[] = [
  ['very dissatisfied', 'dissatisfied', 'neutral', 'satisfied', 'very satisfied'],
  ['very unsatisfied', 'unsatisfied', 'neutral', 'satisfied', 'very satisfied'],
  ['strongly disagree', 'disagree', 'neutral', 'agree', 'strongly agree'],
  ['very poor', 'poor', 'fair', 'good', 'very good', 'excellent'],
  ['very bad', 'bad', 'average', 'good', 'very good'],
  ['very low', 'low', 'medium', 'high', 'very high'],
  ['never', 'rarely', 'sometimes', 'often', 'always'],
  ['detractor', 'passive', 'promoter'],
  ['no', 'maybe', 'yes'],
];

/** Words by which the lesser of two answers is told. */
const LESSER =
  /^(no|not|never|non|none|false|f|n|neutral)\b|\b(not|or dissatisfied)\b|^(dis|un|in)[a-z]{3}|churn|lost|left|gone|lapsed|fail|\bbad\b|negative|^detractor|^cancel/i;

/** Which number each text of an outcome stands for, and whether that was known or only alphabetical. */
export interface Meant {
  readonly numbers: ReadonlyMap<string, number>;
  readonly isGuess: boolean;
}

/**
 * The numbers that an outcome's texts stand for: places on a scale of words that is known, 0 and 1 of any two. null where
 * there are more and nobody has said their order.
 */
export function outcomeWords(values: readonly string[]): Meant | null {
  const plain = values.map((value) => value.trim().toLowerCase());
  const scale = SCALES.find((words) => plain.every((word) => words.includes(word)));
  if (scale !== undefined) {
    const ranks = scale.filter((word) => plain.includes(word));
    const from = values.length === 2 ? 0 : 1;
    const numbers = values.map(
      (value, at) => [value, ranks.indexOf(plain[at] ?? '') + from] as const,
    );
    return { numbers: new Map(numbers), isGuess: false };
  }
  if (values.length !== 2) return null;
  const [a = '', b = ''] = values.toSorted();
  const isLess = [LESSER.test(a.trim()), LESSER.test(b.trim())];
  const [less, more] = isLess[1] && !isLess[0] ? [b, a] : [a, b];
  return {
    numbers: new Map([
      [less, 0],
      [more, 1],
    ]),
    isGuess: isLess[0] === isLess[1],
  };
}

/** Says which number each text stands for: `"satisfied" counts as 1, "neutral" as 0`. */
export function meantText({ numbers, isGuess }: Meant): string {
  const [first, ...others] = [...numbers].sort((x, y) => y[1] - x[1]);
  const said = [
    `${JSON.stringify(first?.[0] ?? '')} counts as ${first?.[1] ?? 1}`,
    ...others.map(([word, number]) => `${JSON.stringify(word)} as ${number}`),
  ].join(', ');
  return isGuess ? `${said}, in the order of the alphabet` : said;
}
