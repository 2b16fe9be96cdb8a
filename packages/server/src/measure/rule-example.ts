import type { RuleTest } from '@bothways/core/contract';
import { sharedKey, type TrialExample } from '../store/measure/rule-events.ts';

export interface ExampleAbout {
  readonly names: readonly string[];
  /** Values that many people have alike, by `sharedKey`. */
  readonly shared: ReadonlySet<string>;
  readonly takenBy: string | null;
}

const ENTRIES_MAX = 40;
const LETTERS_MAX = 80;

/**
 * An event as an example. What a person is shows in nothing of it:
 * - traits (events that identify) are not shown at all, nor is context (addresses, devices);
 * - an entry whose name speaks of a person, an address or a key is not shown, whatever it holds;
 * - a text, a list, and a number long enough to be one of a customer or a telephone, only where many have the same;
 * - short numbers, true and false are shown as they came: they are what quantities are made of.
 */
export function exampleShown(
  { at, person, source, type, event, channel, properties, gives }: TrialExample,
  { names, shared, takenBy }: ExampleAbout,
): RuleTest['examples'][number] {
  const isTraits = type === 'identify' || type === 'group' || type === 'alias';
  const entries = isTraits ? [] : Object.entries(properties).slice(0, ENTRIES_MAX);
  return {
    at: new Date(at).toISOString(),
    ...{ person, source, type, event, channel, takenBy },
    properties: entries.map(([name, value]) => ({
      name,
      value: mayBeShown(name, value, shared) ? plain(value) : null,
    })),
    gives: names.map((name, index) => ({ name, value: gives[index] ?? null })),
  };
}

function mayBeShown(name: string, value: string, shared: ReadonlySet<string>): boolean {
  if (PERSONAL.test(snake(name))) return false;
  if (value === 'true' || value === 'false' || value === 'null') return true;
  const isShortNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(value) && digitsBeforePoint(value) < 7;
  return isShortNumber || shared.has(sharedKey(name, value));
}

function digitsBeforePoint(value: string): number {
  return String(Math.trunc(Math.abs(Number(value)))).length;
}

/** What an entry's name says when it is about somebody, as one or more whole words of it. */
const PERSONAL =
  /(^|_)(e?_?mail|phone|telefon|mobil|mobile|handy|tel|fax|msisdn|street|strasse|address|adresse|anschrift|zip|postcode|postal|plz|lat|latitude|lon|lng|longitude|geo|location|ip|birth\w*|geburt\w*|dob|age|alter|gender|geschlecht|iban|bic|card|cvc|passport|ausweis|ssn|tax|steuer\w*|password|passwort|token|secret|cookie|session|device|user_?agent|first_?name|last_?name|given_?name|family_?name|surname|sur_?name|full_?name|middle_?name|maiden_?name|vorname|nachname|familienname|(customer|client|user|member|contact|guest|patient|passenger|kunden?|gast|person)_?(name|id|no|nr|number|nummer)?|comment|kommentar|message|nachricht|note|notiz|text|freitext)($|_)/;

function snake(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}

/** A bag's text as people read it. */
function plain(value: string): string {
  const text = value.startsWith('"') ? value.slice(1) : value;
  return text.length > LETTERS_MAX ? `${text.slice(0, LETTERS_MAX)}…` : text;
}
