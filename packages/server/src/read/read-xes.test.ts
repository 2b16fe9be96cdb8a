import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type FileRead, formatFolder, readWhole, refusalOf } from './format-testing.ts';
import { workItems } from './xes-lifecycle.ts';

const { put, remove } = formatFolder();
afterAll(remove);

const LOG = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="UNKNOWN"/><string key="never" value="x"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <string key="origin" value="the log's own"/>
  <trace>
    <string key="concept:name" value="case &lt;1&gt;"/>
    <float key="amount" value="12.50"><string key="currency" value="EUR"/></float>
    <event>
      <string key="concept:name" value="call"/>
      <int key="count" value="9007199254740993"/>
      <boolean key="urgent" value="True"/>
      <date key="time:timestamp" value="2024-05-01T10:00:00.250+02:00"/>
      <id key="uuid" value="7f2c"/>
      <list key="items"><values><string key="item" value="a"/><string key="item" value="b,&quot;c&quot;"/><string key="item" value="d"/></values></list>
      <string key="a.b" value="dotted"/>
    </event>
    <event>
      <string key="concept:name" value="note"/>
      <container key="who"><string key="name" value="Ann"/><int key="age" value="7"><string key="unit" value="year"/></int></container>
      <string key="count" value="none"/>
    </event>
    <int key="late" value="1"/>
  </trace>
  <trace/>
  <event><string key="concept:name" value="alone"/></event>
</log>
`;

test('[I34] an XES log gives its events: attributes by key, those of the trace as case:, nested ones as paths, types from the tags', async () => {
  const { columns, types, records, rows } = await readWhole(put('log.xes', LOG));
  expect(rows).toEqual([
    {
      'case:concept:name': 'case <1>',
      'case:amount': '12.50',
      'case:amount.currency': 'EUR',
      'case:late': '1',
      'concept:name': 'call',
      count: '9007199254740993',
      urgent: 'true',
      'time:timestamp': '2024-05-01T10:00:00.250+02:00',
      uuid: '7f2c',
      'items.item': '["a","b,\\"c\\"","d"]',
      'a\\.b': 'dotted',
    },
    {
      'case:concept:name': 'case <1>',
      'case:amount': '12.50',
      'case:amount.currency': 'EUR',
      'case:late': '1',
      'concept:name': 'note',
      'who.name': 'Ann',
      'who.age': '7',
      'who.age.unit': 'year',
      count: 'none',
    },
    { 'concept:name': 'alone' },
  ]);
  expect(records.map(({ line }) => line)).toEqual([10, 19, 27]);
  expect(records.every(({ cells }) => cells.length === columns.length)).toBe(true);
  const typed = Object.fromEntries(columns.map((name, index) => [name, types?.[index]]));
  expect(typed).toMatchObject({ 'case:amount': 'number', urgent: 'bool', 'who.age': 'number' });
  expect(typed).toMatchObject({ count: 'text', uuid: 'text', 'case:late': 'number' });
});

test('[I34] prefixes of namespaces, a declared encoding and UTF-16 change nothing', async () => {
  const plain = await readWhole(put('plain.xes', LOG.replaceAll('Ann', 'Zoë')));
  const prefixed = LOG.replaceAll('Ann', 'Zoë')
    .replaceAll(/<(\/?)(?=[a-z])/g, '<$1x:')
    .replace('xmlns=', 'xmlns:x=');
  const latin = LOG.replaceAll('Ann', 'Zoë').replace('UTF-8', 'ISO-8859-1');
  const files = [
    put('prefixed.xes', prefixed),
    put('latin.xes', Buffer.from(latin, 'latin1')),
    put(
      'wide.xes',
      Buffer.from(`\ufeff${LOG.replaceAll('Ann', 'Zoë').replace('UTF-8', 'UTF-16')}`, 'utf16le'),
    ),
  ];
  for (const file of files) expect((await readWhole(file)).rows).toEqual(plain.rows);
  expect(await refusalOf(put('koi.xes', LOG.replace('UTF-8', 'KOI8-R')))).toMatch(
    /^xml-encoding: the XML says that it is in koi8-r/,
  );
});

test('[I35] work that was broken off is not what a later complete completes', () => {
  const at = (transition: string, time: string) => ({
    activity: 'a',
    instance: '',
    transition,
    time,
  });
  for (const abort of ['ate_abort', 'pi_abort'])
    expect(
      workItems([
        at('start', '2024-05-01T10:00:00Z'),
        at(abort, '2024-05-01T11:00:00Z'),
        at('start', '2024-05-02T10:00:00Z'),
        at('complete', '2024-05-02T10:10:00Z'),
      ]).map((item) => item?.seconds ?? null),
    ).toEqual([null, null, null, 600]);
});

test('[I35] a complete after its start is a work item: how long it took, first started first finished, by activity and instance', () => {
  const step = (activity: string, transition: string, minute: number, instance = '') => ({
    ...{ activity, transition, instance },
    time: `2024-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`,
  });
  const items = workItems([
    step('a', 'complete', 0),
    step('a', 'start', 1),
    step('b', 'start', 2),
    step('a', 'start', 3),
    step('a', 'complete', 5),
    step('b', 'suspend', 6),
    step('b', 'complete', 7),
    step('a', 'complete', 9),
    step('a', 'complete', 10),
    step('c', 'start', 10, '1'),
    step('c', 'start', 11, '2'),
    step('c', 'complete', 12, '2'),
    step('c', 'complete', 13, '1'),
    step('d', 'start', 20),
    step('d', 'complete', 19),
  ]);
  expect(items.map((item) => item?.seconds ?? null)).toEqual([
    ...[null, null, null, null, 240, null, 300, 360, null, null, null, 60, 180, null, null],
  ]);
  expect(items[4]?.start).toBe('2024-05-01T10:01:00.000Z');
});

test('[I35] work items have start_timestamp and duration_s, beside the log and not over it', async () => {
  const event = (transition: string, time: string, more = ''): string =>
    `<event><string key="concept:name" value="call"/><string key="lifecycle:transition" value="${transition}"/><date key="time:timestamp" value="${time}"/>${more}</event>`;
  const log = `<log><trace>${event('START', '2024-05-01T10:00:00+02:00')}${event('Complete', '2024-05-01T08:01:00.5Z')}
    ${event('start', '2024-05-01T09:00:00Z')}${event('complete', '2024-05-01T09:00:01Z', '<string key="duration_s" value="own"/>')}</trace></log>`;
  const { rows } = await readWhole(put('work.xes', log));
  expect(rows[0]).not.toHaveProperty('duration_s');
  expect(rows[1]).toMatchObject({
    start_timestamp: '2024-05-01T10:00:00+02:00',
    duration_s: '60.5',
  });
  expect(rows[3]).toMatchObject({ start_timestamp: '2024-05-01T09:00:00Z', duration_s: 'own' });
});

test('[I36] a document type, an entity, a log that breaks off, text that is none and XML of another kind are refused', async () => {
  const dtd = LOG.replace('<log', '<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]><log');
  expect(await refusalOf(put('dtd.xes', dtd))).toMatch(/^xes-dtd/);
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY lol${at} "${'&lol;'.repeat(10)}">`).join('')}]><log/>`;
  expect(await refusalOf(put('laughs.xes', laughs))).toMatch(/^xes-dtd/);
  expect(await refusalOf(put('entity.xes', LOG.replace('Ann', '&ann;')))).toMatch(
    /^xes-damaged: .*line 21: undefined entity/,
  );
  expect(await refusalOf(put('nul.xes', LOG.replace('Ann', 'A\0n')))).toMatch(/^xes-damaged/);
  const broken = Buffer.from(LOG.replace('Ann', 'Zo\u00eb'), 'latin1');
  expect(await refusalOf(put('bytes.xes', broken))).toMatch(/^xes-damaged: .*line 21/);
  expect(await refusalOf(put('net.xes', '<?xml version="1.0"?><pnml/>'))).toMatch(
    /^not-xes: its outermost tag is <pnml>/,
  );
  expect(await refusalOf(put('none.xes', '<log><trace/></log>'))).toMatch(/^no-records/);
  const deep = `<log><event>${'<string key="a" value="1">'.repeat(200)}`;
  expect(await refusalOf(put('deep.xes', deep))).toMatch(/tags stand over 128 deep/);
  const long = `<log><event><string key="a" value="${'x'.repeat(9_000_000)}"/></event></log>`;
  expect(await refusalOf(put('long.xes', long))).toMatch(/has a text of over/);
  for (let part = 1; part < 20; part += 1) {
    const cut = LOG.slice(0, Math.floor((LOG.length * part) / 20));
    expect(await refusalOf(put('cut.xes', cut)), `cut at ${part}/20`).toMatch(/^xes-damaged/);
  }
});

test('[I36] an event of over a million characters is refused by itself', async () => {
  const part = `<string key="a" value="${'x'.repeat(600_000)}"/><string key="b" value="${'y'.repeat(600_000)}"/>`;
  const log = `<log><trace><event>${part}</event><event><string key="a" value="1"/></event></trace></log>`;
  const { records } = await readWhole(put('wide-event.xes', log));
  expect(records.map(({ flaw }) => flaw?.reason ?? null)).toEqual(['record-too-long', null]);
});

test('[I34] whatever attributes may say comes back', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'é', '<', '>', '&', '"', "'", ' ', '\n', '\t', '.', '\\', '😀', ':'),
    minLength: 1,
  });
  const escaped = (value: string): string =>
    value.replaceAll(/[<>&"\n\t]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const logs = fc.array(fc.dictionary(text, text, { minKeys: 1, maxKeys: 5 }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(logs, async (events) => {
      const xml = events.map(
        (event) =>
          `<event>${Object.entries(event)
            .map(([key, value]) => `<string key="${escaped(key)}" value="${escaped(value)}"/>`)
            .join('')}</event>`,
      );
      const { rows } = await readWhole(put('any.xes', `<log>${xml.join('')}</log>`));
      const wanted = events.map((event) =>
        Object.fromEntries(
          Object.entries(event).map(([key, value]) => [key.replaceAll(/[.\\]/g, '\\$&'), value]),
        ),
      );
      expect(rows).toEqual(wanted);
    }),
    { numRuns: 50 },
  );
});

const data = (path: string): string => join('../shared/data', path);

test('[I34] known logs have the cases, events and activities that the field counts in them', async ({
  skip,
}) => {
  if (!existsSync(data('log-bpi2012'))) skip('../shared/data is not here');
  const counts = async (path: string): Promise<readonly number[]> => {
    const { rows } = await readWhole(data(path));
    const distinct = (name: string): number => new Set(rows.map((row) => row[name])).size;
    return [distinct('case:concept:name'), rows.length, distinct('concept:name')];
  };
  expect(await counts('log-helpdesk/helpdesk.xes.gz')).toEqual([4580, 21348, 14]);
  expect(await counts('log-receipt/receipt.xes.gz')).toEqual([1434, 8577, 27]);
  expect(await counts('log-running-example/running-example.xes')).toEqual([6, 42, 8]);
});

test('[I35] loan applicants who were called and then cancelled: 849 hours of calls, none over four hours a case', async ({
  skip,
}) => {
  if (!existsSync(data('log-bpi2012'))) skip('../shared/data is not here');
  const bytes = gunzipSync(readFileSync(data('log-bpi2012/bpic2012.xes.gz')));
  const read: FileRead = await readWhole(put('bpi.xes', bytes), {}, ['concept:name']);
  const cancelled = new Set<string | undefined>();
  const minutes = new Map<string, number>();
  for (const row of read.rows) {
    const name = row['concept:name'] ?? '';
    const person = row['case:concept:name'] ?? '';
    if (name === 'A_CANCELLED') cancelled.add(person);
    if (/^W_Nabellen (offertes|incomplete dossiers)$/.test(name) && row['duration_s'] !== undefined)
      minutes.set(person, (minutes.get(person) ?? 0) + Number(row['duration_s']) / 60);
  }
  const cases = [...minutes].filter(([person]) => cancelled.has(person)).map(([, each]) => each);
  const hours = (values: readonly number[]): number =>
    values.reduce((sum, each) => sum + each, 0) / 60;
  expect(read.rows).toHaveLength(262_200);
  expect(new Set(read.rows.map((row) => row['case:concept:name'])).size).toBe(13_087);
  expect(new Set(read.rows.map((row) => row['concept:name'])).size).toBe(24);
  expect(cases).toHaveLength(1635);
  expect(hours(cases)).toBeCloseTo(2006.9, 1);
  expect(hours(cases.map((each) => Math.min(each, 240)))).toBeCloseTo(849.21, 2);
  expect(cases.sort((a, b) => a - b)[817]).toBeCloseTo(14.42, 2);
});

test('[I45] columns are looked for in the head of the file, on to the end where a wanted one has not come', async () => {
  const events = Array.from(
    { length: 1500 },
    (_, at) => `<event><int key="n" value="${at}"/></event>`,
  );
  const late = `<event><int key="n" value="-1"/><string key="late" value="x"/></event>`;
  const path = put('late.xes', `<log>${events.join('\n')}${late}</log>`);
  expect((await readWhole(path)).columns).toEqual(['n', 'late']);
  expect((await readWhole(path, {}, ['n', 'late'])).columns).toEqual(['n', 'late']);
  const many = put('many.xes', `<log>${events.join('\n').repeat(30)}${late}</log>`);
  const { columns, records } = await readWhole(many, {}, ['n']);
  expect(columns).toEqual(['n']);
  expect(records).toHaveLength(45_001);
  expect((await readWhole(many, {}, ['n', 'lte'])).columns).toEqual(['n', 'late']);
});
