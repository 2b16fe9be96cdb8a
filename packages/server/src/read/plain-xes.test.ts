import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { byteTimeReader } from './byte-time.ts';
import { timeParser } from './parse-time.ts';
import { type PlainXesLog, readPlainXes } from './plain-xes.ts';
import { PlainXesScan } from './plain-xes-scan.ts';
import { openSourceFile } from './source-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEYS = { case: 'concept:name', activity: 'concept:name', at: 'time:timestamp' };

type Event = readonly [caseName: string, activity: string, at: number];

function eventsOf(log: PlainXesLog): readonly Event[] {
  return Array.from(log.caseOf, (each, place) => [
    log.cases[each] ?? '',
    log.activities[log.activityOf[place] ?? 0] ?? '',
    log.at[place] ?? Number.NaN,
  ]);
}

/** What the reader of any XES gives of the three; what it refuses, as null. */
async function byAnyReader(path: string): Promise<readonly Event[] | null> {
  const iso = timeParser('iso', 'UTC');
  try {
    const source = await openSourceFile(
      path,
      { format: null, delimiter: null, encoding: null, sheet: null, header: 1 },
      folder,
      [],
    );
    const places = ['case:concept:name', 'concept:name', 'time:timestamp'].map((name) =>
      source.columns.indexOf(name),
    );
    const events: Event[] = [];
    for await (const records of source.records())
      for (const { cells, flaw } of records) {
        if (flaw !== null) return null;
        const [caseName = '', activity = '', at = ''] = places.map((place) => cells[place] ?? '');
        const read = iso(at);
        events.push([caseName, activity, typeof read === 'number' ? read : Number.NaN]);
      }
    return events;
  } catch {
    return null;
  }
}

const text = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom('a', 'b', 'ask', 'pay & go', 'Grüße', '選ぶ', '<x>', '"q"', "o'k"),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }) },
);
const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
/** Mostly as programs write it; now and then in a way that an XML text may be written too, or may not. */
const attribute = fc
  .record({
    tag: fc.constantFrom(
      ...['string', 'string', 'string', 'date', 'int', 'float', 'id'],
      ...['boolean', 'list'],
    ),
    key: fc.constantFrom(
      'concept:name',
      'concept:name',
      'time:timestamp',
      'org:resource',
      'x.y',
      'n',
    ),
    value: fc.oneof(text, fc.constantFrom('2024-03-05T06:07:08.123+02:00', '1', '')),
    style: fc.integer({ min: 0, max: 150 }),
    nested: fc.integer({ min: 0, max: 7 }),
  })
  .map(({ tag, key, value, style, nested }) => {
    const said = escaped(value);
    switch (style) {
      case 0:
        return `<${tag} key='${key}' value='${said.replaceAll("'", '&apos;')}'/>`;
      case 1:
        return `<${tag}  value="${said}" key="${key}"/>`;
      case 2:
        return `<${tag} key="${key}" value="&#65;${said}"/>`;
      case 3:
        return `<${tag}\n key="${key}" value="${said}"/>`;
      case 4:
        return `<!-- ${key} -- ><${tag} key="${key}" value="${said}"/>`;
      case 5:
        return `<${tag} key="${key}" value="${said}\n"/>`;
      case 6:
        return `<${tag} value="${said}"/>`;
      case 7:
        return `<!-- a - comment > --><${tag} key="${key}" value="${said}" />`;
      case 8:
        return `<${tag} key="${key}"/>`;
      case 9:
        return `<${tag} key="${key}" value="a & b"/>`;
      default:
        return nested === 0
          ? `<${tag} key="${key}" value="${said}">\n<string key="concept:name" value="inner"/></${tag}>`
          : `<${tag} key="${key}" value="${said}"/>`;
    }
  });
const anyTime = fc
  .tuple(
    fc.date({ min: new Date('1969-12-30'), max: new Date('2200-01-03'), noInvalidDate: true }),
    fc.constantFrom('Z', '', '+02:00', '-05:30', '+0200', '.5Z', ' Z'),
    fc.constantFrom(19, 19, 23, 22, 16),
  )
  .map(([date, zone, length]) => `${date.toISOString().slice(0, length)}${zone}`);
const usualTime = fc
  .tuple(
    fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
    fc.constantFrom('Z', '', '+02:00', '-05:30'),
    fc.constantFrom(19, 23),
  )
  .map(([date, zone, length]) => `${date.toISOString().slice(0, length)}${zone}`);
const event = fc
  .tuple(
    text,
    fc.oneof({ weight: 30, arbitrary: usualTime }, { weight: 1, arbitrary: anyTime }),
    fc.array(attribute, { maxLength: 2 }),
    fc.integer({ min: 0, max: 60 }),
  )
  .map(([name, at, more, odd]) => {
    const own = [
      `<string key="concept:name" value="${escaped(name)}"/>`,
      `<date key="time:timestamp" value="${at}"/>`,
    ];
    return `<event>\n\t${(odd === 0 ? own.slice(1) : [...more.slice(0, 1), ...own, ...more.slice(1)]).join('\n\t')}\n</event>`;
  });
const trace = fc
  .tuple(
    text,
    fc.array(attribute, { maxLength: 1 }),
    fc.array(event, { maxLength: 3 }),
    fc.integer({ min: 0, max: 20 }),
  )
  .map(([name, more, events, odd]) => {
    const own = `<string key="concept:name" value="${escaped(name)}"/>`;
    const body = odd === 0 ? [...events, own] : odd === 1 ? events : [own, ...more, ...events];
    return `<trace>\n${body.join('\n')}\n</trace>`;
  });
const mostly = (usual: readonly string[], odd: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
const anyLog = fc
  .tuple(
    mostly(
      [
        '<?xml version="1.0" encoding="UTF-8" ?>\n',
        "<?xml version='1.0' encoding='UTF-8'?>\n",
        '',
        '<!-- made -->\n',
      ],
      ['<?xml version="1.0" encoding="ISO-8859-1"?>\n', '\ufeff', ' <?xml version="1.0"?>'],
    ),
    fc.array(trace, { minLength: 1, maxLength: 4 }),
    mostly(['</log>', '</log>\n<!-- end -->\n', '\n</log>\n'], ['', '</log><log/>', 'x</log>']),
  )
  .map(
    ([head, traces, tail]) =>
      `${head}<log xes.version="1.0" xmlns="http://x/">\n<extension name="Time" prefix="time" uri="u"/>\n<global scope="event"><string key="concept:name" value="none"/></global>\n<classifier name="a" keys="b"/>\n${traces.join('\n')}\n${tail}`,
  );

test('[I66] what is read from the bytes is what the reader of any XES gives', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(anyLog, fc.boolean(), async (log, isPacked) => {
      const path = join(folder, isPacked ? 'log.xes.gz' : 'log.xes');
      writeFileSync(path, isPacked ? gzipSync(log) : log);
      const plain = await readPlainXes({ file: path, path }, KEYS);
      if (plain === null) return;
      read += 1;
      expect(eventsOf(plain)).toEqual(await byAnyReader(path));
    }),
    { numRuns: 150 },
  );
  expect(read).toBeGreaterThan(15);
});

test('[I66] the same wherever the bytes are cut', () => {
  const trace = (name: string): string =>
    `<trace><string key="concept:name" value="${name}"/><list key="l"><values><int key="n" value="1"/></values></list><event><string key="concept:name" value="Grüße &amp; 選"/><date key="time:timestamp" value="2024-03-05T06:07:08.123+02:00"/></event><!-- c --></trace>`;
  const log = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0"><global scope="event"/>${trace('x')}${trace('y')}</log>`,
  );
  const scanned = (cuts: readonly number[]): unknown => {
    const scan = new PlainXesScan(KEYS);
    let held = Buffer.alloc(0);
    for (const [index, until] of [...cuts, log.length].entries()) {
      const bytes = Buffer.concat([held, log.subarray(cuts[index - 1] ?? 0, until)]);
      const behind = scan.scan(Buffer.concat([bytes, Buffer.alloc(2)]), 0, bytes.length);
      if (behind < 0) return behind;
      held = bytes.subarray(behind);
    }
    return [
      ...[scan.isWhole, scan.length, held.length, scan.cases.texts(), scan.activities.texts()],
      ...[scan.at.slice(0, scan.length), scan.caseOf.slice(0, scan.length)],
    ];
  };
  const whole = scanned([]);
  expect(whole).toEqual([
    ...[true, 2, 0, ['x', 'y'], ['Grüße &amp; 選']],
    ...[Float64Array.of(1_709_611_628_123, 1_709_611_628_123), Int32Array.of(0, 1)],
  ]);
  for (let cut = 1; cut < log.length; cut += 1) expect(scanned([cut]), `${cut}`).toEqual(whole);
});

test('[I67] a time from bytes is the time of the text, or left to it', () => {
  const byBytes = byteTimeReader();
  const byText = timeParser('iso', 'UTC');
  let read = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        usualTime,
        anyTime,
        anyTime.map((time) => time.replace('1', 'x')),
      ),
      (time) => {
        const bytes = Buffer.from(`${time}"`);
        const at = byBytes(bytes, 0, bytes.length - 1);
        if (Number.isNaN(at)) return;
        read += 1;
        expect(at).toBe(byText(time));
      },
    ),
    { numRuns: 500 },
  );
  expect(read).toBeGreaterThan(100);
});
