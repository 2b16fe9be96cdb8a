import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { guessFile } from './guess-file.ts';
import type { Labelled, LabelledRole } from './labelled.ts';
import { LABELLED_EXPORTS } from './labelled-exports.ts';
import { LABELLED_LATER } from './labelled-later.ts';
import { LABELLED_LOGS } from './labelled-logs.ts';
import { LABELLED_MORE } from './labelled-more.ts';
import { LABELLED_TABLES } from './labelled-tables.ts';

const ALL = [
  ...LABELLED_LOGS,
  ...LABELLED_TABLES,
  ...LABELLED_EXPORTS,
  ...LABELLED_MORE,
  ...LABELLED_LATER,
];
const ROLES: readonly LabelledRole[] = [
  'time',
  'event',
  'person',
  'account',
  'case',
  'id',
  'channel',
  'group',
  'felt',
];
const folder = mkdtempSync(join(tmpdir(), 'labelled-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Judged {
  readonly head: string;
  readonly role: LabelledRole;
  readonly wanted: string;
  readonly got: string;
  readonly sure: number;
}

async function judged({
  file,
  text,
  roles,
  format,
  decimal,
}: Labelled): Promise<readonly Judged[]> {
  const path = join(folder, file);
  writeFileSync(path, text);
  const guess = await guessFile({ file, path });
  if (guess.kind !== 'mapping') throw new Error(`${file}: ${guess.kind}`);
  const { mapping } = guess;
  const time = mapping['time'] as { format?: string };
  if (format !== undefined) expect(time.format, file).toBe(format);
  const numbers = mapping['numbers'] as { decimal?: string } | undefined;
  if (decimal !== undefined) expect(numbers?.decimal ?? '.', file).toBe(decimal);
  return ROLES.map((role) => {
    const got =
      role === 'event' || role === 'channel' ? namedBy(mapping[role]) : columnOf(mapping[role]);
    const sure = guess.keys.find(({ key }) => key === role)?.sure ?? 0;
    return { head: file, role, wanted: roles[role] ?? '', got, sure: got === '' ? 0 : sure };
  });
}

/** An event or a channel that is a text is a constant. */
function namedBy(value: unknown): string {
  return typeof value === 'string' ? '' : columnOf(value);
}

/** The column behind a key of a mapping; empty where it names none. */
function columnOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return String(value[0]);
  if (typeof value === 'object' && value !== null) {
    if ('column' in value) return String(value.column);
    return 'by' in value ? columnOf(value.by) : '';
  }
  return '';
}

test('[GS6] of a corpus of made heads 95 % of the roles are right, and none that is wrong is sure', async () => {
  expect(ALL.length).toBeGreaterThanOrEqual(30);
  const all: Judged[] = [];
  for (const head of ALL) all.push(...(await judged(head)));
  const wrong = all.filter(({ wanted, got }) => wanted !== got);
  const named = all.filter(({ wanted, got }) => wanted !== '' || got !== '');
  const share = 1 - wrong.length / named.length;
  expect(wrong.filter(({ sure }) => sure >= 0.9)).toEqual([]);
  expect(share, JSON.stringify(wrong, null, 1)).toBeGreaterThanOrEqual(0.95);
});
