import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { StoreError } from './store-error.ts';
import { storeFault } from './store-faults.ts';

const directory = tmpdir();

function ofFacts(code: string, seen: string): StoreError {
  return new StoreError({ store: 'facts', code, seen, todo: '', statement: 'SELECT secret' });
}

function ofState(code: string, text: string): Error {
  return Object.assign(new pg.DatabaseError(text, text.length, 'error'), { code });
}

function ofSystem(code: string, more: object): Error {
  return Object.assign(new Error(`${code}: it would not`), { code, ...more });
}

test.each([
  [ofFacts('243', 'Cannot reserve 22.51 MiB, not enough space'), 'disk-full', /is full .* MB free/],
  [
    ofFacts('1001', 'ENOSPC: no space left on device, write'),
    'disk-full',
    /make room on that disk/,
  ],
  [ofState('53100', 'could not extend file "base/5/1"'), 'disk-full', /make room on that disk/],
  [ofSystem('ENOSPC', { path: join(directory, 'log') }), 'disk-full', /run the same command again/],
  [ofState('58030', 'could not fsync file'), 'disk-error', /disk of .* fails: could not fsync/],
  [ofFacts('75', 'errno: 30, strerror: Read-only file system'), 'read-only', /only for reading/],
  [
    ofFacts('40', "Checksum doesn't match (in table bothways.event (1cb2))"),
    'damaged',
    /restore a backup/,
  ],
  [
    ofFacts('40', 'Corrupted (in table bothways.transfer_g7 (1cb2))'),
    'damaged',
    /bothways rebuild/,
  ],
  [ofState('XX001', 'invalid page in block 3 of relation base/5/1'), 'damaged', /restore a backup/],
  [ofState('28P01', 'password authentication failed'), 'damaged', /local\.json/],
  [
    ofFacts('ECONNRESET', 'socket hang up'),
    'ECONNRESET',
    /broke off, in the midst: socket hang up/,
  ],
  [
    ofState('57P01', 'terminating connection'),
    '57P01',
    /PostgreSQL.*what was acknowledged is kept/,
  ],
  [new Error('Connection terminated unexpectedly'), 'broken-off', /PostgreSQL.*in the midst/],
  [ofSystem('ECONNRESET', { syscall: 'read' }), 'ECONNRESET', /PostgreSQL.*in the midst/],
  [ofSystem('ECONNREFUSED', { syscall: 'connect' }), 'ECONNREFUSED', /nobody answers/],
  [ofState('53300', 'too many clients already'), '53300', /let other commands end/],
])('[SF1] %s is told as %s', (fault, code, words) => {
  const told = storeFault(fault, directory);
  expect(told).toBeInstanceOf(StoreError);
  expect(told).toMatchObject({ code, cause: fault });
  expect(String(told)).toMatch(words);
  expect(String(told)).not.toMatch(/secret|\n/);
  expect(storeFault(told, directory)).toBe(told);
});

test.each([
  [ofState('42P01', 'relation "nowhere" does not exist')],
  [ofFacts('62', 'Syntax error')],
  [ofSystem('ENOSPC', { path: '/elsewhere/report.html' })],
  [new TypeError('x is not a function')],
  ['a text'],
])('[SF1] %s stays as it is', (fault) => {
  expect(storeFault(fault, directory)).toBe(fault);
});
