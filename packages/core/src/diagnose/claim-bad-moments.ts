import { formatCount, formatShare } from '../ledger/words.ts';
import { ENCOUNTERS_AT_LEAST } from './because.ts';
import { claimedByChance, NOT_CLAIMED } from './claims.ts';
import { quotedSql, RESTS_ON_COUNTS } from './defaults.ts';
import type { MomentsFelt } from './looks.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import { shareAbove } from './tests-of-chance.ts';
import { type Case, nameOf, numberWords, seenIn, sentences, shortSaid } from './words.ts';

/** More than this part of the journeys must have that moment here, and bad. */
const BAD_MORE_THAN = 0.5;

/** In fewer journeys nothing shows at all. */
const SHOWS_AT_LEAST = 10;

/** What the two claims about a moment of a journey have in common. */
export function momentRule(
  kind: 'bad-end' | 'bad-peak',
  momentsAt: (seen: Case) => MomentsFelt | undefined,
  said: Pick<ClaimRule, 'name' | 'that' | 'caveat' | 'next'> & {
    readonly headline: (moments: MomentsFelt, name: string) => string;
    readonly why: (moments: MomentsFelt) => string;
    readonly asked: string;
    /** What asks it again, of one touchpoint as SQL writes it. */
    readonly query: (touchpoint: string) => string;
  },
): ClaimRule {
  const of = (seen: Case): MomentsFelt => momentsAt(seen) ?? NONE;
  return {
    kind,
    name: said.name,
    that: said.that,
    verdict: (seen): Verdict => {
      const moments = momentsAt(seen);
      if (moments === undefined || moments.journeys === 0) return NOT_CLAIMED;
      const { journeys, bad, people } = moments;
      if (journeys < ENCOUNTERS_AT_LEAST) {
        if (journeys < SHOWS_AT_LEAST || bad / journeys <= BAD_MORE_THAN) return NOT_CLAIMED;
        return { kind: 'blocked', because: { code: 'few-that-say', of: kind, seen: journeys } };
      }
      const against = shareAbove(bad, journeys, BAD_MORE_THAN, people);
      return bad / journeys > BAD_MORE_THAN
        ? claimedByChance(against)
        : { ...NOT_CLAIMED, chance: against.chance };
    },
    headline: (seen) => said.headline(of(seen), nameOf(seen)),
    why: (seen) =>
      sentences(said.why(of(seen)), feltWords(of(seen)), seenIn(seen), shortSaid(seen)),
    caveat: said.caveat,
    next: said.next,
    asked: (seen) => ({
      words: said.asked.replace('{name}', nameOf(seen)),
      query: said.query(quotedSql(seen.evidence.touchpoint)),
    }),
    moves: () => ({ reason: 'what a memory costs later was not measured' }),
    breakEven: () => RESTS_ON_COUNTS,
    people: (seen) => of(seen).people,
    counted: () => 'C',
    facts: (seen) => {
      const { journey, journeys, bad, felt } = of(seen);
      return { journey: journey.name, journeys, bad, felt };
    },
  };
}

const NONE: MomentsFelt = {
  journey: { id: '', name: '' },
  ...{ journeys: 1, bad: 0, felt: 0, people: 0 },
};

function feltWords({ felt }: MomentsFelt): string {
  return `There it felt ${numberWords(felt)} on average, from -1 to +1`;
}

export function partWords({ bad, journeys }: MomentsFelt): string {
  return `${formatShare(bad / journeys)} of ${formatCount(journeys)} journeys`;
}
