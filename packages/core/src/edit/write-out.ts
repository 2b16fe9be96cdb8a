import { isAlias, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import { itemDropped, itemInserted } from './change-list.ts';
import { keyAdded, keyDropped } from './change-map.ts';
import { orderAt } from './custom.ts';
import { type Opened, opened, type Way } from './opened.ts';
import { dataAt } from './plain-data.ts';

interface Marked {
  readonly name: string;
  readonly way: Way;
}

/**
 * The file with the aliases written out that a change at a place would go through, or that say again what it would change:
 * so that it changes this place and no other. The meaning stays. `isLeaving`: also those within the place, as it may come to
 * stand before what they say again, or in another file.
 */
export function aliasesWritten(
  file: Opened,
  data: unknown,
  at: Way,
  { isLeaving = false } = {},
): Opened {
  if (!file.text.includes('*')) return file;
  const { anchors, aliases } = marksIn(file.root);
  const touched = new Set(
    anchors.filter(({ way }) => isOn(way, at) || isOn(at, way)).map(({ name }) => name),
  );
  const toWrite = aliases.filter(
    ({ name, way }) => touched.has(name) || isOn(way, at) || (isLeaving && isOn(at, way)),
  );
  return toWrite.reduce((open, { way }) => writtenOut(open, way, dataAt(data, way)), file);
}

function writtenOut(file: Opened, way: Way, value: unknown): Opened {
  const parent = way.slice(0, -1);
  const key = way.at(-1);
  if (typeof key === 'number') {
    const without = opened(file.file, itemDropped(file, way));
    return opened(file.file, itemInserted(without, parent, key, { value }));
  }
  const order = orderAt(parent);
  const without = opened(file.file, keyDropped(file, way));
  return opened(file.file, keyAdded(without, parent, { key: String(key), value, order }));
}

/** Whether the second way begins with the first. */
function isOn(way: Way, other: Way): boolean {
  return way.length <= other.length && way.every((step, index) => other[index] === step);
}

function marksIn(root: unknown): { readonly anchors: Marked[]; readonly aliases: Marked[] } {
  const anchors: Marked[] = [];
  const aliases: Marked[] = [];
  const look = (node: unknown, way: Way): void => {
    if (isAlias(node)) {
      aliases.push({ name: node.source, way });
      return;
    }
    if (!isNode(node)) return;
    if ('anchor' in node && typeof node.anchor === 'string')
      anchors.push({ name: node.anchor, way });
    if (isSeq(node)) for (const [index, item] of node.items.entries()) look(item, [...way, index]);
    if (isMap(node))
      // What is merged (<<) has no way of its own.
      for (const pair of node.items)
        if (
          isPair(pair) &&
          isScalar(pair.key) &&
          typeof pair.key.value !== 'symbol' &&
          pair.key.value !== '<<'
        )
          look(pair.value, [...way, String(pair.key.value)]);
  };
  look(root, []);
  return { anchors, aliases };
}
