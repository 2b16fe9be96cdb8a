import type { FindingSeen } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import { fill, type Said } from '../../parts/finding-words.ts';
import type { Speaker } from './say.ts';

type Claims = TFunction<'claims'>;

/** What a kind says for itself; a promise is broken by what is given, or by an expectation. */
const SAYING = [
  ...(['one-sided-capture', 'data-taken-nothing-given', 'costly-for-both'] as const),
  ...(['uncaptured-value', 'promise-held', 'promise-expected', 'unmet-expectation'] as const),
  ...(['failure-point', 'bad-end', 'bad-peak', 'wrong-form', 'delivered-unnoticed'] as const),
  ...(['weakest-link', 'unmapped', 'unseen', 'strength'] as const),
];
type Saying = (typeof SAYING)[number];
/** The first three say what and what next by parts of their own: see say.ts. */
type OwnSaying = Exclude<
  Saying,
  'one-sided-capture' | 'data-taken-nothing-given' | 'costly-for-both'
>;

/** Its sentence and what to try, of a kind that is said by its figures; null: of another, or a figure is missing. */
export function sayClaim(
  part: 'said' | 'next',
  seen: FindingSeen,
  speaker: Speaker,
): string | null {
  const saying = sayingOf(seen);
  if (saying === null || !isOwn(saying)) return null;
  return filled(speaker.claims(`${part}.${saying}`, { skipInterpolation: true }), seen, speaker);
}

/** The one thing that may make it wrong, or not matter. */
export function sayCaveat(seen: FindingSeen, speaker: Speaker): Said {
  return sayPart('caveat', seen, seen.caveat, speaker);
}

/** What was asked of the data. */
export function sayAsked(seen: FindingSeen, speaker: Speaker): Said {
  return sayPart('asked', seen, seen.asked.words, speaker);
}

function sayPart(part: 'caveat' | 'asked', seen: FindingSeen, own: string, speaker: Speaker): Said {
  const text = speaker.format.glued(own);
  if (speaker.language === 'en') return { text };
  const saying = sayingOf(seen);
  if (saying === null) return { text, lang: 'en' };
  const said = speaker.claims(`${part}.${saying}`, { skipInterpolation: true });
  const whole = filled(said, seen, speaker);
  return whole === null ? { text, lang: 'en' } : { text: whole };
}

function sayingOf({ said, facts }: FindingSeen): Saying | null {
  if (said.kind === 'promise-not-kept')
    return facts['metric'] === undefined ? 'promise-held' : 'promise-expected';
  return SAYING.find((each) => each === said.kind) ?? null;
}

function isOwn(saying: Saying): saying is OwnSaying {
  return SAYING.indexOf(saying) > 2;
}

/** A text with its blanks filled; null where there is no figure for one. */
function filled(text: string, seen: FindingSeen, speaker: Speaker): string | null {
  const whole = fill(text, blanksOf(seen, speaker));
  return whole.includes('{{') ? null : whole;
}

/** All that the texts may ask for, as it is written in the language spoken. */
function blanksOf(
  { said, facts }: FindingSeen,
  speaker: Speaker,
): Readonly<Record<string, string>> {
  const { claims, format, kinds } = speaker;
  const { customer, business } = said;
  const text = (name: string): string => String(facts[name] ?? '');
  const kindNamed = (id: string): string => kinds.get(id)?.name ?? id;
  const given = text('given').split(', ').map(kindNamed).join(', ');
  const part = partOf(facts);
  const blanks: Readonly<Record<string, string | null>> = {
    name: said.touchpoint.name,
    theirs: customer.kind === 'estimate' ? format.money(Math.abs(customer.median)) : null,
    ours: business.kind === 'estimate' ? format.money(Math.abs(business.median)) : null,
    promise:
      text('promise') === ''
        ? claims('promiseOne')
        : claims('promiseNamed', { promise: text('promise') }),
    kind: facts['kind'] === undefined ? null : kindNamed(text('kind')),
    part: part === null ? null : format.percent(part),
    bounds: boundsOf(facts, speaker),
    sought: wordOf('forms', text('seeks'), claims),
    given: facts['given'] === undefined ? null : given,
    influence: wordOf('influences', text('influence'), claims),
    metric: text('metric') || null,
    journey: text('journey') || null,
    outcome: text('outcome') || null,
    ...counted(['journeys', 'of', 'events'], facts, format),
  };
  return Object.fromEntries(
    Object.entries(blanks).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

type Facts = FindingSeen['facts'];

function counted(
  names: readonly string[],
  facts: Facts,
  format: Speaker['format'],
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    names.map((name) => {
      const fact = facts[name];
      return [name, typeof fact === 'number' ? format.count(fact) : null];
    }),
  );
}

/** The share that the sentence is about. */
function partOf(facts: Facts): number | null {
  const share = (some: string, all: string): number | null => {
    const [part, whole] = [facts[some], facts[all]];
    return typeof part === 'number' && typeof whole === 'number' && whole > 0 ? part / whole : null;
  };
  const kept = share('kept', 'of');
  if (kept !== null) return 1 - kept;
  return share('left', 'visits') ?? share('bad', 'journeys') ?? share('measured', 'believed');
}

function boundsOf(facts: Facts, { claims, format }: Speaker): string | null {
  const bounds = (['atLeast', 'atMost'] as const).flatMap((bound) => {
    const fact = facts[bound];
    return typeof fact === 'number' ? [claims(bound, { figure: format.short(fact) })] : [];
  });
  return bounds.length === 0 ? null : bounds.join(', ');
}

const FORMS = ['in-exchange', 'in-use', 'in-achievement', 'experience', 'community'] as const;
const INFLUENCES = ['brand', 'communications', 'purchase', 'product', 'service'] as const;

function wordOf(of: 'forms' | 'influences', id: string, claims: Claims): string | null {
  if (of === 'forms') {
    const form = FORMS.find((each) => each === id);
    return form === undefined ? null : claims(`forms.${form}`);
  }
  const influence = INFLUENCES.find((each) => each === id);
  return influence === undefined ? id || null : claims(`influences.${influence}`);
}

const MONEY = new Set(['elsewhereHere', 'elsewhereOthers', 'lostAPerson']);
const PARTS = new Set(['backGiven', 'backWithheld']);
const FELT = new Set(['felt', 'feltLow', 'feltGiven', 'feltWithheld']);
const FACTS = [
  ...(['journey', 'visits', 'left', 'done', 'beside', 'besideVisits', 'besideLeft'] as const),
  ...(['journeys', 'bad', 'felt', 'feltLow', 'metric', 'kept', 'of', 'missedBy'] as const),
  ...(['peopleHere', 'peopleOthers', 'elsewhereHere', 'elsewhereOthers', 'lostAPerson'] as const),
  ...(['believed', 'believedLow', 'measured', 'encountersSaying', 'feltGiven'] as const),
  ...(['feltWithheld', 'backGiven', 'backWithheld', 'respondents', 'score', 'others'] as const),
  ...(['events', 'eventsYearly'] as const),
];

/** The figures of its own kind, named and written for people. */
export function sayFacts(
  { facts }: FindingSeen,
  { claims, format }: Speaker,
): readonly (readonly [name: string, value: string])[] {
  const written = (name: string, value: number): string => {
    if (MONEY.has(name)) return format.moneySigned(value);
    if (PARTS.has(name)) return format.percent(value);
    if (FELT.has(name)) return format.index(value);
    return Number.isInteger(value) ? format.count(value) : format.short(value);
  };
  return FACTS.flatMap((name) => {
    const value = facts[name];
    if (value === undefined || value === '') return [];
    const label = claims(`facts.${name}`);
    return [[label, typeof value === 'number' ? written(name, value) : value] as const];
  });
}
