import { Document, type YAMLMap } from 'yaml';
import type { Plan, PlannedInsight, PlannedOpportunity } from './plan.ts';
import {
  FILL_IN,
  fillLines,
  IMPACT_TO_FILL,
  SEGMENT_TO_FILL,
  VALUATIONS_TO_FILL,
  VALUES_TO_FILL,
} from './to-fill.ts';
import { journeyNode } from './write-journeys.ts';
import { commentOf, listOf, mapOf, nodeOf, onOneLine, put, withComment } from './yaml-parts.ts';

/** A plan as the text of a model file: what the sheet says as data, what is guessed and what is to fill in as comments. */
export function writePlan(plan: Plan, about: readonly string[]): string {
  const { name, currency, teams, segments, journeys, insights, opportunities, notTaken } = plan;
  const sure = currency.guess === null ? `${FILL_IN}your currency` : `guessed: ${currency.guess}`;
  const file = mapOf({ bothways: 1, name, currency: withComment(currency.value, sure) });
  section(file, 'actors', teams.map(teamNode));
  section(file, 'segments', segments.map(segmentNode));
  put(file, 'values', valuesNode(currency.value));
  section(file, 'journeys', journeys.map(journeyNode), fillLines([VALUATIONS_TO_FILL]));
  section(file, 'insights', insights.map(insightNode));
  section(file, 'x-opportunities', opportunities.map(opportunityNode), [
    'From the sheet: kept, and nothing computes with them yet.',
  ]);
  section(file, 'x-draft', notTaken.map(nodeOf), [
    'Cells of the sheet that found no place above. Take them out when you are done with them.',
  ]);
  const document = new Document(null);
  document.contents = file;
  document.commentBefore = commentOf(about);
  return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
}

type Node = ReturnType<typeof nodeOf>;

/** Adds a list to the file, if it has items: a blank line above it, and lines of comments. */
function section(
  file: YAMLMap,
  key: string,
  items: readonly Node[],
  lines: readonly string[] = [],
): void {
  if (items.length === 0) return;
  const name = put(file, key, listOf(items));
  name.spaceBefore = true;
  if (lines.length > 0) name.commentBefore = commentOf(lines);
}

function teamNode({ id, name }: Plan['teams'][number]): YAMLMap {
  return onOneLine(mapOf({ id, kind: 'team', name }));
}

function segmentNode({ id, name }: Plan['segments'][number]): YAMLMap {
  const node = mapOf({ id, name });
  node.comment = commentOf(fillLines([SEGMENT_TO_FILL]));
  return node;
}

/** Two kinds to begin with, so that the lines of an exchange hold as they stand. */
function valuesNode(currency: string): YAMLMap {
  const node = mapOf({
    goods: onOneLine(mapOf({ name: 'What is sold', unit: currency, scale: 2 })),
    'time:waiting': onOneLine(mapOf({ name: 'Waiting', unit: 'second' })),
  });
  node.comment = commentOf(fillLines([VALUES_TO_FILL]));
  return node;
}

function insightNode(insight: PlannedInsight): YAMLMap {
  const { id, title, type, impact, weight, touchpoints, more } = insight;
  const guess = impact.guess === null ? null : `guessed: ${impact.guess}`;
  const felt = impact.value === null ? null : withComment(impact.value, guess);
  const found = { ...linked(touchpoints), ...shortLists(more) };
  const node = mapOf({ id, title, type, impact: felt, weight, ...found });
  if (isFeeling(insight) && felt === null) node.comment = commentOf(fillLines([IMPACT_TO_FILL]));
  return node;
}

/** A feeling whose impact was looked for. */
function isFeeling({ impact, more }: PlannedInsight): boolean {
  return impact.guess !== null || 'felt' in more;
}

function opportunityNode({ id, title, touchpoints, more }: PlannedOpportunity): YAMLMap {
  return mapOf({ id, title, ...linked(touchpoints), ...shortLists(more) });
}

function linked(touchpoints: readonly string[]): Readonly<Record<string, Node>> {
  if (touchpoints.length === 0) return {};
  const list = onOneLine(listOf(touchpoints.map(nodeOf)));
  if (touchpoints.length > 1) list.comment = ' guessed: the sheet says the step only';
  return { touchpoints: list };
}

/** The same, its lists on one line. */
function shortLists(more: PlannedInsight['more']): Readonly<Record<string, Node>> {
  const short = Object.entries(more).map(([key, value]) => {
    const isList = Array.isArray(value);
    return [key, isList ? onOneLine(listOf(value.map(nodeOf))) : nodeOf(value)] as const;
  });
  return Object.fromEntries(short);
}
