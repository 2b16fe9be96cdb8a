import { connect, type Socket } from 'node:net';

/** One answer of a server: its status and when it had come whole. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A kept connection that asks one thing after the other: little more than a socket, so that what is measured is the server. */
export interface Caller {
  ask(request: Buffer): Promise<Answer>;
  close(): void;
}

/**
 * Opens a kept connection.
 *
 * Errors: a broken connection fails what is being asked.
 */
export async function caller(port: number): Promise<Caller> {
  const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });
  let held = Buffer.alloc(0);
  let waiting: PromiseWithResolvers<Answer> | null = null;
  const fail = (fault: Error): void => {
    waiting?.reject(fault);
    waiting = null;
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const answer = answerOf(held);
    if (answer === null) return;
    held = held.subarray(answer.bytes);
    waiting?.resolve(answer);
    waiting = null;
  });
  return {
    ask(request) {
      waiting = Promise.withResolvers<Answer>();
      socket.write(request);
      return waiting.promise;
    },
    close: () => socket.destroy(),
  };
}

/** A whole answer with `content-length` at the beginning of these bytes; null: it is still coming. */
function answerOf(bytes: Buffer): (Answer & { readonly bytes: number }) | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const head = bytes.toString('latin1', 0, end);
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  const whole = end + 4 + length;
  if (bytes.length < whole) return null;
  return {
    ...{ status: Number(head.slice(9, 12)), bytes: whole },
    body: bytes.toString('utf8', end + 4, whole),
  };
}

/** A POST of JSON with a write key, as bytes. */
export function posted(path: string, key: string, json: string): Buffer {
  const authorization = Buffer.from(`${key}:`).toString('base64');
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
}

/**
 * Asks each of these over so many connections at once, as quickly as the server answers; waits as long as it says where it
 * answers 429.
 *
 * Shape: `requests` is walked once, so that not all bodies need to be held.
 * Errors: throws on any other answer than 200.
 */
export async function load(
  port: number,
  connections: number,
  requests: Iterator<Buffer>,
): Promise<{ readonly asked: number; readonly waits: number }> {
  let asked = 0;
  let waits = 0;
  const run = async (): Promise<void> => {
    const line = await caller(port);
    try {
      for (let next = requests.next(); next.done !== true; next = requests.next()) {
        for (;;) {
          const { status, body } = await line.ask(next.value);
          if (status === 200) break;
          if (status !== 429) throw new Error(`answered ${status}: ${body}`);
          waits += 1;
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        asked += 1;
      }
    } finally {
      line.close();
    }
  };
  await Promise.all(Array.from({ length: connections }, run));
  return { asked, waits };
}
