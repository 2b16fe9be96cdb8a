import { isMap, isScalar, isSeq, type Node, visit } from 'yaml';
import { columnOf, dashOf, type Opened, startOf } from './opened.ts';
import type { Manner } from './write-value.ts';

/** How a file is written, so that what is added looks like what is there. */
export function mannerOf({ text, root }: Opened): Manner {
  return { json: isJson(root), listIndent: listIndentOf(text, root) };
}

export function isJson(node: Node | null | undefined): boolean {
  if (!isMap(node) || node.flow !== true) return false;
  const key: unknown = node.items[0]?.key;
  return isScalar(key) && key.type === 'QUOTE_DOUBLE';
}

/** As the first list of the file has it: `- ` under its key, or two blanks in. */
function listIndentOf(text: string, root: Node | null): number {
  let indent = 2;
  visit(root, {
    Pair: (_, { key, value }) => {
      if (!isSeq(value) || value.flow === true || value.items.length === 0) return undefined;
      indent = Math.max(0, columnOf(text, dashOf(value, 0)) - columnOf(text, startOf(key)));
      return visit.BREAK;
    },
  });
  return indent;
}
