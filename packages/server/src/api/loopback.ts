import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** What is being served: its address, and how to stop. */
export interface Served {
  readonly address: string;
  readonly close: () => Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Listens on loopback only: at the port wished for, or any free one where another program has it.
 *
 * Errors: throws where no port at all can be had.
 */
export async function listen(
  server: Pick<FastifyInstance, 'listen'>,
  port: number,
): Promise<string> {
  try {
    return await server.listen({ host: HOST, port });
  } catch (fault) {
    const taken = fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE';
    if (!taken || port === 0) throw fault;
    return server.listen({ host: HOST, port: 0 });
  }
}

/** An address that does not decode is one where nothing is, and not an error of its own kind. */
export function decodableUrl({ url = '/' }: { readonly url?: string | undefined }): string {
  try {
    decodeURI(url);
    return url;
  } catch {
    return encodeURI(url);
  }
}

/**
 * Whether a request was made to this machine by a name that only this machine has. A page from elsewhere whose own name was
 * made to point here (DNS rebinding) asks by that name.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = URL.parse(`http://${host ?? ''}`)?.hostname;
  return name === 'localhost' || name === HOST || name === '[::1]';
}

/**
 * Whether what wants to change something is a page of ours, or no page at all. A browser says from which page it asks; a page
 * from elsewhere could otherwise send a form here.
 */
export function isOwnPage({
  origin,
  host,
  'sec-fetch-site': site,
}: Pick<IncomingHttpHeaders, 'origin' | 'host' | 'sec-fetch-site'>): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || origin === `http://${host ?? ''}`;
}
