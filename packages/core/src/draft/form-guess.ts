import type { Believed, FormLine, FormTouchpoint } from './form.ts';
import { channelOf } from './guesses.ts';

/** What is known of a property over the events of one name. */
export interface PropertySeen {
  readonly path: readonly string[];
  /** Of the events those that have it, 0..1. */
  readonly share: number;
  /** Of its values those that are numbers, 0..1. */
  readonly numbers: number;
  /** Of the numbers; null: none is one. */
  readonly range: { readonly low: number; readonly median: number; readonly high: number } | null;
}

/** Events of one name, as they came in. */
export interface EventSeen {
  readonly type: string;
  readonly name: string;
  readonly count: number;
  /** The channel of most of them; empty: none says it. */
  readonly channel: string;
  readonly properties: readonly PropertySeen[];
}

const MONEY =
  /(^|_)(amount|total|sales?|revenue|value|betrag|summe|umsatz|gesamt|spend|price|preis|cost|kosten|fee|gebuehr|tip|fare|paid|payment|eur|usd|gbp|chf)(_|$)|betrag$|umsatz$|preis$/;
const PART_OF_MONEY = /(^|_)(unit|list|einzel|tax|vat|mwst|discount|rabatt|shipping|id|nr|no)(_|$)/;
const TIME: readonly (readonly [RegExp, number])[] = [
  [/(^|_)(ms|millis|milliseconds|millisekunden)$/, 0.001],
  [/(^|_)(s|sec|secs|seconds|sekunden|duration|dauer|wait|waiting|wartezeit)$/, 1],
  [/(^|_)(min|mins|minutes|minuten)$/, 60],
  [/(^|_)(hours?|hrs?|stunden)$/, 3600],
  [/(^|_)(days?|tage)$/, 86_400],
];
const OF_TEAM =
  /(^|_)(work|labou?r|agent|staff|handling|handle|service|bearbeitung|arbeit\w*)(_|$)/;
const FELT = /(^|_)(felt|rating|csat|nps|satisfaction|stars|score|bewertung|zufriedenheit)(_|$)/;
const BACK = /refund|return|cancel|chargeback|credit note|retoure|rückgabe|storno|erstatt/i;
const TELLS = /survey|review|rated|rating|feedback|umfrage|bewert/i;
const SPREADS = /recommend|referr|shared|invite|weiteremp/i;
const SIGNS_UP =
  /sign(ed)? ?up|register|registration|account created|profile|subscrib|anmeld|registrier/i;

/**
 * What a touchpoint of these events may be: where, what moves, how it felt. A person looks at it before it counts.
 * Nothing is left one-sided: where the data says nothing of a side, a minute or an act is assumed of it.
 */
export function touchpointOf(seen: EventSeen): FormTouchpoint {
  const { type, name, channel, properties } = seen;
  const numbers = properties.filter(
    ({ share, numbers: part, range }) => share >= 0.5 && part >= 0.9 && range !== null,
  );
  const felt = feltOf(properties);
  const money = numbers
    .filter((each) => MONEY.test(wordsOf(each)) && !PART_OF_MONEY.test(wordsOf(each)))
    .toSorted((a, b) => rankOf(a) - rankOf(b))[0];
  const time = numbers.find((each) => each !== money && timesOf(each) !== null);
  const lines = [...moneyLines(money, name), ...timeLines(numbers, money), ...otherLines(name)];
  return {
    name: nameOf(name),
    channel: channel !== '' ? channel : (channelOf(name) ?? ''),
    event: { type, name },
    felt,
    volume: null,
    lines: bothSides(lines, time !== undefined),
  };
}

/** A total says more than a price. */
function rankOf(seen: PropertySeen): number {
  return /total|amount|revenue|gesamt|betrag|umsatz/.test(wordsOf(seen)) ? 0 : 1;
}

function moneyLines(money: PropertySeen | undefined, name: string): readonly FormLine[] {
  if (money === undefined) return [];
  const [payer, seller] = BACK.test(name)
    ? (['business', 'customer'] as const)
    : (['customer', 'business'] as const);
  return [line(seller, 'goods', money.path, 1), line(payer, 'money', money.path, 1)];
}

function timeLines(
  numbers: readonly PropertySeen[],
  money: PropertySeen | undefined,
): readonly FormLine[] {
  return numbers.flatMap((each) => {
    const times = timesOf(each);
    if (each === money || times === null) return [];
    return OF_TEAM.test(wordsOf(each))
      ? [line('business', 'time:work', each.path, times)]
      : [line('customer', 'time:waiting', each.path, times)];
  });
}

function otherLines(name: string): readonly FormLine[] {
  if (TELLS.test(name)) return [once('customer', 'data:personal')];
  if (SPREADS.test(name)) return [once('customer', 'advocacy')];
  if (SIGNS_UP.test(name)) return [once('customer', 'data:personal')];
  return [];
}

/** A minute of theirs, an act of help: what nearly every encounter takes and gives at least. */
function bothSides(lines: readonly FormLine[], hasTime: boolean): readonly FormLine[] {
  const gives = (side: FormLine['give']): boolean => lines.some(({ give }) => give === side);
  return [
    ...(gives('business') ? [] : [once('business', 'help:service')]),
    ...lines,
    ...(gives('customer') || hasTime
      ? []
      : [{ ...once('customer', 'time:waiting'), believed: MINUTES }]),
  ];
}

const MINUTES: Believed = { median: 120, low: 30, high: 480 };

function once(give: FormLine['give'], kind: string): FormLine {
  return { give, kind, property: null, times: 1, believed: { median: 1, low: 1, high: 1 } };
}

function line(
  give: FormLine['give'],
  kind: string,
  property: readonly string[],
  times: number,
): FormLine {
  return { give, kind, property, times, believed: null };
}

function feltOf(properties: readonly PropertySeen[]): FormTouchpoint['felt'] {
  const found = properties.find(
    (each) => each.share > 0 && each.range !== null && FELT.test(wordsOf(each)),
  );
  const scale = found === undefined ? null : scaleOf(wordsOf(found), found.range);
  return found === undefined || scale === null ? null : { property: found.path, scale };
}

/** By its name first, then by where its answers end. */
function scaleOf(words: string, range: PropertySeen['range']): string | null {
  if (range === null) return null;
  const { low, high } = range;
  if (/nps|recommend/.test(words) && low >= 0 && high <= 10) return 'nps-10';
  if (low < 0) return low >= -2 && high <= 2 ? 'smaply-2' : null;
  if (low >= 1 && high <= 5) return 'csat-5';
  if (low >= 1 && high <= 7) return 'ces-7';
  return low >= 1 && high <= 10 ? 'uxpressia-10' : low >= 0 && high <= 10 ? 'nps-10' : null;
}

function timesOf(seen: PropertySeen): number | null {
  const words = wordsOf(seen);
  return TIME.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** `unitPrice` and `Unit price` as `unit_price`. */
function wordsOf({ path }: PropertySeen): string {
  return (path.at(-1) ?? '')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');
}

/** `ORDER_COMPLETED` as `Order completed`: the user's own words, made to be read. */
function nameOf(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\s]+/g, ' ')
    .trim();
  const isLoud = words === words.toUpperCase() && /[A-Z]{4}/.test(words);
  const said = isLoud ? words.toLowerCase() : words;
  return said === ''
    ? 'Touchpoint'
    : `${said.charAt(0).toUpperCase()}${said.slice(1)}`.slice(0, 120);
}
