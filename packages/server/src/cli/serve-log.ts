import { isIP } from 'node:net';
import { jsonLog, type LiveLog } from '../api/live-log.ts';
import { type Call, option } from './command.ts';
import { Refusal, WrongUse } from './refusal.ts';
import type { Terminal } from './terminal.ts';

export const HOST_OPTION = {
  flags: '--host <address>',
  about: 'only loopback until people can sign in; anything else is refused',
} as const;

export const LOG_OPTION = {
  flags: '--log <how>',
  about: 'text or json, a line each on standard error (json where that is no terminal)',
} as const;

/** How a server tells what happens: in words, and in `log` what is counted. Neither names a person, a property or a key. */
export interface ServeLog {
  readonly say: (text: string) => void;
  /** What somebody should look at. */
  readonly warn: (text: string) => void;
  readonly log: LiveLog;
}

/** Lines for whoever reads along: of JSON for a program, in words for a person. */
export function serveLog(call: Call): ServeLog {
  const usual = process.stderr.isTTY === true ? 'text' : 'json';
  const how = option(call, 'log', usual);
  if (how !== 'text' && how !== 'json') throw new WrongUse(`--log ${how}: want text or json`);
  const { err } = call.terminal;
  if (how === 'text') return { say: err, warn: err, log: textLog(call.terminal) };
  const log = jsonLog((line) => process.stderr.write(line));
  return { say: (text) => log.info({}, text), warn: (text) => log.warn({}, text), log };
}

function textLog({ err }: Pick<Terminal, 'err'>): LiveLog {
  return {
    info: () => {},
    warn: ({ requests = 1, status = 0, code = '', source }, text) =>
      err(
        `${requests === 1 ? 'A request was' : `${requests} requests were`} ${text}: ${status} ${code}${source === undefined ? '' : ` (source ${source})`}`,
      ),
  };
}

/**
 * Errors: a Refusal for any address that another machine may reach: nobody has to sign in yet, so all that is kept here
 * would be open to whoever asks.
 */
export function loopbackOnly(call: Call): void {
  const host = option(call, 'host', '127.0.0.1');
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.')))
    return;
  throw new Refusal(
    `--host ${host}: only this machine may be served (127.0.0.1), as nobody has to sign in yet and whoever reaches the address could read and change all of it; leave --host out, and send events from elsewhere through a proxy of yours that passes on /v1 alone`,
  );
}
