/**
 * How alike two names are, 0..1: by the words that they share, and by their letters in threes, so that "Cart Viewed" is near to
 * "view-cart" and to "Carts".
 */
export function alikeness(a: string, b: string): number {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const words = shared(new Set(one), new Set(other));
  const letters = shared(threesOf(one.join(' ')), threesOf(other.join(' ')));
  return 0.6 * words + 0.4 * letters;
}

/** Things by how alike their names are to one, the most alike first; those alike in the order in which they came. */
export function likeliest<Item>(
  name: string,
  items: readonly Item[],
  namesOf: (item: Item) => readonly string[],
): readonly { readonly item: Item; readonly alike: number }[] {
  return items
    .map((item) => ({
      item,
      alike: Math.max(0, ...namesOf(item).map((each) => alikeness(name, each))),
    }))
    .sort((a, b) => b.alike - a.alike);
}

/** From here on two names may well mean the same. */
export const LIKELY_FROM = 0.22;

/** Words without their endings: viewed, views and view are one. */
function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 4 ? word.replace(/(ing|ed|es|s)$/, '') : word));
}

function threesOf(text: string): ReadonlySet<string> {
  const padded = ` ${text} `;
  return new Set(
    Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)),
  );
}

/** Dice (1945): twice what is shared, by all there is. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  return (2 * [...a].filter((each) => b.has(each)).length) / (a.size + b.size);
}
