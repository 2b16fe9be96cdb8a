import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound } from './refusal.ts';

/** Names of these files tell what is in them, so they never change. */
const HASHED = '/assets/';

/** The app may load what lies beside it, and nothing else; scripts only from files. Its kit sets styles of its own. */
export const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built app from a folder: its files as they lie there, and its page for every address that the app itself tells apart. */
export async function addApp(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(files, {
    root: folder,
    cacheControl: false,
    // The build lays a packed copy beside what packs well.
    preCompressed: true,
    setHeaders: (reply, path) => {
      const isHashed = path.slice(folder.length).replaceAll('\\', '/').startsWith(HASHED);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.setNotFoundHandler(async (request, reply) => {
    if (!isPage(request)) throw notFound(request.method, request.originalUrl);
    if (existsSync(join(folder, 'index.html'))) return reply.sendFile('index.html');
    return reply.status(503).type('text/html; charset=utf-8').send(NOT_BUILT);
  });
}

/** Whether an address may be one that the app tells apart: whoever asks for data or a file is told that it is not there. */
function isPage({ method, url }: FastifyRequest): boolean {
  const path = url.replace(/[?#].*$/, '');
  const isOfApi = path === '/api' || path.startsWith('/api/');
  return (method === 'GET' || method === 'HEAD') && !isOfApi && !path.startsWith(HASHED);
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Bothways</title>
<style>body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem }</style>
<h1>The app is not built yet</h1>
<p>Run <code>npm run build</code> in the folder of Bothways, then load this page again.</p>
<p>The <a href="/api/openapi.json">API</a> answers already.</p>
</html>
`;
