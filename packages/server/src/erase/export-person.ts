import type { Readable } from 'node:stream';
import { pseudonymKey } from '../ingest/pseudonym.ts';
import type { FactParameter, Facts } from '../store/facts.ts';
import {
  encounterTable,
  type Generation,
  generationReady,
  legRefusedTable,
  personSegmentTable,
  threadTable,
  transferTable,
} from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import type { Subject } from './subject.ts';
import { rejectsSql } from './their-rejects.ts';

/** One list of the export: rows of the fact store. */
interface Listed {
  readonly name: string;
  readonly from: string;
  readonly where: string;
  readonly order: string;
}

/** The pseudonyms of one person as the fact store has them. */
const THEIRS = `(SELECT toFixedString(unhex(arrayJoin({identities:Array(String)})), 16))`;
/** A column that is shown in another way goes by its own name, and conditions mean the column. */
const SETTINGS = {
  prefer_column_name_to_alias: 1,
  output_format_json_escape_forward_slashes: 0,
  max_execution_time: 0,
} as const;

/**
 * Everything that both stores have of one person, as the text of one JSON document, piece by piece: who they are and how
 * that is known, what they allowed, their events, encounters, transfers, refused legs, journeys,
 * segment, and what was refused of what they sent. Money is none in it: what a unit is worth is opinion.
 *
 * Source: GDPR, Articles 15 and 20.
 */
export async function* exportPerson(
  { state, facts }: Stores,
  subject: Subject,
  at: string,
): AsyncGenerator<string> {
  const { person, identities, ids } = subject;
  yield `{\n${field('at', at)},\n${field('person', person)},\n${field('identities', identities)},\n${field('ids', ids)}`;
  for (const [name, sql] of STATE) {
    yield `,\n${JSON.stringify(name)}: [`;
    yield* separated(rowsOf(state, sql, identities));
    yield ']';
  }
  const generation = await generationReady(state);
  const parameters = { identities: [...identities] };
  for (const listed of [EVENTS, ...(generation === null ? [] : ledgerOf(generation))])
    yield* list(facts, listed, parameters);
  const rejects = rejectsSql(ids, await pseudonymKey(state), THEIRS);
  yield* list(
    facts,
    { name: 'rejects', from: 'reject', where: rejects.sql, order: 'at' },
    { ...parameters, ...rejects.parameters },
  );
  yield '\n}\n';
}

/** What the state store has, each as one list. Whom else a browser of theirs was said to be is somebody else's. */
const STATE: readonly (readonly [string, string])[] = [
  [
    'links',
    `SELECT replace(anonymous::text, '-', '') AS anonymous, replace(identified::text, '-', '') AS identified, at, said_by, undone_at
     FROM identity_link WHERE identified = ANY($1::uuid[]) ORDER BY at, id`,
  ],
  [
    'consents',
    `SELECT replace(identity::text, '-', '') AS identity, kind, granted, at, expires_at, expressed_by, source, message_id, record_id
     FROM consent WHERE identity = ANY($1::uuid[]) ORDER BY at, id`,
  ],
];

const EVENTS: Listed = {
  name: 'events',
  from: 'event',
  where: `identity_id IN ${THEIRS}`,
  order: 'at, seq',
};

function ledgerOf(generation: Generation): readonly Listed[] {
  const theirs = `person_id IN ${THEIRS}`;
  const ofEvents = `seq IN (SELECT seq FROM event WHERE ${EVENTS.where})`;
  return [
    { name: 'encounters', from: encounterTable(generation), where: theirs, order: 'at, seq' },
    { name: 'transfers', from: transferTable(generation), where: theirs, order: 'at, seq, leg' },
    { name: 'refused', from: legRefusedTable(generation), where: ofEvents, order: 'seq, leg' },
    { name: 'journeys', from: threadTable(generation), where: theirs, order: 'instance, place' },
    { name: 'segments', from: personSegmentTable(generation), where: theirs, order: 'segment' },
  ];
}

async function* list(
  facts: Facts,
  { name, from, where, order }: Listed,
  parameters: Readonly<Record<string, FactParameter>>,
): AsyncGenerator<string> {
  const columns = await columnsOf(facts, from);
  const body = await facts.stream(
    `SELECT ${columns} FROM ${from} WHERE ${where} ORDER BY ${order}`,
    'JSONEachRow',
    { parameters, settings: SETTINGS },
  );
  yield `,\n${JSON.stringify(name)}: [`;
  yield* separated(linesOf(body));
  yield ']';
}

async function* separated(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let before = '\n';
  for await (const line of lines) {
    yield `${before}${line}`;
    before = ',\n';
  }
}

/** Rows that are held in memory at once: a client may repeat what is allowed on each event. */
const ROWS_AT_ONCE = 2_000;

/** The rows of the state store, each as JSON. */
async function* rowsOf(
  state: Stores['state'],
  sql: string,
  identities: readonly string[],
): AsyncGenerator<string> {
  const client = await state.connect();
  let isWhole = false;
  try {
    await client.query('BEGIN READ ONLY');
    await client.query(`DECLARE theirs NO SCROLL CURSOR FOR ${sql}`, [identities]);
    for (;;) {
      const { rows } = await client.query<object>(`FETCH ${ROWS_AT_ONCE} FROM theirs`);
      for (const row of rows) yield JSON.stringify(row);
      if (rows.length < ROWS_AT_ONCE) break;
    }
    await client.query('COMMIT');
    isWhole = true;
  } finally {
    // Whoever reads may stop in the midst of it: the connection then goes, with its transaction.
    client.release(!isWhole);
  }
}

/** The columns of a table or query, those of bytes as hexadecimal digits. */
async function columnsOf(facts: Facts, from: string): Promise<string> {
  const rows = await facts.rows<{ name: string; type: string }>(`DESCRIBE (SELECT * FROM ${from})`);
  return rows
    .map(({ name, type }) =>
      type.includes('FixedString(16)') ? `lower(hex(${name})) AS ${name}` : name,
    )
    .join(', ');
}

async function* linesOf(body: Readable): AsyncGenerator<string> {
  let held = '';
  for await (const chunk of body.setEncoding('utf8')) {
    const lines = `${held}${chunk}`.split('\n');
    held = lines.pop() ?? '';
    yield* lines;
  }
  if (held !== '') yield held;
}

function field(name: string, value: unknown): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}
