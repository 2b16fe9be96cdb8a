import { type ClickHouseClient, ClickHouseError } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestFace, type TestFace } from './face-testing.ts';

let face: TestFace;
let client: ClickHouseClient;

beforeAll(async () => {
  face = await openTestFace();
  client = face.client({ database: 'bothways' });
});
afterAll(() => face.close());

test.each([
  "SELECT * FROM file('/etc/passwd', 'LineAsString')",
  "SELECT * FROM `file`('/etc/passwd', 'LineAsString')",
  "SELECT file('/etc/passwd')",
  "SELECT * FROM /* file */ File /**/ ('/etc/passwd', 'CSV')",
  "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')",
  "SELECT * FROM executable('id', 'TSV', 'a String')",
  "SELECT 1 INTO OUTFILE '/tmp/bothways-leak'",
  "CREATE TABLE t (a Int8) ENGINE = URL('http://127.0.0.1:1/', 'CSV')",
  'CREATE TABLE t (a Int8) ENGINE = File(CSV)',
  "INSERT INTO FUNCTION file('/tmp/bothways-leak', 'CSV') SELECT 1",
  "INSERT INTO kept FROM INFILE '/etc/passwd' FORMAT CSV",
  "CREATE DATABASE d ENGINE = Filesystem('/')",
  "CREATE DATABASE d ENGINE = SQLite('/tmp/x')",
  "SELECT * FROM remote('127.0.0.1', system, one)",
  "BACKUP TABLE kept TO File('/tmp/bothways-leak')",
  "CREATE DICTIONARY d (a UInt64) PRIMARY KEY a SOURCE(FILE(path '/etc/passwd' format 'CSV')) LAYOUT(FLAT()) LIFETIME(0)",
])('[F15] %s is refused', async (query) => {
  await expect(client.command({ query })).rejects.toMatchObject({ code: '497' });
});

test.each([
  'SELECT * FROM `/etc/passwd`',
  'SELECT * FROM default.`/etc/passwd`',
  "SELECT * FROM '/etc/passwd'",
])('[F15] %s reads no file', async (query) => {
  for (const database of ['bothways', 'default']) {
    const asked = face.client({ database }).exec({ query });
    await expect(asked).rejects.toBeInstanceOf(ClickHouseError);
  }
});
