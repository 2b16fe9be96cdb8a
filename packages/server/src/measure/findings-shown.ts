import { type Deed, isAllowed, type Model, NEEDS_WORDS, standingOf } from '@bothways/core';
import type {
  FindingAnswer,
  FindingSeen,
  FindingShown,
  FindingsReply,
} from '@bothways/core/contract';
import {
  addFindingEvent,
  type FindingEvent,
  findingEventAsked,
  findingEvents,
  writingFindings,
} from '../store/finding-events.ts';
import { findingsFollowed, followed } from './finding-follow.ts';
import { type LedgerFindings, touchpointOfKey } from './finding-seen.ts';

/** What there is to act on, joined with what people said and did. */
export async function findingsShown(ledger: LedgerFindings, now: Date): Promise<FindingsReply> {
  const { reading, period, strengths, blindSpots, abstained } = ledger;
  const { model, generation, stores } = reading;
  const findings = findingsFollowed(ledger, await followed(stores.state, ledger), now);
  return {
    currency: model.currency,
    generation: generation.id,
    period,
    kinds: model.values.map(({ id, name, unit }) => ({ id, name, unit })),
    people: peopleOf(model).map((each) => ({
      ...each,
      owns: findings.filter(({ owner }) => owner?.id === each.id).length,
    })),
    findings,
    ...{ strengths, blindSpots, abstained },
  };
}

/** Who can answer: whoever is on the business's side, and partners. No sign-in holds anybody to it. */
function peopleOf({ actors }: Model): readonly { readonly id: string; readonly name: string }[] {
  return actors
    .filter(({ kind }) => kind === 'business' || kind === 'team' || kind === 'partner')
    .map(({ id, name }) => ({ id, name }));
}

/** Why an answer is not taken, in the order the checks run. */
export type AnswerRefusal =
  | { readonly code: 'no-finding' }
  | { readonly code: 'unknown-person'; readonly people: readonly string[] }
  | { readonly code: 'words-missing'; readonly deed: Deed }
  | { readonly code: 'id-used' }
  | { readonly code: 'finding-moved'; readonly state: string; readonly by: string | null };

/**
 * Takes an answer to a finding, once however often it is sent, and gives back the finding as it stands then. Of two at once
 * the second is judged by what the first has done.
 */
export async function answerFinding(
  ledger: LedgerFindings,
  key: string,
  answer: FindingAnswer,
  now: Date,
): Promise<FindingShown | AnswerRefusal> {
  const { state } = ledger.reading.stores;
  const text = plainText(answer.text);
  // What the ledger says anew is noted first: an answer is to what is known now.
  const known = await followed(state, ledger);
  if (!known.some(({ finding }) => finding === key)) return { code: 'no-finding' };
  const people = peopleOf(ledger.reading.model);
  const person = people.find(({ id }) => id === answer.by);
  if (person === undefined) return { code: 'unknown-person', people: people.map(({ id }) => id) };
  if (NEEDS_WORDS.has(answer.do) && text === '') return { code: 'words-missing', deed: answer.do };
  const there = ledger.found.find(({ seen }) => seen.key === key);
  const refused = await writingFindings(state, async (client): Promise<AnswerRefusal | null> => {
    const before = await findingEventAsked(client, answer.id);
    if (before !== null)
      return isSame(before, key, { ...answer, text }) ? null : { code: 'id-used' };
    const events = (await findingEvents(client)).filter(({ finding }) => finding === key);
    const standing = standingOf(events);
    if (standing === null) return { code: 'no-finding' };
    if (!isAllowed(standing, answer.do)) {
      const by = events.findLast((each) => each.by === standing.by)?.byName ?? standing.by;
      return { code: 'finding-moved', state: standing.state, by };
    }
    await addFindingEvent(client, {
      ...{ finding: key, asked: answer.id, did: answer.do, text },
      ...{ by: person.id, byName: person.name },
      stake: there?.stake ?? ledger.stakeAt(touchpointOfKey(key)),
      // What is seen or said a hundred times is not told a hundred times.
      told: answer.do === 'see' || answer.do === 'say' ? null : (there?.seen ?? null),
    });
    return null;
  });
  if (refused !== null) return refused;
  const events = (await findingEvents<FindingSeen>(state)).filter(({ finding }) => finding === key);
  const [shown] = findingsFollowed(
    { ...ledger, found: there === undefined ? [] : [there] },
    events,
    now,
  );
  return shown ?? { code: 'no-finding' };
}

function isSame(
  { finding, did, by, text }: FindingEvent,
  key: string,
  answer: FindingAnswer,
): boolean {
  return finding === key && did === answer.do && by === answer.by && text === answer.text;
}

/** Text without what no person types: control characters but line breaks, halves of characters, and space around. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}
