import type { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import type { Facts } from '../store/facts.ts';
import { keepImported, type LinkImported, settleImported } from '../store/links-imported.ts';
import type { StagingTables } from './staging-tables.ts';

/** Links that one statement keeps. */
const AT_ONCE = 20_000;

/**
 * Keeps what the new events of an import say of who somebody is, within the transaction that makes them count: each pair of
 * ids once, by its first event. `seq`: the last number of the import.
 *
 * Errors: as the stores'; nothing is kept then.
 * Source: semantics.md 3.
 */
export async function keepLinks(
  facts: Facts,
  client: PoolClient,
  { link, skip }: StagingTables,
  seq: number,
): Promise<void> {
  // PostgreSQL keeps no NUL. The table lies in the order of its pairs, so that memory does not grow with them.
  const answer = await facts.stream(
    `SELECT lower(hex(anonymous)), lower(hex(identified)), toUnixTimestamp64Milli(first.1), first.2 FROM (
       SELECT anonymous, identified, min((at, replaceAll(message_id, '\\0', '\ufffd'))) AS first
       FROM ${link} WHERE seq NOT IN (SELECT seq FROM ${skip}) GROUP BY anonymous, identified)`,
    'JSONCompactEachRow',
    {
      settings: {
        optimize_aggregation_in_order: 1,
        output_format_json_quote_64bit_integers: 0,
        max_execution_time: 0,
      },
    },
  );
  let some: LinkImported[] = [];
  let isAny = false;
  const keep = async (): Promise<void> => {
    if (some.length === 0) return;
    await keepImported(client, some, seq);
    isAny = true;
    some = [];
  };
  for await (const lines of linesOf(answer)) {
    for (const line of lines) some.push(linkOf(line));
    if (some.length >= AT_ONCE) await keep();
  }
  await keep();
  if (isAny) await settleImported(client, seq);
}

function linkOf(line: string): LinkImported {
  const [anonymous, identified, at, saidBy] = JSON.parse(line) as [string, string, number, string];
  return { anonymous, identified, at, saidBy };
}

/** The whole lines of an answer, as they come. */
async function* linesOf(answer: Readable): AsyncGenerator<readonly string[]> {
  answer.setEncoding('utf8');
  let rest = '';
  for await (const chunk of answer as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
}
