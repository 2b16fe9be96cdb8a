import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** What hears the markup of an XML text. Names of tags come without their prefix. */
export interface XmlListener {
  /** `line` is the physical line on which the tag ends, from 1. */
  readonly open?: (
    name: string,
    attributes: Readonly<Record<string, string>>,
    line: number,
  ) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Takes an XML text in chunks. */
export interface XmlReader {
  write(chunk: string): void;
  end(): void;
}

/** Characters without any markup between them, and how deep tags may stand in one another. */
const LIMITS = { characters: 4_194_304, depth: 128 };

/**
 * The one reader of XML here: it knows no document type, and so neither entities but the five of XML nor anything from
 * outside the text.
 *
 * Errors: what `onDoctype` gives is thrown on a document type; an `Error` on markup that is not well formed, a text or tag of
 * millions of characters, and tags nested too deep.
 */
export function xmlReader(name: string, listener: XmlListener, onDoctype: () => Error): XmlReader {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let silent = 0;
  let depth = 0;
  parser.on('error', (error) => {
    throw new Error(`line ${parser.line}: ${error.message}`);
  });
  parser.on('doctype', () => {
    throw onDoctype();
  });
  parser.on('opentag', ({ name: tag, attributes }: SaxesTagPlain) => {
    silent = 0;
    depth += 1;
    if (depth > LIMITS.depth)
      throw new Error(`line ${parser.line}: tags stand over ${LIMITS.depth} deep`);
    listener.open?.(bareName(tag), attributes, parser.line);
  });
  parser.on('closetag', ({ name: tag }: SaxesTagPlain) => {
    silent = 0;
    depth -= 1;
    listener.close?.(bareName(tag));
  });
  if (listener.text !== undefined) parser.on('text', listener.text);
  return {
    write: (chunk) => {
      silent += chunk.length;
      parser.write(chunk);
      if (silent > LIMITS.characters)
        throw new Error(`${name} has a text of over ${silent} characters`);
    },
    end: () => {
      parser.close();
    },
  };
}

function bareName(tag: string): string {
  const colon = tag.indexOf(':');
  return colon === -1 ? tag : tag.slice(colon + 1);
}
