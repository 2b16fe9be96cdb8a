import type { ReportFinding } from '../contract/overview-findings.ts';
import type { Finding } from '../diagnose/finding.ts';
import { kindName } from '../diagnose/rules.ts';
import type { BreakEven } from '../ledger/break-even.ts';
import { type Model, touchpointsOf } from '../model/model.ts';

/** A finding in the report's words. */
export function findingOf(finding: Finding, model: Model): ReportFinding {
  const { kind, headline, why, customer, business, breakEven, grade, people, next } = finding;
  return {
    kind,
    kindName: kindName(kind),
    touchpoint: named(model, finding.touchpoint),
    sentence: headline,
    detail: why,
    customer,
    business,
    breakEven: breakEvenWords(breakEven),
    turns: turnsOf(breakEven),
    grade,
    people: people === 0 ? null : people,
    next,
  };
}

/** The break-even as a sentence of its own. */
export function breakEvenWords({ sentence }: BreakEven): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** Where a break-even lies, without its sentence; null: it hangs on no valuation. */
export function turnsOf(breakEven: BreakEven): ReportFinding['turns'] {
  if (breakEven.on === 'nothing') return null;
  const { kind, side, part, per, now, turns, holdsWhile, holds } = breakEven;
  return { kind, side, part, per, now, at: turns, holdsWhile, holds };
}

/** A touchpoint by its id, with its name for people. */
export function named(model: Model, id: string): { readonly id: string; readonly name: string } {
  return { id, name: touchpointsOf(model).find((each) => each.id === id)?.name ?? id };
}
