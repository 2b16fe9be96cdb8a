import type { Factor } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import type { Nets } from '../ledger/nets.ts';
import { amountOf, type Term, type Valued, wholeUnits } from '../ledger/terms.ts';
import {
  formatCount,
  formatEstimate,
  formatMoney,
  formatQuantity,
  formatShare,
  kindWords,
} from '../ledger/words.ts';
import type { Model, Side, Touchpoint, ValueKind } from '../model/model.ts';
import type { FindingKind, TouchpointEvidence } from './finding.ts';

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
  readonly volume: Factor;
  /** The customer's net a year as the model believes it. */
  readonly believed: Estimate | null;
  readonly sideOf: (actor: string) => Side;
}

/** Says what is wrong in one plain sentence: what a board member would repeat. */
export function headlineOf(seen: Case, kind: FindingKind): string {
  const { model, nets, evidence } = seen;
  const name = nameOf(seen);
  switch (kind) {
    case 'one-sided-capture': {
      const { given, got } = givenAndGot(seen);
      const back =
        got === 0
          ? 'gives nothing back'
          : `gives back ${formatMoney(got, model.currency)} (${formatShare(got / given)})`;
      return `${name} takes ${formatMoney(given, model.currency)} a year from customers and ${back}.`;
    }
    case 'data-taken-nothing-given': {
      const { encountersGivingData: giving, encountersGivingDataGettingNothing: nothing } =
        evidence;
      const people = peopleConcerned(evidence, kind);
      // Events that name nobody are encounters all the same.
      const whence =
        people === 0
          ? `in ${formatCount(giving)} encounters`
          : `from ${formatCount(people)} people`;
      return `${name} took ${listed(dataKinds(seen))} ${whence} and gave nothing back in ${formatShare(nothing / giving)} of cases.`;
    }
    case 'costly-for-both':
      return `${name} leaves both worse off: customers by ${lossWords(nets.customer, model)} a year, the business by ${lossWords(nets.business, model)}.`;
  }
}

/** The people a finding speaks of: of a matter of data those who gave it, else everybody who was there. */
export function peopleConcerned(
  { people, peopleGivingData }: TouchpointEvidence,
  kind: FindingKind,
): number {
  return kind === 'data-taken-nothing-given' ? peopleGivingData : people;
}

function lossWords(net: Estimate, { currency }: Model): string {
  return net.kind === 'estimate' ? formatMoney(Math.abs(net.median), currency) : 'an unknown sum';
}

/** Says what was seen, with its numbers. */
export function whyFound(seen: Case, kind: FindingKind): string {
  switch (kind) {
    case 'one-sided-capture':
      return sentences(
        oneSided(seen),
        seenIn(seen),
        shortSaid(seen),
        inReturn(seen),
        believedInstead(seen),
      );
    case 'data-taken-nothing-given':
      return sentences(dataTaken(seen), shortSaid(seen), timeSpent(seen), inReturn(seen));
    case 'costly-for-both':
      return sentences(
        bothLose(seen),
        seenIn(seen),
        timeTaken(seen),
        shortSaid(seen),
        believedInstead(seen),
      );
  }
}

/** Says what to look at next: the leg that makes the difference. */
export function nextLook(seen: Case, kind: FindingKind): string {
  const name = nameOf(seen);
  const planned = plannedReturn(seen);
  switch (kind) {
    case 'one-sided-capture': {
      const [charge] = largest(seen, 'customer', 'cost');
      const taken =
        charge === undefined ? 'what is taken' : `the ${words(seen, charge.kind)} taken`;
      return planned.length === 0
        ? `Decide what customers should get for ${taken} at ${name}: add that leg to its exchange and keep it, or stop the charge.`
        : `Find out why so little of the ${listed(planned)} planned at ${name} reaches customers, before anything more is asked of them there.`;
    }
    case 'data-taken-nothing-given':
      return planned.length === 0
        ? `Name what the ${listed(dataKinds(seen))} from ${name} is used for: give customers something for it there, or stop asking.`
        : `Find out why so little of the ${listed(planned)} planned at ${name} arrives where data is given.`;
    case 'costly-for-both': {
      const [theirs] = largest(seen, 'customer', 'cost');
      const [ours] = largest(seen, 'business', 'cost');
      return `Look at what brings people to ${name}, then shorten it: ${costWords(seen, 'customers', theirs)} and ${costWords(seen, 'the business', ours)} weigh most.`;
    }
  }
}

/** What customers give and get here in a year, at the medians. */
export function givenAndGot({ valued }: Case): { readonly given: number; readonly got: number } {
  const mine = valued.terms.filter(({ side }) => side === 'customer');
  const sum = (part: Term['part']): number =>
    Math.abs(
      mine.filter((term) => term.part === part).reduce((total, term) => total + amountOf(term), 0),
    );
  return { given: sum('cost'), got: sum('worth') };
}

function oneSided(seen: Case): string {
  const { model, nets } = seen;
  const { given, got } = givenAndGot(seen);
  const back =
    got === 0
      ? 'get nothing back'
      : `get ${formatMoney(got, model.currency)} back (${formatShare(got / given)})`;
  return `Customers give ${formatMoney(given, model.currency)} a year here and ${back}; the business gains ${formatEstimate(nets.business, model.currency)}`;
}

function dataTaken(seen: Case): string {
  const {
    encountersGivingData: giving,
    encountersGivingDataGettingNothing: nothing,
    peopleGivingData: people,
  } = seen.evidence;
  const whence = people === 0 ? '' : ` from ${formatCount(people)} people`;
  return `In ${formatCount(nothing)} of ${formatCount(giving)} encounters that took data (${formatShare(nothing / giving)}) customers got nothing: ${listed(dataQuantities(seen))} a year${whence}`;
}

function timeSpent({ nets, model }: Case): string {
  const { customer } = nets;
  return customer.kind === 'estimate' && customer.median < 0
    ? `It leaves them ${formatEstimate(customer, model.currency)} a year`
    : '';
}

function bothLose({ nets, model }: Case): string {
  return `Both lose: customers are left with ${formatEstimate(nets.customer, model.currency)} a year, the business with ${formatEstimate(nets.business, model.currency)}`;
}

function seenIn({ evidence, days }: Case): string {
  // Totals of a switchboard know of nobody.
  const people = evidence.people === 0 ? '' : ` of ${formatCount(evidence.people)} people`;
  return `Seen in ${formatCount(evidence.encounters)} encounters${people} over ${formatCount(days)} days`;
}

/** How long both sides spent, as seen: hours are plainer than what they are worth. */
function timeTaken(seen: Case): string {
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

function shortSaid({ days }: Case): string {
  if (days >= DAYS_SHORT) return '';
  return `The year is worked out from only ${formatCount(days)} ${days === 1 ? 'day' : 'days'}`;
}

/** What the plan gives here and what of it was measured. */
function inReturn(seen: Case): string {
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

function believedInstead({ believed, model }: Case): string {
  if (believed === null || believed.kind === 'abstained') return '';
  return `The model believes it leaves customers ${formatEstimate(believed, model.currency)} a year`;
}

/** The kinds that the plan gives customers at this touchpoint, in words. */
function plannedReturn(seen: Case): readonly string[] {
  const kinds = (seen.plan?.exchange ?? [])
    .filter(({ give, to }) => seen.sideOf(to) === 'customer' && seen.sideOf(give) !== 'customer')
    .map(({ kind }) => words(seen, kind));
  return [...new Set(kinds)];
}

function dataKinds(seen: Case): readonly string[] {
  return [...dataSums(seen).keys()].map((kind) => words(seen, kind));
}

function dataQuantities(seen: Case): readonly string[] {
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

function costWords(seen: Case, who: string, term: Term | undefined): string {
  if (term === undefined) return `what ${who} give`;
  const amount = formatMoney(Math.abs(amountOf(term)), seen.model.currency);
  return `${who === 'customers' ? "customers'" : "the business's"} ${words(seen, term.kind)} (${amount} a year)`;
}

function words(seen: Case, id: string): string {
  const kind = kindOf(seen, id);
  return kind === undefined ? id : kindWords(kind);
}

function kindOf({ model }: Case, id: string): ValueKind | undefined {
  return model.values.find((each) => each.id === id);
}

function nameOf({ plan, evidence }: Case): string {
  return plan === null ? evidence.touchpoint : `"${plan.name}"`;
}

function listed(items: readonly string[]): string {
  return items.length < 2
    ? (items[0] ?? 'nothing')
    : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function sentences(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => `${part}.`)
    .join(' ');
}
