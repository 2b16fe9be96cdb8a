import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import type { Nets } from '../ledger/nets.ts';
import { amountOf, type Term, type Valued, wholeUnits } from '../ledger/terms.ts';
import type { Volume } from '../ledger/volume.ts';
import {
  formatCount,
  formatEstimate,
  formatMoney,
  formatQuantity,
  kindWords,
} from '../ledger/words.ts';
import type { Model, Side, Touchpoint, ValueKind } from '../model/model.ts';
import type { TouchpointEvidence } from './finding.ts';

/** A touchpoint under judgement: plan, evidence, and what they come to in a year. */
export interface Case {
  readonly model: Model;
  readonly days: number;
  /** What moved: of the days observed, or of a year already. */
  readonly cube: readonly CubeRow[];
  /** What turns that into a year. */
  readonly perYear: number;
  readonly evidence: TouchpointEvidence;
  /** Null: the model no longer has it. */
  readonly plan: Touchpoint | null;
  /** A year's, with the doubt about the volume. */
  readonly nets: Pick<Nets, 'customer' | 'business'>;
  /** A year's, at the volume seen. */
  readonly valued: Valued;
  /** The doubt about how often it happens. */
  readonly volume: Volume;
  /** The customer's net a year as the model believes it. */
  readonly believed: Estimate | null;
  readonly sideOf: (actor: string) => Side;
}

/** What customers give and get here in a year, at the medians. */
export function givenAndGot(seen: Case): { readonly given: number; readonly got: number } {
  return sumsOf(seen, 'customer');
}

/** The same of one side. */
export function sumsOf(
  { valued }: Case,
  whose: 'customer' | 'business',
): { readonly given: number; readonly got: number } {
  const mine = valued.terms.filter(({ side }) => side === whose);
  const sum = (part: Term['part']): number =>
    Math.abs(
      mine.filter((term) => term.part === part).reduce((total, term) => total + amountOf(term), 0),
    );
  return { given: sum('cost'), got: sum('worth') };
}

/** What turns what was seen into a year. */
export function daysYearly({ days }: Case): number {
  return 365.25 / days;
}

export function encountersYearly(seen: Case): number {
  return seen.evidence.encounters * daysYearly(seen);
}

/** A figure in a sentence, to three digits. */
export function numberWords(value: number): string {
  if (Math.abs(value) >= 100) return formatCount(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

export function seenIn({ evidence, days }: Case): string {
  // Totals of a switchboard know of nobody.
  const people = evidence.people === 0 ? '' : ` of ${peopleWords(evidence.people)}`;
  return `Seen in ${formatCount(evidence.encounters)} encounters${people} over ${daysWords(days)}`;
}

export function peopleWords(people: number): string {
  return `${formatCount(people)} ${people === 1 ? 'person' : 'people'}`;
}

export function daysWords(days: number): string {
  return `${formatCount(days)} ${days === 1 ? 'day' : 'days'}`;
}

/** How long both sides spent, as seen: hours are plainer than what they are worth. */
export function timeTaken(seen: Case): string {
  const sums = new Map<string, bigint>();
  const theirs = ({ giver }: CubeRow): boolean => seen.sideOf(giver) === 'customer';
  for (const row of seen.evidence.cube.toSorted((a, b) => Number(theirs(b)) - Number(theirs(a))))
    if (kindOf(seen, row.kind)?.family === 'time')
      sums.set(row.kind, (sums.get(row.kind) ?? 0n) + row.quantity);
  const spent = [...sums].flatMap(([id, sum]) => {
    const kind = kindOf(seen, id);
    if (kind === undefined || sum <= 0n) return [];
    return [`${formatQuantity(wholeUnits(sum, kind.scale), kind)} of ${kindWords(kind)}`];
  });
  return spent.length === 0 ? '' : `It took ${listed(spent)}`;
}

/** Under this many days a year is not said without saying from how few. */
export const DAYS_SHORT = 28;

export function shortSaid({ days }: Case): string {
  if (days >= DAYS_SHORT) return '';
  return `The year is worked out from only ${daysWords(days)}`;
}

/** What the plan gives here and what of it was measured. */
export function inReturn(seen: Case): string {
  const planned = plannedReturn(seen);
  const measured = seen.evidence.cube
    .filter(({ receiver, quantity }) => seen.sideOf(receiver) === 'customer' && quantity > 0n)
    .map(({ kind }) => words(seen, kind));
  const reached = measured.length === 0 ? 'nothing' : `some ${listed([...new Set(measured)])}`;
  if (planned.length > 0) return `Planned in return: ${listed(planned)}; measured: ${reached}`;
  return measured.length === 0
    ? 'The plan gives customers nothing here'
    : `The plan gives customers nothing here; measured: ${reached}`;
}

export function believedInstead({ believed, model }: Case): string {
  if (believed === null || believed.kind === 'abstained') return '';
  return `The model believes it leaves customers ${formatEstimate(believed, model.currency)} a year`;
}

/** The kinds that the plan gives customers at this touchpoint, in words. */
export function plannedReturn(seen: Case): readonly string[] {
  const kinds = (seen.plan?.exchange ?? [])
    .filter(({ give, to }) => seen.sideOf(to) === 'customer' && seen.sideOf(give) !== 'customer')
    .map(({ kind }) => words(seen, kind));
  return [...new Set(kinds)];
}

export function dataKinds(seen: Case): readonly string[] {
  return [...dataSums(seen).keys()].map((kind) => words(seen, kind));
}

export function dataQuantities(seen: Case): readonly string[] {
  return [...dataSums(seen)].map(([id, sum]) => {
    const kind = kindOf(seen, id);
    if (kind === undefined) return `${formatCount(Number(sum) * seen.perYear)} of ${id}`;
    const quantity = wholeUnits(sum, kind.scale) * seen.perYear;
    return `${formatQuantity(Math.round(quantity), kind)} of ${kindWords(kind)}`;
  });
}

export function dataSums({ cube, sideOf }: Case): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { kind, giver, quantity } of cube) {
    if (kind.split(':')[0] !== 'data' || sideOf(giver) !== 'customer') continue;
    sums.set(kind, (sums.get(kind) ?? 0n) + quantity);
  }
  return sums;
}

export function largest({ valued }: Case, side: Side, part: Term['part']): readonly Term[] {
  return valued.terms
    .filter((term) => term.side === side && term.part === part)
    .sort((a, b) => Math.abs(amountOf(b)) - Math.abs(amountOf(a)));
}

/** The kinds that one side gave there, in words. */
export function kindsAsked(seen: Case, side: Side): string {
  const kinds = seen.evidence.cube
    .filter(({ giver, quantity }) => seen.sideOf(giver) === side && quantity > 0n)
    .map(({ kind }) => words(seen, kind));
  return listed([...new Set(kinds)]);
}

export function costWords(seen: Case, who: string, term: Term | undefined): string {
  if (term === undefined) return `what ${who} give`;
  const amount = formatMoney(Math.abs(amountOf(term)), seen.model.currency);
  return `${who === 'customers' ? "customers'" : "the business's"} ${words(seen, term.kind)} (${amount} a year)`;
}

export function words(seen: Case, id: string): string {
  const kind = kindOf(seen, id);
  return kind === undefined ? id : kindWords(kind);
}

export function kindOf({ model }: Case, id: string): ValueKind | undefined {
  return model.values.find((each) => each.id === id);
}

export function nameOf({ plan, evidence }: Case): string {
  return plan === null ? evidence.touchpoint : `"${plan.name}"`;
}

export function listed(items: readonly string[]): string {
  return items.length < 2
    ? (items[0] ?? 'nothing')
    : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function sentences(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => `${part}.`)
    .join(' ');
}
