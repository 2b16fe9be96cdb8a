import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

// The parts of a YAML document that a draft is made of: maps in order, texts that cannot be taken for anything else, comments.

/** A text that every reader of YAML takes as this text: in quotes unless it is plain words. */
export function textNode(text: string): Scalar {
  const node = new Scalar(text);
  const isPlain = /^\p{L}[\p{L}\p{M}\p{N} ,;.'’()!?…/+&–-]*$/u.test(text) && !/\s$/.test(text);
  const isWord = /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  node.type = isPlain && !isWord ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
  return node;
}

type Node = Scalar | YAMLMap | YAMLSeq;

/** Anything plain as nodes: texts safe, maps and lists in blocks. */
export function nodeOf(value: unknown): Node {
  if (value instanceof Scalar || value instanceof YAMLMap || value instanceof YAMLSeq) return value;
  if (typeof value === 'string') return textNode(value);
  if (Array.isArray(value)) return listOf(value.map(nodeOf));
  if (typeof value === 'object' && value !== null) return mapOf({ ...value });
  return new Scalar(value);
}

/** A map of the entries that have a value, in their order. */
export function mapOf(entries: Readonly<Record<string, unknown>>): YAMLMap {
  const map = new YAMLMap();
  for (const [key, value] of Object.entries(entries))
    if (value !== null && value !== undefined) put(map, key, value);
  return map;
}

/** Adds an entry; gives its key, which may carry comments. */
export function put(map: YAMLMap, key: string, value: unknown): Scalar {
  const name = new Scalar(key);
  map.items.push(new Pair(name, nodeOf(value)));
  return name;
}

export function listOf(nodes: readonly Node[]): YAMLSeq {
  const list = new YAMLSeq();
  list.items.push(...nodes);
  return list;
}

/** The same list or map on one line. */
export function onOneLine<Node extends YAMLMap | YAMLSeq>(node: Node): Node {
  node.flow = true;
  return node;
}

/** A value with a comment behind it: `channel: web # guessed: ...`. */
export function withComment(value: string | number, comment: string | null): Scalar {
  const node = typeof value === 'string' ? textNode(value) : new Scalar(value);
  if (comment !== null) node.comment = ` ${comment}`;
  return node;
}

/** Lines of comments as the library wants them: a blank behind each mark. */
export function commentOf(lines: readonly string[]): string {
  return lines.map((line) => ` ${line}`).join('\n');
}
