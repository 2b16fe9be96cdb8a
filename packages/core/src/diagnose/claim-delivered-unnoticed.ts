import { breakEvenOf } from '../ledger/break-even.ts';
import { termsOn } from '../ledger/nets.ts';
import { amountOf, wholeUnits } from '../ledger/terms.ts';
import { formatCount, formatMoney } from '../ledger/words.ts';
import { CLAIM_SURE, ENCOUNTERS_AT_LEAST } from './because.ts';
import { claimedByChance, NOT_CLAIMED, probability } from './claims.ts';
import { quotedSql, sideSql } from './defaults.ts';
import { BACK_DAYS, type PeopleMean, type Varied, type VariedArm } from './looks.ts';
import { movement } from './own-money.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import { type Against, alike, luckiest, weakest } from './tests-of-chance.ts';
import { type Case, nameOf, numberWords, seenIn, sentences, shortSaid, words } from './words.ts';

/** How far apart they may be and still be alike: on -1..+1, and as parts. */
const ALIKE = { felt: 0.1, back: 0.05, kept: 0.1 } as const;

/** Given at a cost, and those who got it feel, come back and find kept what they expect like those who did not. */
export const deliveredUnnoticed: ClaimRule = {
  kind: 'delivered-unnoticed',
  name: 'Delivered but unnoticed',
  that: 'something delivered that nobody notices',
  verdict: (seen, draws): Verdict => {
    const best = luckiest(testedAt(seen));
    if (best === undefined) return NOT_CLAIMED;
    const cost = termsOn(seen.valued.terms, 'business').filter(
      ({ kind, part }) => kind === best.varied.kind && part === 'cost',
    );
    const costing = probability(cost, draws, (net) => net < 0);
    if (costing < CLAIM_SURE) return { ...NOT_CLAIMED, chance: best.chance };
    return best.confidence < 0.5 ? { ...NOT_CLAIMED, chance: best.chance } : claimedByChance(best);
  },
  headline: (seen) => {
    const { kind } = unnoticedAt(seen);
    return `${nameOf(seen)} gives ${words(seen, kind)} for ${formatMoney(costOf(seen, kind), seen.model.currency)} a year, and nobody notices.`;
  },
  why: (seen) => {
    const { kind, given, withheld } = unnoticedAt(seen);
    const name = words(seen, kind);
    return sentences(
      `With ${name} it felt ${feltWords(given.felt)}, without it ${feltWords(withheld.felt)}, from -1 to +1`,
      `Within ${BACK_DAYS} days ${backWords(given)} came back with it, ${backWords(withheld)} without`,
      keptWords(given, withheld),
      'The differences are too small to matter, and that is tested: it is not only that none was found',
      seenIn(seen),
      shortSaid(seen),
    );
  },
  caveat: () =>
    'Who got it was not left to chance: it may have gone to those who would else have been worse off.',
  next: (seen) => {
    const { kind } = unnoticedAt(seen);
    return `Leave ${words(seen, kind)} out at ${nameOf(seen)} for some, by lot; if they do not miss it, stop, or make it seen.`;
  },
  asked: (seen) => {
    const { kind } = unnoticedAt(seen);
    const [place, what] = [quotedSql(seen.evidence.touchpoint), quotedSql(kind)];
    return {
      words: `How the encounters at ${nameOf(seen)} felt in which ${words(seen, kind)} reached the customer, beside those in which none did, and which of those people came back.`,
      query: `SELECT seq IN (SELECT seq FROM {transfer} WHERE touchpoint = ${place} AND kind = ${what} AND receiver IN ${sideSql(seen, 'customer')} AND seq <= {seq}) AS given, count() AS encounters, avg(felt) AS mean_felt FROM {encounter} WHERE touchpoint = ${place} AND seq <= {seq} AND isNotNull(felt) GROUP BY given`,
    };
  },
  moves: (seen) => {
    const { kind } = unnoticedAt(seen);
    return seen.cube
      .filter((row) => row.kind === kind && isGift(row, seen))
      .map((row) => {
        const scale = seen.model.values.find(({ id }) => id === kind)?.scale ?? 0;
        const units = wholeUnits(row.quantity, scale) * seen.perYear;
        return {
          ...movement(seen.model, row, units, 'A'),
          segment: row.segment,
          grades: row.grades,
        };
      });
  },
  money: ({ business }) => {
    const unseen = {
      kind: 'abstained',
      reason: 'nothing shows that customers have anything of it',
    } as const;
    return { customer: unseen, business, joint: unseen };
  },
  breakEven: ({ model }, _, { terms }) => breakEvenOf(terms, model, 'business<0'),
  people: (seen) => unnoticedAt(seen).given.felt.people,
  facts: (seen) => {
    const { kind, given, withheld } = unnoticedAt(seen);
    return {
      kind,
      feltGiven: given.felt.mean,
      feltWithheld: withheld.felt.mean,
      backGiven: shareOf(given),
      backWithheld: shareOf(withheld),
    };
  },
};

function testedAt({
  evidence: { looks },
}: Case): readonly (Against & { readonly varied: Varied })[] {
  return (looks?.varied ?? []).flatMap((varied) => {
    const { given, withheld } = varied;
    const fewest = Math.min(
      ...[given, withheld].flatMap(({ felt, back }) => [felt.people, back.people]),
    );
    // Ratings that are all the same show nothing, so they cannot show that two are alike.
    if (fewest < ENCOUNTERS_AT_LEAST || given.felt.sd + withheld.felt.sd === 0) return [];
    const kept =
      given.kept === null || withheld.kept === null
        ? []
        : [
            sharesAlike(
              given.kept.kept,
              given.kept.people,
              withheld.kept.kept,
              withheld.kept.people,
              ALIKE.kept,
            ),
          ];
    const all = weakest([
      meansAlike(given.felt, withheld.felt),
      sharesAlike(
        given.back.came,
        given.back.people,
        withheld.back.came,
        withheld.back.people,
        ALIKE.back,
      ),
      ...kept,
    ]);
    return [{ varied, ...all }];
  });
}

function meansAlike(a: PeopleMean, b: PeopleMean): Against {
  const error = Math.sqrt(a.sd ** 2 / a.people + b.sd ** 2 / b.people);
  return alike(a.mean - b.mean, error, ALIKE.felt);
}

/** With half a case more on either side, so that none or all of a few are not certain. */
function sharesAlike(a: number, m: number, b: number, n: number, margin: number): Against {
  const [p, q] = [(a + 0.5) / (m + 1), (b + 0.5) / (n + 1)];
  return alike(p - q, Math.sqrt((p * (1 - p)) / m + (q * (1 - q)) / n), margin);
}

const NOBODY: VariedArm = {
  felt: { people: 0, mean: 0, sd: 0 },
  back: { people: 1, came: 0 },
  kept: null,
};

function unnoticedAt(seen: Case): Varied {
  return luckiest(testedAt(seen))?.varied ?? { kind: '', given: NOBODY, withheld: NOBODY };
}

function isGift(row: Case['cube'][number], { sideOf }: Case): boolean {
  return sideOf(row.receiver) === 'customer' && sideOf(row.giver) === 'business';
}

function costOf({ valued }: Case, kind: string): number {
  return valued.terms
    .filter((term) => term.kind === kind && term.side === 'business' && term.part === 'cost')
    .reduce((sum, term) => sum - amountOf(term), 0);
}

function feltWords({ mean, people }: PeopleMean): string {
  return `${numberWords(mean)} (${formatCount(people)} people)`;
}

function shareOf({ back }: VariedArm): number {
  return back.came / back.people;
}

function backWords({ back }: VariedArm): string {
  return `${numberWords((100 * back.came) / back.people)} % of ${formatCount(back.people)}`;
}

function keptWords({ kept: a }: VariedArm, { kept: b }: VariedArm): string {
  if (a === null || b === null) return '';
  const part = ({ kept, people }: typeof a): string => `${numberWords((100 * kept) / people)} %`;
  return `What was expected was kept for ${part(a)} with it, for ${part(b)} without`;
}
