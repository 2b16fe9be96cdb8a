import fastify from 'fastify';
import { decodableUrl, listen, type Served } from './loopback.ts';

/**
 * Serves one report on loopback, under the security policy that it was made for. The port wished for, or any free one where another program has it.
 *
 * Errors: throws where no port at all can be had.
 */
export async function serveReport(html: string, policy: string, port: number): Promise<Served> {
  const server = fastify({ logger: false, rewriteUrl: decodableUrl });
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
