const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  å: 'a',
  ł: 'l',
};
const LENGTH_MAX = 60;

/** A text as an id: small Latin letters, digits and dashes, cut at a word; empty where nothing of it is left. */
export function slugOf(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[äöüßæøåł]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (plain.length <= LENGTH_MAX) return plain;
  const cut = plain.slice(0, LENGTH_MAX + 1);
  const word = cut.lastIndexOf('-');
  return word > LENGTH_MAX / 2 ? cut.slice(0, word) : cut.slice(0, LENGTH_MAX);
}

/** Gives ids that are not yet taken: the first candidate that is free, else the last with a number. */
export type Namer = (...candidates: readonly string[]) => string;

export function namer(fallback: string, taken: readonly string[] = []): Namer {
  const used = new Set(taken);
  return (...candidates) => {
    const wanted = candidates.filter((each) => each !== '');
    const base = wanted.at(-1) ?? fallback;
    let id = wanted.find((each) => !used.has(each)) ?? base;
    for (let count = 2; used.has(id); count += 1) id = `${base}-${count}`;
    used.add(id);
    return id;
  };
}
