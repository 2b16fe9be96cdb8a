// Asks a server over a real socket, with any header and any path, for tests.
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

export function ask(
  address: string,
  path: string,
  {
    headers = {},
    method = 'GET',
    body = '',
  }: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly method?: string;
    readonly body?: string | Uint8Array;
  } = {},
): Promise<Answer> {
  const { port, hostname } = new URL(address);
  return new Promise((resolve, reject) => {
    const call = request({ port, hostname, path, headers, method, agent: false }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString();
        resolve({
          ...{ status: reply.statusCode ?? 0, headers: reply.headers, bytes, text },
          json: jsonOf(text),
        });
      });
    });
    call.on('error', reject).end(body === '' ? undefined : body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every address that the sources of the routes name, as OpenAPI writes them; of replies kept under a name, those given. */
export function routesWritten(keptOnes: readonly string[]): readonly string[] {
  const folder = new URL('.', import.meta.url);
  const named = readdirSync(folder)
    .filter((each) => /^routes.*(?<!test)\.ts$/.test(each))
    .flatMap((each) => [
      ...readFileSync(new URL(each, folder), 'utf8').matchAll(/'(\/api\/[\w/:.-]+)'/g),
    ])
    .map(([, path = '']) => path.replaceAll(/:(\w+)/g, '{$1}'))
    // The description does not describe itself.
    .filter((path) => path !== '/api/openapi.json');
  const kept = keptOnes.filter((path) => !named.includes(path));
  return [...new Set([...named, ...kept])].toSorted();
}
