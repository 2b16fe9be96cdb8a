import {
  EVERYONE,
  linkedSql,
  type Model,
  RULE_SETTINGS,
  readRule,
  ruleReferences,
  ruleSql,
  TRAITS_ENVIRONMENT,
  textSql,
} from '@bothways/core';
import { factTables } from '../store/fact-tables.ts';
import { createPersonSegments, type Generation, personSegmentTable } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import { withLinks } from './linked-persons.ts';
import { MARKS } from './marked-statements.ts';

/**
 * Sorts people into segments by their current traits: the latest value of each trait that a rule reads, first match
 * in file order, over all identities of a person. Whoever matches none is in `everyone` and has no row.
 *
 * Source: semantics.md 19.
 */
export async function buildSegments(
  { state, facts }: Pick<Stores, 'state' | 'facts'>,
  model: Model,
  generation: Generation,
): Promise<void> {
  const table = personSegmentTable(generation);
  const { cluster } = factTables();
  await facts.run(`DROP TABLE IF EXISTS ${table} ${cluster}`);
  await createPersonSegments(facts, generation);
  const rules = model.segments.flatMap(({ id, when }) => {
    if (when === null) return [];
    const read = readRule(when.text, TRAITS_ENVIRONMENT, 'bool');
    return 'rule' in read ? [{ id, rule: read.rule }] : [];
  });
  if (rules.length === 0) return;
  const traits = new Set(
    rules.flatMap(({ rule }) => ruleReferences(rule).entries.map(({ key }) => key)),
  );
  const cases = rules
    .map(({ id, rule }) => `ifNull(${ruleSql(rule, (name) => name)}, 0), ${textSql(id)}`)
    .join(', ');
  await withLinks(state, facts, `${table}_identity`, (links) =>
    facts.run(
      `${MARKS.rebuild} INSERT INTO ${table}
     SELECT person_id, multiIf(${cases}, ${textSql(EVERYONE)}) AS segment FROM (
       SELECT person_id, CAST((groupArray(trait), groupArray(value)), 'Map(String, String)') AS traits FROM (
         SELECT ${links === null ? 'assumeNotNull(identity_id)' : 'assumeNotNull(coalesce(linked_to, identity_id))'} AS person_id,
           trait, argMax(value, (at, seq)) AS value
         FROM ${traitsSql(links)}
         GROUP BY person_id, trait
       ) GROUP BY person_id
     ) WHERE segment != ${textSql(EVERYONE)}`,
      {
        parameters: { seq: generation.seqDone, traits: [...traits] },
        settings: RULE_SETTINGS,
      },
    ),
  );
}

/** Traits that were said, a row each; of whom, where identities are linked. */
function traitsSql(links: string | null): string {
  const said = `SELECT identity_id, at, seq, trait, value
           FROM event ARRAY JOIN mapKeys(properties) AS trait, mapValues(properties) AS value
           WHERE type = 'identify' AND isNotNull(identity_id) AND seq <= {seq:UInt64} AND trait IN ({traits:Array(String)})`;
  return links === null ? `(${said})` : `(${said}) AS said ${linkedSql('said.identity_id', links)}`;
}
