import type { ReportVoices, TouchpointExchange, TouchpointLine } from '@bothways/core/contract';
import type { Estimate } from '../../parts/money.tsx';

/**
 * The exchange with its money as somebody moved it: what the overview says then takes the place of what is agreed. Quantities
 * are facts and stay; how it tilts is only drawn for what is agreed.
 */
export function movedExchange(
  exchange: TouchpointExchange,
  voices: ReportVoices,
): TouchpointExchange {
  const { encounters } = exchange;
  const each = (estimate: Estimate): Estimate =>
    encounters > 0 ? times(estimate, 1 / encounters) : estimate;
  return {
    ...exchange,
    lines: exchange.lines.map((line) => movedLine(line, voices)),
    delivered: { worth: voices.delivered.worth, cost: voices.delivered.cost },
    captured: { worth: voices.captured.worth, cost: voices.captured.cost },
    customer: voices.customer,
    business: voices.business,
    customerEach: each(voices.customer),
    businessEach: each(voices.business),
    joint: NOT_DRAWN,
    tilt: NOT_DRAWN,
  };
}

const NOT_DRAWN: Estimate = { kind: 'abstained', reason: 'moved' };

function movedLine(line: TouchpointLine, voices: ReportVoices): TouchpointLine {
  if (line.way === 'aside') return line;
  const now = voices[line.way].transfers.find(
    ({ kind, quantity }) => kind === line.kind && quantity === line.quantity,
  );
  if (now === undefined) return line;
  const { worth, cost } = now;
  return {
    ...line,
    ...{ worth, cost },
    worthEach: follow(line.worthEach, line.worth, worth),
    costEach: follow(line.costEach, line.cost, cost),
    unitWorth: followUnit(line.unitWorth, line.worth, worth),
    unitCost: followUnit(line.unitCost, line.cost, cost),
  };
}

/** How far the middle of a year moved; null: it cannot be said of one that was nothing. */
function factorOf(before: Estimate, now: Estimate): number | null {
  if (before.kind === 'abstained' || now.kind === 'abstained' || before.median === 0) return null;
  return now.median / before.median;
}

function follow(each: Estimate, before: Estimate, now: Estimate): Estimate {
  const factor = factorOf(before, now);
  return factor === null ? each : times(each, factor);
}

function followUnit(
  unit: TouchpointLine['unitWorth'],
  before: Estimate,
  now: Estimate,
): TouchpointLine['unitWorth'] {
  const factor = factorOf(before, now);
  if (factor === null || unit === null) return unit;
  const { median, low, high, grade } = unit;
  return { median: median * factor, low: low * factor, high: high * factor, grade };
}

function times(estimate: Estimate, by: number): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const { median, low, high } = estimate;
  return { ...estimate, median: median * by, low: low * by, high: high * by };
}
