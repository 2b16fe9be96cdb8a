// What official clients put on the wire, byte for byte, and how each of them takes the answer: method, address, headers in the
// order in which their HTTP library writes them, packing, and JSON as their library spells it. Captured from those that could be
// run (python, go, java, kotlin; the files say which version), else written after their sources (segmentio/analytics-ruby, -php,
// Analytics.NET, -swift).

import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

/** An answer as it came over the socket. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How many times the server said that the body may come. */
  readonly continued: number;
}

/** Bytes to write; after `wait` the next ones follow only when the server said "100 Continue". */
export type WirePart = Buffer | 'wait';

export interface WireRequest {
  readonly name: string;
  /** How the client takes an answer: `sent`, `dropped` (and tells whoever runs it), or `again`. */
  readonly takes: (reply: WireReply) => 'sent' | 'dropped' | 'again';
  readonly parts: (to: WireTo) => readonly WirePart[];
}

export interface WireTo {
  readonly host: string;
  readonly writeKey: string;
  /** Makes message ids of this test alone. */
  readonly mark: string;
  readonly at: Date;
}

const CRLF = '\r\n';

/** Writes a request on a socket of its own and reads the answer to its end. */
export function overSocket(port: number, parts: readonly WirePart[]): Promise<WireReply> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    let continued = 0;
    const left = [...parts];
    const write = (): void => {
      for (let part = left.shift(); part !== undefined; part = left.shift()) {
        if (part === 'wait') return;
        socket.write(part);
      }
    };
    socket.setEncoding('latin1').on('connect', write).on('error', reject);
    socket.on('data', (data: string) => {
      text += data;
      if (text.startsWith('HTTP/1.1 100 Continue\r\n\r\n')) {
        continued += 1;
        text = text.slice('HTTP/1.1 100 Continue\r\n\r\n'.length);
        write();
      }
      const reply = wholeReply(text, continued);
      if (reply === null) return;
      socket.destroy();
      resolve(reply);
    });
    socket.on('close', () => reject(new Error(`the server closed the connection after: ${text}`)));
  });
}

/** Null: not all of it is there yet. */
function wholeReply(text: string, continued: number): WireReply | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [line = '', ...lines] = text.slice(0, end).split(CRLF);
  const headers = Object.fromEntries(
    lines.map((each) => {
      const colon = each.indexOf(':');
      return [each.slice(0, colon).toLowerCase(), each.slice(colon + 1).trim()];
    }),
  );
  const body = text.slice(end + 4);
  if (body.length < Number(headers['content-length'])) return null;
  return {
    ...{ status: Number(line.split(' ')[1]), headers, continued },
    body: Buffer.from(body, 'latin1').toString('utf8'),
  };
}

/** A request line, headers as they stand, and a body. */
export function request(line: string, headers: readonly string[], body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([line, ...headers, '', ''].join(CRLF), 'latin1'), body]);
}

/** A body in pieces of 4,096 bytes, as Java's HttpURLConnection writes them. */
export function chunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let from = 0; from < body.length; from += 4096) {
    const part = body.subarray(from, from + 4096);
    parts.push(Buffer.from(`${part.length.toString(16)}${CRLF}`), part, Buffer.from(CRLF));
  }
  return Buffer.concat([...parts, Buffer.from(`0${CRLF}${CRLF}`)]);
}

export function basicOf(writeKey: string): string {
  return `Authorization: Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
}

export function packed(json: string): Buffer {
  return gzipSync(json);
}

/** JSON with every sign beyond ASCII as \uXXXX, as Python and PHP write it. */
export function ascii(json: string): string {
  return json.replaceAll(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** JSON with a blank after each comma and colon, as Python writes it. */
export function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}: ${spaced(each)}`,
  );
  return `{${entries.join(', ')}}`;
}
