import fastify from 'fastify';

/** A report being served: its address, and how to stop. */
export interface Served {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves one report on loopback, under the security policy that it was made for. The port wished for, or any free one where another program has it.
 *
 * Errors: throws where no port at all can be had.
 */
export async function serveReport(html: string, policy: string, port: number): Promise<Served> {
  const server = fastify({
    logger: false,
    // An address that does not decode is one where nothing is, and not an error of its own kind.
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : encodeURI(url)),
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': `${policy}; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });
  server.get('/', async (_request, reply) => {
    reply.type('text/html; charset=utf-8');
    return html;
  });
  server.setNotFoundHandler(async (request, reply) => {
    reply.status(404);
    return {
      code: 'not-found',
      message: `there is nothing at ${request.originalUrl}`,
      hint: 'the report is at /',
    };
  });
  const address = await listen(server, port);
  return { address, close: () => server.close() };
}

function isDecodable(url: string): boolean {
  try {
    decodeURI(url);
    return true;
  } catch {
    return false;
  }
}

async function listen(server: ReturnType<typeof fastify>, port: number): Promise<string> {
  const host = '127.0.0.1';
  try {
    return await server.listen({ host, port });
  } catch (fault) {
    const taken = fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE';
    if (!taken || port === 0) throw fault;
    return server.listen({ host, port: 0 });
  }
}
