import { expect, test } from 'vitest';
import { engineAdvice } from './fact-engine.ts';
import { postgresAdvice } from './postgres.ts';
import { postgresBinaries } from './postgres-binaries.ts';

test('[K14] no PostgreSQL for a platform: named, with the setting that does without', () => {
  expect(() => postgresBinaries('sunos-mips')).toThrow(/no PostgreSQL program for sunos-mips/);
  expect(postgresBinaries().postgres).toMatch(/native\/bin\/postgres$/);
});

test.each([
  [
    'CHDB_BINARY_VERSION_MISMATCH',
    'failed to load native binding: ld-linux-x86-64.so.2',
    /CLICKHOUSE_URL/,
  ],
  ['CHDB_PLATFORM_UNSUPPORTED', 'chdb: no native binding for linux-arm', /CLICKHOUSE_URL/],
  [
    'engine',
    'Code: 243. DB::Exception: No space left on device',
    /make room on the disk of \/data/,
  ],
  ['EACCES', 'EACCES: permission denied, mkdir', /let the owner of \/data run this/],
  ['EADDRINUSE', 'listen EADDRINUSE', /another program took the port/],
  ['ERR_SQLITE_ERROR', 'database is locked', /facts.pid there names it/],
  ['engine', 'anything else', /\/data\/log\/facts.log/],
])('[K14] the fact engine failing with %s: %s', (code, seen, todo) => {
  expect(engineAdvice({ code, seen }, '/data')).toMatch(todo);
});

test.each([
  ['could not write to file: No space left on device', /make room on the disk of \/data/],
  [
    'FATAL:  could not extend file: wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.',
    /make room on the disk of \/data/,
  ],
  ['PANIC:  could not locate a valid checkpoint record', /restore a backup/],
  [
    'could not open file "/data/postgres/PG_VERSION": Permission denied',
    /let the owner of \/data run this/,
  ],
  ['FATAL: database files are incompatible with server', /version of Bothways that made/],
  [
    'could not bind IPv4 address "127.0.0.1": Address already in use',
    /another program took the port/,
  ],
  ['spawn postgres EACCES', /installed where every user may read them/],
  ['anything else', /\/data\/log\/postgres.log/],
])('[K14] PostgreSQL failing with %s', (seen, todo) => {
  expect(postgresAdvice(seen, '/data')).toMatch(todo);
});
