import { breakEvenOf } from '../ledger/break-even.ts';
import { formatCount, formatShare } from '../ledger/words.ts';
import type { ValueForm } from '../model/model.ts';
import { claimedByChance, NOT_CLAIMED } from './claims.ts';
import { ledgerAsked, RESTS_ON_COUNTS } from './defaults.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import { shareAbove } from './tests-of-chance.ts';
import { type Case, listed, nameOf, seenIn, sentences, shortSaid, words } from './words.ts';

/** In at least this part of the encounters nothing of the form sought must reach customers ... */
const MISSING_AT_LEAST = 0.8;
/** ... and in this part something of another form. */
const OTHERWISE_AT_LEAST = 0.5;

/** Customers come for value of one form and are given another. */
export const wrongForm: ClaimRule = {
  kind: 'wrong-form',
  name: 'Wrong form of value',
  that: 'the wrong form of value for the moment',
  verdict: (seen): Verdict => {
    const { encounters } = seen.evidence;
    const given = givenAt(seen);
    if (given === null || given.unformed > 0) return NOT_CLAIMED;
    const missing = encounters - Math.min(encounters, given.sought);
    const against = shareAbove(missing, encounters, 0.5);
    const isMissing =
      missing / encounters >= MISSING_AT_LEAST && given.most / encounters >= OTHERWISE_AT_LEAST;
    return isMissing ? claimedByChance(against) : { ...NOT_CLAIMED, chance: against.chance };
  },
  headline: (seen) => {
    const { form, others } = givenAt(seen) ?? NOTHING;
    return `Customers come to ${nameOf(seen)} for ${FORM_WORDS[form]} and are given ${listed(others.map((kind) => words(seen, kind)))}.`;
  },
  why: (seen) => {
    const { form, sought } = givenAt(seen) ?? NOTHING;
    const { encounters } = seen.evidence;
    const missing = encounters - Math.min(encounters, sought);
    return sentences(
      `In at least ${formatShare(missing / encounters)} of ${formatCount(encounters)} encounters nothing reached them that gives ${FORM_WORDS[form]}`,
      seenIn(seen),
      shortSaid(seen),
    );
  },
  caveat: () => 'What customers come for is what the model says (seeks): nobody was asked here.',
  next: (seen) => {
    const { form, others } = givenAt(seen) ?? NOTHING;
    return `Ask customers what they came to ${nameOf(seen)} for; if it is ${FORM_WORDS[form]}, turn what ${listed(others.map((kind) => words(seen, kind)))} costs into that.`;
  },
  asked: (seen) =>
    ledgerAsked(
      `What reached customers at ${nameOf(seen)}, by the form of its value, against the form they come for.`,
      seen,
    ),
  breakEven: ({ valued, model }) =>
    valued.terms.some(({ side }) => side === 'customer')
      ? breakEvenOf(valued.terms, model, 'customer>0')
      : RESTS_ON_COUNTS,
  facts: (seen) => {
    const { form, sought, others } = givenAt(seen) ?? NOTHING;
    return { seeks: form, transfersSought: sought, given: others.join(', ') };
  },
};

const FORM_WORDS: Readonly<Record<ValueForm, string>> = {
  'in-exchange': 'something that changes hands',
  'in-use': 'something to use',
  'in-achievement': 'something achieved',
  experience: 'an experience',
  community: 'company',
};

interface GivenAt {
  readonly form: ValueForm;
  /** Transfers to customers of that form: at most so many encounters had one. */
  readonly sought: number;
  /** Transfers of the other kind that came most often. */
  readonly most: number;
  readonly others: readonly string[];
  /** Transfers of kinds whose form nobody has said. */
  readonly unformed: number;
}

const NOTHING: GivenAt = { form: 'in-use', sought: 0, most: 0, others: [], unformed: 0 };

function givenAt({ evidence, sideOf }: Case): GivenAt | null {
  const seeks = evidence.looks?.sought;
  if (seeks === undefined) return null;
  const counts = new Map<string, number>();
  for (const { kind, receiver, giver, quantity, n } of evidence.cube)
    if (sideOf(receiver) === 'customer' && sideOf(giver) !== 'customer' && quantity > 0n)
      counts.set(kind, (counts.get(kind) ?? 0) + n);
  const sum = (holds: (form: ValueForm | null) => boolean): number =>
    [...counts].reduce((total, [kind, n]) => total + (holds(seeks.forms[kind] ?? null) ? n : 0), 0);
  const others = [...counts].filter(([kind]) => seeks.forms[kind] !== seeks.form);
  return {
    form: seeks.form,
    sought: sum((form) => form === seeks.form),
    unformed: sum((form) => form === null),
    most: Math.max(0, ...others.map(([, n]) => n)),
    others: others.map(([kind]) => kind),
  };
}
