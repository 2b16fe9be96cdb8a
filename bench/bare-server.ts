// What a server for single events costs at least: node:http, one JSON.parse, and the same commit; a process of its own.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { Client } from 'pg';

interface Waiting {
  readonly key: string;
  readonly body: string;
  readonly done: () => void;
}

const [, , address = ''] = process.argv;
const client = new Client({ connectionString: address });
await client.connect();
let gathered: Waiting[] = [];
let isCommitting = false;

/** Everything that came meanwhile goes with the next statement, as in ours. */
async function commit(): Promise<void> {
  if (isCommitting) return;
  isCommitting = true;
  while (gathered.length > 0) {
    const now = gathered;
    gathered = [];
    await client.query(
      `WITH fresh AS (INSERT INTO bare_seen (source, key) SELECT 1, unnest($1::uuid[]) ON CONFLICT DO NOTHING RETURNING key)
       INSERT INTO bare_inbox (body) SELECT $2 FROM fresh LIMIT 1`,
      [now.map(({ key }) => key), Buffer.from(`[${now.map(({ body }) => body).join(',')}]`)],
    );
    for (const { done } of now) done();
  }
  isCommitting = false;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    const { messageId } = JSON.parse(body) as { messageId: string };
    const key = createHash('sha256').update(messageId).digest('hex').slice(0, 32);
    const done = (): void => {
      response.setHeader('content-type', 'application/json');
      response.end('{"success":true}');
    };
    gathered.push({ key, body, done });
    commit().catch((fault: unknown) => {
      console.error(fault);
      process.exit(1);
    });
  });
});
server.listen(0, '127.0.0.1', () => {
  const told = server.address();
  if (typeof told === 'object') console.log(told?.port);
});
