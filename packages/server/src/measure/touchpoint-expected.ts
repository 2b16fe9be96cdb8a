import { EVENT_ENVIRONMENT, readRule, type Touchpoint } from '@bothways/core';
import type { ExpectationHeld } from '@bothways/core/contract';
import { boundKept } from '../store/measure/touchpoint-expected.ts';
import {
  encounterFigure,
  eventFigures,
  type FigureSource,
  NEWEST_MAX,
} from '../store/measure/touchpoint-figures.ts';
import type { Here, TouchpointSeen } from '../store/measure/touchpoint-seen.ts';
import { measureUnit } from './touchpoint-words.ts';
import { wilson } from './wilson.ts';

/**
 * What was expected of a touchpoint against what its single encounters say. A gap by itself is no headline: the part in which it
 * was kept is, with by how much it was missed where it was.
 *
 * Source: methods.md 3.1 (difference scores are unreliable; below what was expected weighs more than above).
 */
export async function expectationsHeld(
  here: Here,
  touchpoint: Touchpoint,
  seen: Pick<TouchpointSeen, 'encounters' | 'singles'>,
): Promise<readonly ExpectationHeld[]> {
  const held: ExpectationHeld[] = [];
  for (const { metric, atMost, atLeast, source } of touchpoint.expects)
    held.push({
      ...{ metric, atMost, atLeast, source },
      unit: measureUnit(metric),
      outcome: await outcomeOf(here, touchpoint, seen, { metric, atMost, atLeast }),
    });
  return held;
}

type Expected = Pick<Touchpoint['expects'][number], 'metric' | 'atMost' | 'atLeast'>;

async function outcomeOf(
  here: Here,
  touchpoint: Touchpoint,
  seen: Pick<TouchpointSeen, 'encounters' | 'singles'>,
  { metric, ...bound }: Expected,
): Promise<ExpectationHeld['outcome']> {
  const figure = figureOf(here, touchpoint, metric);
  if (figure === null) return abstained(`nothing measures "${metric}" here`);
  if (seen.encounters === 0) return abstained('no encounter was seen');
  if (seen.singles === 0)
    return abstained('there are only totals, and a mean does not say how often it was kept');
  const kept = await boundKept(here.facts, figure.source, bound);
  if (kept === null)
    return abstained(metric === 'felt' ? 'nobody was asked' : 'no encounter says it');
  const { n, met, grade, shortfall, people, peopleMissed } = kept;
  return {
    ...{ kind: 'measured', n, met, shortfall, people, peopleMissed, grade },
    share: wilson(met, n, grade),
    newest: figure.isNewest && seen.singles > NEWEST_MAX ? NEWEST_MAX : null,
  };
}

function figureOf(
  here: Here,
  { measures, felt }: Touchpoint,
  metric: string,
): { readonly source: FigureSource; readonly isNewest: boolean } | null {
  const text = measures[metric];
  if (metric === 'felt' && felt !== null)
    return { source: encounterFigure(here, 1, 'felt'), isNewest: false };
  if (text === undefined) return null;
  if (metric === 'duration_s')
    return { source: encounterFigure(here, 1, 'duration_s'), isNewest: false };
  const read = readRule(text.text, EVENT_ENVIRONMENT, 'number');
  if ('error' in read) return null;
  const source = eventFigures(here, [{ figure: 1, rule: read.rule }]);
  return source === null ? null : { source, isNewest: true };
}

function abstained(reason: string): ExpectationHeld['outcome'] {
  return { kind: 'abstained', reason };
}
