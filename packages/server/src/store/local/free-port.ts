import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A port that is taken may be given back in a moment: by what is just ending, or by a connection that had it by chance. */
const RETRY = { everyMs: 50, times: 40 };

/** A loopback port that is free just now: `wanted` if it is, or soon will be. */
export async function freePort(wanted: number): Promise<number> {
  for (let times = wanted === 0 ? 0 : RETRY.times; times > 0; times -= 1) {
    const given = await tried(wanted);
    if (given !== undefined) return given;
    await wait(RETRY.everyMs);
  }
  return (await tried(0)) ?? 0;
}

function tried(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const given = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(given));
    });
  });
}
