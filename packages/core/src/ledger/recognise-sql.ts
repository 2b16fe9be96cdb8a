import { FELT_SCALES } from '../model/felt-scales.ts';
import { quantitySql } from '../rules/quantity.ts';
import type { Rule } from '../rules/rule.ts';
import { ruleSql, textSql } from '../rules/rule-sql.ts';
import type { Recognition } from './recognition.ts';

/** The columns that `recogniseSql` gives, one row an encounter; an event that no touchpoint takes gives one row with hit 0. */
export const RECOGNISED_COLUMNS = `hit UInt16, seq UInt64, encounter_id FixedString(16),
  person_id Nullable(FixedString(16)), identity_id Nullable(FixedString(16)), account_id Nullable(FixedString(16)), at DateTime64(3, 'UTC'), until Nullable(DateTime64(3, 'UTC')),
  journey LowCardinality(String), phase LowCardinality(String), step LowCardinality(String),
  touchpoint LowCardinality(String), channel LowCardinality(String),
  duration_s Nullable(Float64), felt Nullable(Float64), felt_scale LowCardinality(String), felt_raw Nullable(Float64),
  exchange_id Nullable(String), n UInt64, grade LowCardinality(String), type LowCardinality(String), name LowCardinality(String),
  case_id Nullable(String), starts UInt8, ends UInt8,
  legs Array(Tuple(leg UInt8, giver LowCardinality(String), receiver LowCardinality(String), kind LowCardinality(String), signed UInt8, amount Nullable(Float64), grade LowCardinality(String)))`;

/** The reason a leg is refused, '' where it is not, over \`l\`, one of the legs above. The same order as in JS. */
export const REFUSED_SQL = `multiIf(l.amount IS NULL, 'absent', abs(l.amount) > 9007199254740992, 'too-large',
  l.amount < 0 AND l.signed = 0, 'negative', '')`;

/**
 * One SELECT that turns rows of the event table into what `recogniser` makes of them, all touchpoints in one pass.
 * Each quantity that the model writes is worked out once a row, however many legs use it.
 *
 * Shape: columns as in `RECOGNISED_COLUMNS`; `where` is SQL of ours over the event table's columns; `links` is a table of
 * (identity, person) where identities are linked to persons: the others are persons by themselves.
 * Source: semantics.md 2, 9, 15, 25.
 */
export function recogniseSql(
  recognition: Recognition,
  where: string,
  links: string | null = null,
): string {
  const quantities = distinctQuantities(recognition);
  const of = (pick: (index: number) => string): string =>
    `[${['', ...recognition.map((_, index) => pick(index))].map(textSql).join(', ')}][hit + 1]`;
  const touchpoint = (index: number) => recognition[index]?.touchpoint;
  return `SELECT hit, seq,
  CAST(if(hit = 0, '', substring(SHA256(concat(toString(lengthUTF8(source)), ':', source, toString(lengthUTF8(message_id)), ':', message_id, touchpoint)), 1, 16)), 'FixedString(16)') AS encounter_id,
  ${links === null ? 'identity' : 'coalesce(linked_to, identity)'} AS person_id,
  ${links === null ? NOBODY : `if(isNull(linked_to), NULL, identity)`} AS identity_id, account_id, at, until,
  ${of((index) => touchpoint(index)?.journey ?? '')} AS journey,
  ${of((index) => touchpoint(index)?.phase ?? '')} AS phase,
  ${of((index) => touchpoint(index)?.step ?? '')} AS step,
  ${of((index) => touchpoint(index)?.id ?? '')} AS touchpoint,
  if(event_channel = '', ${of((index) => touchpoint(index)?.channel ?? '')}, event_channel) AS channel,
  ${perHit(recognition, ({ duration }) => duration, 'Nullable(Float64)')} AS duration_s,
  ${feltSql(recognition)} AS felt,
  ${of((index) => recognition[index]?.felt?.scale ?? '')} AS felt_scale,
  ${perHit(recognition, ({ felt }) => felt?.from ?? null, 'Nullable(Float64)')} AS felt_raw,
  coalesce(${perHit(recognition, ({ exchangeId }) => exchangeId, 'Nullable(String)')}, event_case) AS exchange_id,
  n, grade, type, name, nullIf(event_case, '') AS case_id,
  ${ofMission(recognition, ({ starts }) => starts)} AS starts,
  ${ofMission(recognition, ({ ends }) => ends)} AS ends,
  arrayMap(l -> (l.1, l.2, l.3, l.4, l.5, amounts[l.6], ${legGradeSql(recognition)}), ${legsSql(recognition, quantities)}[hit + 1]) AS legs
FROM (
  SELECT source, message_id, seq, identity_id AS identity,${links === null ? '' : ' linked_to,'} account_id, case_id AS event_case, at, until, type, name, channel AS event_channel, properties, context, n, grade,
    [${amountsSql(quantities)}] AS amounts,
    ${hitSql(recognition)} AS hit
  FROM event${links === null ? '' : ` ${linkedSql('event.identity_id', links)}`}
  WHERE ${where}
)`;
}

/** Joins `linked_to`: whose this identity is, where it is linked. */
export function linkedSql(identity: string, links: string): string {
  return `LEFT ANY JOIN (SELECT toNullable(identity) AS linked, toNullable(person) AS linked_to FROM ${links}) AS links ON ${identity} = links.linked`;
}

const NOBODY = "CAST(NULL, 'Nullable(FixedString(16))')";

/** Where a rule's names stand in the event table. */
function eventColumn(name: string): string {
  return name === 'event' ? `if(type = 'track', name, '')` : name;
}
/** The same inside the outer query, where \`channel\` already is the encounter's. */
function outerColumn(name: string): string {
  return name === 'channel' ? 'event_channel' : eventColumn(name);
}

interface Quantity {
  readonly rule: Rule;
  readonly scale: number;
}

function quantityKey({ rule, scale }: Quantity): string {
  return `${scale}:${rule.text}`;
}

function distinctQuantities(recognition: Recognition): readonly Quantity[] {
  const legs = recognition.flatMap(({ legs }) => legs);
  const all = legs.map(({ quantity, scale }) => ({ rule: quantity, scale }));
  return [...new Map(all.map((quantity) => [quantityKey(quantity), quantity])).values()];
}

function amountsSql(quantities: readonly Quantity[]): string {
  const each = quantities.map(({ rule, scale }) =>
    quantitySql(ruleSql(rule, eventColumn), scale, 'n'),
  );
  return each.length === 0 ? "CAST(NULL, 'Nullable(Float64)')" : each.join(',\n      ');
}

/**
 * The touchpoint that takes the event, as its 1-based position, 0 for none: the first match. Later ones with \`also\` make
 * further rows; only then are rows multiplied, which copies the properties of every event.
 */
function hitSql(recognition: Recognition): string {
  const holds = recognition.map(({ when }) => `ifNull(${ruleSql(when, eventColumn)}, 0)`);
  if (holds.length === 0) return 'toUInt16(0)';
  const cases = holds.map((hold, index) => `${hold}, ${index + 1}`).join(',\n      ');
  const first = `toUInt16(multiIf(${cases}, 0))`;
  const also = recognition.flatMap(({ touchpoint }, index) =>
    touchpoint.also
      ? [`if(${holds[index]} AND ${first} < ${index + 1}, toUInt16(${index + 1}), toUInt16(0))`]
      : [],
  );
  if (also.length === 0) return first;
  return `arrayJoin(arrayConcat([${first}], arrayFilter(h -> h > 0, [${also.join(', ')}])))`;
}

/** A value that only some touchpoints state: each computed for its own encounters. */
function perHit(
  recognition: Recognition,
  pick: (touchpoint: Recognition[number]) => Rule | null,
  type: string,
): string {
  const cases = recognition.flatMap((touchpoint, index) => {
    const rule = pick(touchpoint);
    return rule === null ? [] : [`hit = ${index + 1}, ${ruleSql(rule, outerColumn)}`];
  });
  const nothing = `CAST(NULL, '${type}')`;
  return cases.length === 0 ? nothing : `multiIf(${cases.join(', ')}, ${nothing})`;
}

/** A rule of the mission, which all touchpoints of a journey share: written once each. */
function ofMission(
  recognition: Recognition,
  pick: (touchpoint: Recognition[number]) => Rule | null,
): string {
  const hits = new Map<string, { readonly rule: Rule; readonly hits: number[] }>();
  for (const [index, touchpoint] of recognition.entries()) {
    const rule = pick(touchpoint);
    if (rule === null) continue;
    const key = `${touchpoint.touchpoint.journey} ${rule.text}`;
    const known = hits.get(key) ?? { rule, hits: [] };
    hits.set(key, known);
    known.hits.push(index + 1);
  }
  const cases = [...hits.values()].map(
    (each) => `hit IN (${each.hits.join(', ')}), ifNull(${ruleSql(each.rule, outerColumn)}, 0)`,
  );
  return cases.length === 0 ? 'toUInt8(0)' : `toUInt8(multiIf(${cases.join(', ')}, 0))`;
}

function feltSql(recognition: Recognition): string {
  const cases = recognition.flatMap(({ felt }, index) => {
    const range = felt === null ? undefined : FELT_SCALES[felt.scale];
    if (felt === null || range === undefined) return [];
    const [low, high] = range;
    return [
      `hit = ${index + 1}, if(felt_raw >= ${low} AND felt_raw <= ${high}, 2 * (felt_raw - ${low}) / ${high - low} - 1, NULL)`,
    ];
  });
  const nothing = "CAST(NULL, 'Nullable(Float64)')";
  return cases.length === 0 ? nothing : `multiIf(${cases.join(', ')}, ${nothing})`;
}

/** The worse of the event's grade and the leg's, where one states its own. */
function legGradeSql(recognition: Recognition): string {
  const isStated = recognition.some(({ legs }) => legs.some(({ grade }) => grade !== null));
  return isStated ? 'if(l.7 > grade, l.7, grade)' : 'grade';
}

/** Per touchpoint, its legs as constants: position, giver, receiver, kind, signed, which amount is theirs, its own grade. */
function legsSql(recognition: Recognition, quantities: readonly Quantity[]): string {
  const position = new Map(quantities.map((quantity, index) => [quantityKey(quantity), index + 1]));
  const lists = recognition.map(({ legs }) =>
    legs.map(({ leg, giver, receiver, kind, signed, scale, quantity, grade }) => {
      const amount = position.get(quantityKey({ rule: quantity, scale })) ?? 0;
      return `(${leg}, ${textSql(giver)}, ${textSql(receiver)}, ${textSql(kind)}, ${signed ? 1 : 0}, ${amount}, ${textSql(grade ?? '')})`;
    }),
  );
  const type =
    'Array(Array(Tuple(UInt8, LowCardinality(String), LowCardinality(String), LowCardinality(String), UInt8, UInt16, LowCardinality(String))))';
  return `CAST([${[[], ...lists].map((legs) => `[${legs.join(', ')}]`).join(', ')}], '${type}')`;
}
