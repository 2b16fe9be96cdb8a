import {
  Composer,
  type CST,
  type Document,
  Lexer,
  Parser,
  type YAMLError,
  YAMLParseError,
} from 'yaml';
import type { Problem } from './model.ts';
import { errorAt, type Remark } from './problems.ts';
import type { SourceText, Span, Tree } from './source-tree.ts';
import { treeOf } from './yaml-tree.ts';

/** Far above any model that people write; below what would exhaust memory or the call stack. */
export const LIMITS = { characters: 16_000_000, depth: 60, values: 1_000_000 };

/** NUL, and halves of characters: no store keeps them. */
const NO_TEXT = /\0|\p{Cs}/u;

/**
 * Reads one YAML or JSON file into a tree with places. Every fault of syntax is a problem, many at once.
 *
 * Errors: never throws; the tree is null where nothing could be read.
 */
export function parseFile(source: SourceText): {
  tree: Tree | null;
  problems: readonly Problem[];
} {
  const whole = { source, start: 0, end: source.text.length };
  if (source.text.length > LIMITS.characters) {
    const message = `the file has ${source.text.length} characters`;
    return refused(whole, {
      code: 'file-too-large',
      message,
      hint: `split it: a file may have ${LIMITS.characters}`,
    });
  }
  const noText = source.text.search(NO_TEXT);
  if (noText !== -1) {
    const span = { source, start: noText, end: noText + 1 };
    const hint = 'delete it; in quotes it can be written as \\uXXXX';
    return refused(span, { code: 'no-text', message: 'a character that no text has', hint });
  }
  const { tokens, tooDeepAt } = tokensOf(source.text);
  if (tooDeepAt !== null) {
    return refused(
      { source, start: tooDeepAt, end: tooDeepAt },
      {
        code: 'nested-too-deep',
        message: `lists and maps stand more than ${LIMITS.depth} deep in each other`,
        hint: 'look for brackets that are never closed, or flatten it',
      },
    );
  }
  const document = documentOf(tokens, source.text.length);
  if (document === undefined) return { tree: null, problems: [] };
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    return { tree: null, problems: faults.map((fault) => problemOf(source, fault)) };
  return treeOf(source, document.contents, LIMITS);
}

function refused(span: Span, remark: Remark): ReturnType<typeof parseFile> {
  return { tree: null, problems: [errorAt(span, remark)] };
}

/** The tokens, or where nesting passes the limit: the library composes by recursion and would crash. */
function tokensOf(text: string): { tokens: readonly CST.Token[]; tooDeepAt: number | null } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > LIMITS.depth + 1) return { tokens: [], tooDeepAt: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, tooDeepAt: null };
}

/** The first document of a file; a second one is left as an error on it. */
function documentOf(tokens: readonly CST.Token[], length: number): Document.Parsed | undefined {
  const composer = new Composer({ uniqueKeys: false, merge: true, version: '1.2' });
  const documents = [...composer.compose(tokens, true, length)];
  const [first, second] = documents;
  if (first !== undefined && second !== undefined) {
    const [start] = second.range;
    first.errors.push(
      new YAMLParseError([start, start], 'MULTIPLE_DOCS', 'a second document starts'),
    );
  }
  return first;
}

const HINTS: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'line it up with its neighbours, or close the bracket before it',
  BLOCK_AS_IMPLICIT_KEY: 'put the value in quotes: it has a colon and a blank in it',
  MISSING_CHAR: 'close the quote or bracket',
  MULTIPLE_DOCS: 'put it in a file of its own, without the line of dashes',
  BAD_SCALAR_START: 'put the value in quotes',
  TAG_RESOLVE_FAILED: 'leave the tag out',
  BAD_DQ_ESCAPE: 'write \\\\ for a backslash, or use single quotes',
};

function problemOf(source: SourceText, { code, message, pos }: YAMLError): Problem {
  const [start, end] = pos;
  return errorAt(
    { source, start: Math.min(start, source.text.length), end },
    {
      code: `yaml-${code.toLowerCase().replaceAll('_', '-')}`,
      message: message.charAt(0).toLowerCase() + message.slice(1),
      hint: HINTS[code] ?? 'mend the YAML here: indentation, quotes and brackets come first',
    },
  );
}
