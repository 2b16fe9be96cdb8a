import type { Valuation, Worth } from '../model/model.ts';
import { movedValuations } from './moved.ts';
import { type PartId, partOf } from './plan.ts';
import type { Factors } from './revalue.ts';

/**
 * The moved valuations as the model file has them, to be written over those that it has. Who agreed to the old value did not
 * agree to the new one: it is assumed, and what it was stands beside it.
 *
 * Shape: YAML under `valuations:`, empty where nothing was moved.
 */
export function movesYaml(valuations: readonly Valuation[], factors: Factors): string {
  const moved = movedValuations(valuations, factors);
  const at = new Set([...factors].flatMap(([id, factor]) => (factor === 1 ? [] : [partOf(id).at])));
  const entries = moved.flatMap((valuation, index) => {
    const before = valuations[index];
    return at.has(index) && before !== undefined
      ? [entryOf(valuation, before, index, factors)]
      : [];
  });
  return entries.length === 0 ? '' : `valuations:\n${entries.join('\n')}\n`;
}

function entryOf(valuation: Valuation, before: Valuation, at: number, factors: Factors): string {
  const { kind, segment, give } = valuation;
  const lines = [`  - kind: ${text(kind)}`];
  if (segment !== null) lines.push(`    segment: ${text(segment)}`);
  if (give !== null) lines.push(`    give: ${give}`);
  for (const part of ['worth', 'cost'] as const) {
    const [is, was] = [valuation[part], before[part]];
    if (is === null || was === null) continue;
    const id: PartId = `${at}.${part}`;
    const isMoved = (factors.get(id) ?? 1) !== 1;
    lines.push(`    ${part}: ${isMoved ? movedWorth(is, was) : plainWorth(is)}`);
  }
  return lines.join('\n');
}

function movedWorth(is: Worth, was: Worth): string {
  return `{ ${numbers(is)}, basis: assumed } # was ${number(was.median)}, ${was.basis}`;
}

function plainWorth(worth: Worth): string {
  const { basis, source, agreedBy, agreedOn } = worth;
  const parts = [numbers(worth), `basis: ${basis}`];
  if (source !== null) parts.push(`source: ${text(source)}`);
  if (agreedBy !== null) parts.push(`agreed_by: ${text(agreedBy)}`);
  if (agreedOn !== null) parts.push(`agreed_on: ${agreedOn}`);
  return `{ ${parts.join(', ')} }`;
}

function numbers({ median, low, high }: Worth): string {
  if (median === 0) return 'median: 0, exact: true';
  const middle = `median: ${number(median)}`;
  return low === high ? middle : `${middle}, low: ${number(low)}, high: ${number(high)}`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(10)));
}

/** Plain where YAML takes it plain, else quoted. */
function text(value: string): string {
  return /^[a-z][\w:/-]*[\w]$/i.test(value) ? value : JSON.stringify(value);
}
