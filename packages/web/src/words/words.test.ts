import { expect, test } from 'vitest';
import { de } from './de/de.ts';
import { en } from './en/en.ts';
import { formatOf } from './format.ts';

type Words = { readonly [key: string]: string | Words };

test('[WO1] both languages are complete', () => {
  const [english, german] = [flat(en), flat(de)];
  expect([...german.keys()]).toEqual([...english.keys()]);
  for (const [key, text] of german) {
    expect(text.trim(), key).not.toBe('');
    expect(blanks(text), key).toEqual(blanks(english.get(key) ?? ''));
  }
});

test.each([
  ['en', 0, '€0', '0'],
  ['en', 14.6, '€14.6', '14.6'],
  ['en', -735.6, '−€736', '−736'],
  ['en', -2_634, '−€2,630', '−2,630'],
  ['en', 52_825, '€52.8k', '52.8k'],
  ['en', 17_000, '€17.0k', '17k'],
  ['en', 1_320_000, '€1.32m', '1.32m'],
  ['de', -735.6, '−736\u00a0€', '−736'],
  ['de', 1_320_000, '1,32\u00a0Mio.\u00a0€', '1,32\u00a0Mio.'],
] as const)('[WO2] in %s %d is %s and as a label %s', (language, value, money, short) => {
  const format = formatOf(language, 'EUR');
  expect(format.money(value)).toBe(money);
  expect(format.short(value)).toBe(short);
});

test('[WO3] sentences of the server', () => {
  const { glued } = formatOf('en', 'EUR');
  expect(glued('"Till" leaves EUR -736 (-910 to -587), less than EUR 0.06.')).toBe(
    '“Till” leaves −€736 (−910 to −587), less than €0.06.',
  );
  expect(glued('It gives back 24 %.')).toBe('It gives back 24%.');
  expect(formatOf('en', 'CHF').glued('CHF 3.50 in EUR')).toBe('CHF3.50 in EUR');
});

function flat(words: Words, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): readonly (readonly [string, string])[] =>
      typeof value === 'string' ? [[`${path}${key}`, value]] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

function blanks(text: string): readonly string[] {
  return (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
}
