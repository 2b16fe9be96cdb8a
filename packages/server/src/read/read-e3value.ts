import { open } from 'node:fs/promises';
import type { E3Model } from '@bothways/core/network';
import { e3OfRdf } from './e3value-rdf.ts';
import { e3OfXmi } from './e3value-xmi.ts';
import { ImportRefused, refusedFile } from './import-refused.ts';

/** As large as a value model may be: a hundred times those that people draw. */
export const E3_BYTES_MAX = 4_194_304;

/**
 * Reads an e3value model from a file's bytes: RDF/XML of the e3value editor and e3tools, or the XMI of its Eclipse version.
 *
 * Errors: throws an ImportRefused where it is empty, too large, no text, cut short, another kind of file, or has a document
 * type that does more than name a few prefixes.
 */
export async function readE3value(file: string, bytes: Uint8Array): Promise<E3Model> {
  if (bytes.length === 0)
    throw refusedFile(file, {
      code: 'empty-file',
      message: 'it is empty',
      hint: 'export the model again',
    });
  if (bytes.length > E3_BYTES_MAX)
    throw refusedFile(file, {
      code: 'too-large',
      message: `it has over ${E3_BYTES_MAX} bytes`,
      hint: 'a value model is far smaller; open the one that was drawn',
    });
  const text = textOf(file, bytes);
  const root = /<(?![?!])([\w:.-]+)/.exec(withoutProlog(text))?.[1] ?? '';
  try {
    if (/(^|:)RDF$/.test(root)) return await e3OfRdf(file, text);
    if (/(^|:)E3ValueDiagram$/.test(root)) return e3OfXmi(file, text);
  } catch (fault) {
    if (fault instanceof ImportRefused) throw fault;
    throw notWhole(file, fault);
  }
  throw refusedFile(file, {
    code: 'not-e3value',
    message:
      root === '' ? 'it is no XML' : `it is XML of another kind: its outermost tag is <${root}>`,
    hint: 'open an e3value model: RDF from the e3value editor or e3tools, or an .e3value file',
  });
}

/** The same of a file on disk, of which no more than may be is read. */
export async function readE3valueFile(path: string): Promise<E3Model> {
  const handle = await open(path, 'r').catch((fault: NodeJS.ErrnoException) => {
    throw refusedFile(path, {
      code: 'file-missing',
      message:
        fault.code === 'ENOENT' ? 'there is no such file' : `it cannot be read: ${fault.code}`,
      hint: 'check the path',
    });
  });
  try {
    if (!(await handle.stat()).isFile())
      throw refusedFile(path, {
        code: 'no-file',
        message: 'this is no file',
        hint: 'name an e3value model',
      });
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(E3_BYTES_MAX + 1),
      0,
      E3_BYTES_MAX + 1,
      0,
    );
    return await readE3value(path, buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** Bytes as text: in UTF-8, or in the Latin-1 that the XML declares. */
function textOf(file: string, bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  const encoding = /^(iso-8859-1|latin-?1|windows-1252)$/i.test(declared)
    ? 'windows-1252'
    : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).trimStart();
  } catch {
    throw refusedFile(file, {
      code: 'no-text',
      message: 'its bytes are no text',
      hint: 'open the model as it was exported, not packed',
    });
  }
}

function withoutProlog(text: string): string {
  return text
    .slice(0, 20_000)
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replace(/<!DOCTYPE[^[>]*(\[[^\]]*\])?\s*>/, '');
}

function notWhole(file: string, fault: unknown): ImportRefused {
  return refusedFile(file, {
    code: 'not-whole',
    message: `it breaks off or is damaged: ${fault instanceof Error ? fault.message.split('\n')[0] : String(fault)}`,
    hint: 'export or copy it again, whole',
  });
}
