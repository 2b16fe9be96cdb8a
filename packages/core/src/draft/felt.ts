/** A scale on which a lane states numbers, and how they become impact -2..+2. */
export interface FeltScale {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/** From the narrowest: a lane is on the first that holds all its numbers. */
const SCALES: readonly FeltScale[] = [
  { name: '-2..+2', low: -2, high: 2 },
  { name: '1..5', low: 1, high: 5 },
  { name: '0..5', low: 0, high: 5 },
  { name: '-5..+5', low: -5, high: 5 },
  { name: '1..10', low: 1, high: 10 },
  { name: '0..10', low: 0, high: 10 },
  { name: '-10..+10', low: -10, high: 10 },
  { name: '0..100', low: 0, high: 100 },
  { name: '-100..+100', low: -100, high: 100 },
];

/** The scale that numbers of feeling are most likely on; null where there are none, or none holds them. */
export function feltScaleOf(numbers: readonly number[]): FeltScale | null {
  if (numbers.length === 0) return null;
  const signed = numbers.some((each) => each < 0);
  const fits = ({ low, high }: FeltScale): boolean => numbers.every((n) => n >= low && n <= high);
  return SCALES.find((scale) => scale.low < 0 === signed && fits(scale)) ?? null;
}

/** A number on a scale as impact on the experience, -2..+2. */
export function impactOn({ low, high }: FeltScale, number: number): number {
  return Math.round(((number - low) / (high - low)) * 400 - 200) / 100;
}

/** A number as people write one: `+1`, `-2`, `3,5`; null for what is none. */
export function numberIn(text: string): number | null {
  const written = text
    .replace(/^[−–]/, '-')
    .replace(',', '.')
    .replace(/\s*(?:\/\s*\d+|%)$/, '');
  return /^[+-]?\d{1,6}(?:\.\d{1,6})?$/.test(written) ? Number(written) : null;
}

/** Words, signs and faces of feeling, with their impact; the first that fits wins. */
const FEELINGS: readonly (readonly [number, RegExp])[] = [
  [
    -2,
    /^\s*--\s*$|[😡😠🤬😢😭😤😱💔]|angry|anger|furious|frustrat|hate|outrag|terribl|awful|desperat|wütend|frust|verzweifelt|schrecklich/iu,
  ],
  [
    2,
    /^\s*\+\+\s*$|[😍🤩😁😃😄🥰❤🎉]|delight|excited|excitement|thrill|love|amaz|proud|enthusias|begeister|stolz|großartig/iu,
  ],
  [
    -1,
    /^\s*-\s*$|:-?\(|[😕🙁☹😟😞😔😒😩😰👎😬]|unhappy|unsure|uncertain|confus|anxious|anxiety|worri|bored|annoy|disappoint|doubt|stress|nervous|impatient|overwhelm|sad|negativ|unsicher|verwirr|besorgt|genervt|enttäusch|unzufrieden|ungeduld|zweifel|nervös|traurig/iu,
  ],
  [
    1,
    /^\s*\+\s*$|:-?\)|[🙂😊😀😌👍☺😎]|happy|satisf|good|relie[fv]|confident|hopeful|curious|calm|pleased|interested|positiv|froh|zufrieden|erleichter|zuversicht|neugierig|glücklich|gut/iu,
  ],
  [0, /^\s*(?:0|o|=)\s*$|[😐😶🤔]|neutral|indifferent|\bok\b|okay|gleichgültig/iu],
];

/** The impact that a feeling in words or faces speaks of, -2..+2; null where it is not clear. */
export function impactOf(text: string): number | null {
  return FEELINGS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
