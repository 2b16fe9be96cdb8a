import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readMapping } from '../ingest/read-mapping.ts';
import { type Choices, COLUMN_CHOICES } from './choices.ts';
import { type Guess, guessHead } from './guess-file.ts';
import { type EventPreview, previewEvents } from './preview.ts';
import { type HeadRead, readHead } from './read-head.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-choices-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SALES = `when;who;paid;answer;note
03.04.2026;k1;54,00;5;a
04.04.2026;k2;12,50;3;b
05.04.2026;k1;7,25;9;c
06.04.2026;k3;99,90;4;d
`;
const LINES = `invoice,date,customer,quantity,price,article
A1,2026-03-01 10:00,c1,2,3.5,tea
A1,2026-03-01 10:00,c1,1,10,pot
A2,2026-03-02 11:30,c2,4,1.25,cup
A3,2026-03-03 12:00,c1,1,5,tea
A3,2026-03-03 12:00,c1,3,2,cup
`;

async function read(name: string, text: string): Promise<HeadRead> {
  const path = join(folder, name);
  writeFileSync(path, text);
  return readHead({ file: name, path }, folder);
}

function guessed(head: HeadRead, choices: Partial<Choices>): Extract<Guess, { kind: 'mapping' }> {
  const guess = guessHead({ file: 'x.csv', path: '' }, head, { columns: {}, ...choices });
  if (guess.kind !== 'mapping') throw new Error(guess.kind);
  return guess;
}

function previews(head: HeadRead, choices: Partial<Choices>): readonly EventPreview[] {
  const { mapping } = readMapping('x.yaml', guessed(head, choices).text);
  if (mapping === null) throw new Error('no mapping');
  return previewEvents(mapping, head.source, head.head, 6);
}

test('[GS20] what a person says of a column stands, and is sure', async () => {
  const head = await read('sales.csv', SALES);
  const choices: Partial<Choices> = {
    ...{ event: 'Bought', source: 'till', scale: 'csat-5' },
    columns: { answer: 'felt', note: 'left out', paid: 'number', who: 'person' },
  };
  const { mapping, columns, check, toMend } = guessed(head, choices);
  expect(mapping).toMatchObject({
    ...{ source: 'till', event: 'Bought', person: 'who' },
    numbers: { decimal: ',' },
    felt: { column: 'answer', scale: 'csat-5', none: ['9'] },
    properties: { paid: { column: 'paid', as: 'number' } },
  });
  expect(mapping['properties']).not.toHaveProperty('note');
  expect(columns.find(({ name }) => name === 'answer')).toMatchObject({ role: 'felt', sure: 1 });
  expect({ check, toMend }).toMatchObject({ check: { rejected: 0 }, toMend: [] });
});

test('[GS20] any choice for any column gives a mapping that reads', async () => {
  const heads = [await read('sales.csv', SALES), await read('lines.csv', LINES)];
  for (const head of heads)
    for (const column of head.head.columns)
      for (const choice of COLUMN_CHOICES) {
        const { text } = guessed(head, { columns: { [column]: choice } });
        expect(readMapping('x.yaml', text).problems, `${column} ${choice}`).toEqual([]);
      }
});

test('[GS21] the first events are shown as they would become', async () => {
  const head = await read('sales.csv', SALES);
  const [first, second, third] = previews(head, {
    event: 'Bought',
    columns: { answer: 'felt', who: 'person' },
  });
  expect(first).toMatchObject({
    ...{ at: '2026-04-03T00:00:00.000Z', hasClock: false, event: 'Bought', lines: 1, flaw: null },
    values: [{ name: 'felt', text: '5' }, { name: 'paid', text: '54.00' }, { name: 'note' }],
  });
  expect(second?.values[0]).toEqual({ name: 'felt', text: '3' });
  expect(third?.values[0]).toEqual({ name: 'paid', text: '7.25' });
  const wrong = previews(head, { timeFormat: 'yyyy-MM-dd', columns: {} });
  expect(wrong[0]).toMatchObject({ at: null, flaw: expect.stringContaining('03.04.2026') });
});

test('[GS21] lines of one group are one event, added up', async () => {
  const head = await read('lines.csv', LINES);
  const [first, second] = previews(head, { columns: { invoice: 'group' } });
  expect(first).toMatchObject({ lines: 2, person: 'c1', at: '2026-03-01T10:00:00.000Z' });
  expect(first?.values).toEqual(
    expect.arrayContaining([
      { name: 'quantity', text: '3' },
      { name: 'amount', text: '17' },
    ]),
  );
  expect(second?.lines).toBe(1);
  expect(previews(head, { columns: { invoice: 'case' } })[0]?.lines).toBe(1);
});
