import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mappingJsonSchema, mappingReference } from './mapping-reference.ts';
import { readMapping } from './read-mapping.ts';

const LEAST = `bothways_mapping: 1
source: till
time: { column: at }
event: Basket Paid
`;

function problemsOf(text: string): readonly string[] {
  return readMapping('till.yaml', text).problems.map(
    ({ file, line, column, code, hint }) => `${file}:${line}:${column} ${code}: ${hint}`,
  );
}

test.each([
  ['', ['till.yaml:1:1 mapping-empty: write bothways_mapping: 1 and what follows']],
  [`${LEAST}propertis: {}\n`, ['till.yaml:5:1 unknown-key: did you mean "properties"?']],
  [
    `${LEAST}properties:\n  total: { colum: sales, as: numbr }\n`,
    [
      'till.yaml:6:12 unknown-key: did you mean "column"?',
      'till.yaml:6:30 unknown-value: did you mean "number"?',
    ],
  ],
  [
    LEAST.replace('at }', 'at, zone: Europe/Amsterdm }'),
    ['till.yaml:3:27 unknown-zone: did you mean "Europe/Amsterdam"?'],
  ],
  [
    LEAST.replace('at }', 'at, format: "DD.MM.YYYY" }'),
    [expect.stringMatching(/^till.yaml:3:29 bad-time-format: use yyyy MM dd/)],
  ],
  [
    'source: till\n',
    [
      expect.stringMatching(/^till.yaml:1:1 missing-key: add it: When it happened/),
      'till.yaml:1:1 version-missing: write bothways_mapping: 1 at the top',
    ],
  ],
  [
    `${LEAST}id: 7\nfile: { header: -1 }\n`,
    [
      'till.yaml:5:5 wrong-type: put it in quotes if a text is meant',
      expect.stringMatching(/^till.yaml:6:17 /),
    ],
  ],
  [
    `${LEAST}aggregate: { n: calls }\n`,
    [
      'till.yaml:5:12 missing-key: add it: How long a period each line counts, by the calendar of `time.zone`; the time of the line is where it begins.',
    ],
  ],
  [
    `${LEAST}aggregate: { n: calls, per: mnth }\n`,
    ['till.yaml:5:29 unknown-value: did you mean "month"?'],
  ],
  ['a: "1\n', [expect.stringMatching(/^till.yaml:\d+:\d+ yaml-/)]],
])(
  '[I1] a mapping is refused with every problem, where it stands and what to do: %j',
  (text, wanted) => {
    expect(problemsOf(text)).toEqual(wanted);
  },
);

test.each([
  [`${LEAST}group: { by: basket }\nid: line\n`, 'id-is-not-the-group'],
  [`${LEAST}aggregate: { n: calls, per: day }\nperson: customer\n`, 'person-of-aggregate'],
  [`${LEAST}aggregate: { n: calls, per: day }\ngroup: { by: day }\n`, 'group-of-aggregates'],
  [`${LEAST}properties: { total: { column: a, as: number, sum: true } }\n`, 'sum-without-group'],
  [`${LEAST}group: { by: a }\nproperties: { total: { column: a, sum: true } }\n`, 'sum-of-text'],
  [`${LEAST}properties: { total: { column: a, value: 1 } }\n`, 'property-source'],
  [`${LEAST}properties: { total: {} }\n`, 'property-source'],
  [`${LEAST}properties: { total: { column: a, times: b } }\n`, 'times-of-text'],
  [`${LEAST}properties: { total: { column: a, where: { b: x } } }\n`, 'where-without-sum'],
  [`${LEAST}group: { by: a }\nproperties: { n: { count: true, none: ["9"] } }\n`, 'no-column'],
  [`${LEAST}properties: { one: { value: 1, as: number, times: b } }\n`, 'no-column'],
  [
    `${LEAST}group: { by: a }\nproperties: { n: { count: true, sum: true, as: number } }\n`,
    'no-column',
  ],
  [`${LEAST}felt: { column: a, scale: csat-5 }\nproperties: { felt: b }\n`, 'felt-twice'],
  [`${LEAST}felt: { column: a, scale: csat-55 }\n`, 'unknown-value'],
  [`${LEAST}numbers: { decimal: ",", group: "," }\n`, 'bad-group'],
  [LEAST.replace('event: Basket Paid\n', ''), 'missing-key'],
  [LEAST.replace('column: at', 'constant: yesterday'), 'bad-time'],
])('[I2] a mapping that contradicts itself is refused: %j is %s', (text, code) => {
  expect(readMapping('till.yaml', text).problems.map((problem) => problem.code)).toEqual([code]);
});

test('[I2] what is silent has its usual value, and x- keys are kept out of the way', () => {
  const { mapping, problems } = readMapping('till.yaml', `${LEAST}x-note: mine\nperson: null\n`);
  expect(problems).toEqual([]);
  expect(mapping).toMatchObject({
    source: 'till',
    input: { format: null, delimiter: null, encoding: null, sheet: null, header: 1 },
    id: [],
    time: { kind: 'column', column: 'at', format: 'iso', zone: 'UTC' },
    numbers: { decimal: '.', group: '' },
    type: 'track',
    event: { kind: 'constant', name: 'Basket Paid' },
    person: [],
    grade: 'A',
    group: [],
    properties: null,
    aggregate: null,
    uses: [{ column: 'at', place: { file: 'till.yaml', line: 3, column: 17 } }],
  });
  const aggregate = readMapping('calls.yaml', `${LEAST}aggregate: { n: calls, per: week }\n`);
  expect(aggregate.mapping).toMatchObject({
    grade: 'B',
    aggregate: { count: 'calls', per: 'week' },
  });
});

test('[I3] the published schema and the reference come from the schema of the check', () => {
  const published = new URL('../../schema/mapping.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(mappingJsonSchema());
  expect(mappingReference()).toContain('| `time.zone` |');
  expect(mappingReference()).toContain('| `too-few-columns` |');
});
