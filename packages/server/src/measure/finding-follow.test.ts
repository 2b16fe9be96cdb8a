import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deed } from '@bothways/core';
import type { FindingShown } from '@bothways/core/contract';
import { findingsReply } from '@bothways/core/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { built, CALL, FEE, QUIZ, shop, takeShop } from '../api/finding-testing.ts';
import { backUp } from '../store/backup.ts';
import { openStores } from '../store/open-stores.ts';
import { restore } from '../store/restore.ts';
import { openTestStores } from '../store/testing.ts';
import { gravestOpen } from './finding-follow.ts';
import type { LedgerFindings } from './finding-seen.ts';
import { measuredFindings } from './findings.ts';
import { type AnswerRefusal, answerFinding, findingsShown } from './findings-shown.ts';

const NOW = new Date();
let opened: Awaited<ReturnType<typeof openTestStores>>;
let ledger: LedgerFindings;
let asked = 0;

beforeAll(async () => {
  opened = await openTestStores();
  await takeShop(opened.stores, 'first', { fees: 90, calls: 50, asked: 40 });
  ledger = await built(opened.stores, shop());
});
afterAll(() => opened.close());

function answer(
  key: string,
  deed: Deed,
  text = '',
  { by = 'care', id = `answer-${++asked}` } = {},
): Promise<FindingShown | AnswerRefusal> {
  return answerFinding(ledger, key, { id, by, do: deed, text }, NOW);
}
async function shown(key: string, now = NOW): Promise<FindingShown> {
  const { findings } = await findingsShown(ledger, now);
  const one = findings.find((each) => each.key === key);
  if (one === undefined) throw new Error(`no finding ${key}`);
  return one;
}
async function headline(): Promise<string | undefined> {
  const { headline: gravest, settled } = await gravestOpen(
    ledger.reading,
    await measuredFindings(ledger.reading),
  );
  if (gravest !== null) expect(settled).not.toContain(`${gravest.kind}:${gravest.touchpoint.id}`);
  return gravest?.touchpoint.id;
}

test('[FO1] a finding comes with money, lines, examples and parts; reading it twice notes it once', async () => {
  const reply = await findingsShown(ledger, NOW);
  expect(findingsReply.parse(JSON.parse(JSON.stringify(reply)))).toEqual(
    JSON.parse(JSON.stringify(reply)),
  );
  expect(reply.findings.map(({ key, state }) => [key, state])).toEqual(
    [FEE, CALL, QUIZ].map((key) => [key, 'new']),
  );
  const fee = await shown(FEE);
  expect(fee).toMatchObject({
    owner: { id: 'till-team', name: 'Tills' },
    journey: { id: 'buying', name: 'Buying' },
    quote: 'I was two hours late.',
    newTo: ['till-team'],
    history: [{ did: 'found', by: null }],
    examples: { showing: 60, looked: 60 },
  });
  expect(fee.examples?.shown).toHaveLength(3);
  expect(fee.examples?.shown[0]).toMatchObject({
    ...{ customer: -12, business: 12, channel: 'web' },
    moved: [{ kind: 'money', giver: 'customer', receiver: 'business', quantity: 12 }],
  });
  expect(fee.examples?.shown[0]?.person).toMatch(/^[0-9a-f]{8}$/);
  expect(fee.lines.map(({ line }) => line)).toEqual(['revenue', 'churn-risk']);
  expect(reply.people).toEqual([
    ...[{ id: 'business', name: expect.any(String), owns: 0 }],
    ...[{ id: 'care', name: 'Care', owns: 1 }],
    ...[{ id: 'till-team', name: 'Tills', owns: 1 }],
  ]);
  expect((await shown(QUIZ)).examples?.shown[0]?.customer).toBeNull();
});

test('[FO2] the owner is told until they look; others’ deeds are news again', async () => {
  expect(await answer(FEE, 'see', '', { by: 'till-team' })).toMatchObject({
    ...{ state: 'seen', newTo: [] },
  });
  expect(await answer(FEE, 'dismiss', 'It is in the terms.')).toMatchObject({
    ...{ state: 'dismissed', reason: 'It is in the terms.', newTo: ['till-team'] },
    by: { id: 'care', name: 'Care' },
  });
  expect(await answer(FEE, 'reopen')).toMatchObject({ state: 'seen', reason: '' });
});

test('[FO3] what is not possible is refused, and nothing is kept of it', async () => {
  const before = (await shown(FEE)).history.length;
  expect(await answer('one-sided-capture:nowhere', 'see')).toMatchObject({ code: 'no-finding' });
  expect(await answer(FEE, 'see', '', { by: 'customer' })).toMatchObject({
    code: 'unknown-person',
  });
  for (const deed of ['dismiss', 'say'] as const)
    expect(await answer(FEE, deed, ' \u0000\n ')).toEqual({ code: 'words-missing', deed });
  expect(await answer(FEE, 'work')).toMatchObject({ code: 'finding-moved', state: 'seen' });
  expect((await shown(FEE)).history.length).toBe(before);
});

test('[FO4] text is kept plain, and the same answer sent twice counts once', async () => {
  const text = ' <b>Zoë</b> & 👋\r\nsecond\u0007 line\uD800 ';
  const id = 'the-same-answer';
  const [first, second] = await Promise.all([1, 2].map(() => answer(CALL, 'say', text, { id })));
  for (const each of [first, second]) expect(each).toMatchObject({ key: CALL, state: 'new' });
  const { history } = await shown(CALL);
  expect(history.filter(({ did }) => did === 'say').map((each) => each.text)).toEqual([
    '<b>Zoë</b> & 👋\nsecond line\uFFFD',
  ]);
  expect(await answer(CALL, 'say', 'other', { id })).toEqual({ code: 'id-used' });
});

test('[FO5] of two at once one is first, and the other is told who', async () => {
  const both = await Promise.all([
    answer(CALL, 'accept'),
    answer(CALL, 'dismiss', 'No.', { by: 'till-team' }),
    answer(CALL, 'accept'),
  ]);
  const taken = both.filter((each) => 'state' in each && !('code' in each));
  // An acceptance may be dismissed, never the other way round; nobody accepts twice.
  expect(taken.length).toBeGreaterThanOrEqual(1);
  expect(taken.length).toBeLessThanOrEqual(2);
  const refused = both.find((each) => 'code' in each);
  expect(refused).toMatchObject({ code: 'finding-moved', by: expect.stringMatching(/Care|Tills/) });
});

test('[FO6] whatever is asked, the stores and a model of them say the same', async () => {
  const oracle: Record<string, Partial<Record<Deed, string>>> = {
    new: { see: 'seen', accept: 'accepted', dismiss: 'dismissed' },
    seen: { accept: 'accepted', dismiss: 'dismissed' },
    accepted: { work: 'in-work', close: 'closed', dismiss: 'dismissed' },
    'in-work': { close: 'closed', dismiss: 'dismissed' },
    dismissed: { reopen: '' },
    closed: { reopen: '' },
  };
  const deeds = fc.array(
    fc.constantFrom<Deed>('see', 'accept', 'dismiss', 'work', 'close', 'reopen', 'say'),
    { minLength: 12, maxLength: 20 },
  );
  let [state, before] = [(await shown(QUIZ)).state as string, 'new'];
  await fc.assert(
    fc.asyncProperty(deeds, async (asks) => {
      for (const deed of asks) {
        const next = oracle[state]?.[deed];
        const free = deed === 'see' || deed === 'say';
        const got = await answer(QUIZ, deed, 'because');
        if (next === undefined && !free)
          expect(got).toMatchObject({ code: 'finding-moved', state });
        else {
          const to = next === '' ? before : (next ?? state);
          if (to === 'dismissed' || to === 'closed') before = state === to ? before : state;
          state = to;
          expect(got).toMatchObject({ state, before: expect.any(String) });
        }
      }
    }),
    { numRuns: 6, seed: 3 },
  );
  expect((await shown(QUIZ)).state).toBe(state);
});

test('[FO7] the headline is the gravest that nobody dismissed or closed', async () => {
  expect(await headline()).toBe('fee');
  await answer(FEE, 'dismiss', 'Known.');
  expect(await headline()).not.toBe('fee');
  await answer(FEE, 'reopen');
  expect(await headline()).toBe('fee');
});

test('[FO8] a closing has the money before and now; a dismissed one opens itself when its money has grown', async () => {
  await answer(FEE, 'accept', '', { by: 'till-team' });
  const closed = await answer(FEE, 'close', 'A grace of an hour.', { by: 'till-team' });
  expect(closed).toMatchObject({
    ...{ state: 'closed', reason: 'A grace of an hour.' },
    stakeBefore: { customer: { kind: 'estimate' } },
    stakeSettled: { customer: { kind: 'estimate' } },
  });
  await takeShop(opened.stores, 'a few', { fees: 3 });
  ledger = await built(opened.stores, shop());
  expect(await shown(FEE)).toMatchObject({ state: 'closed' });
  await takeShop(opened.stores, 'many', { fees: 300 });
  ledger = await built(opened.stores, shop());
  expect(await headline()).toBe('fee');
  expect(await shown(FEE)).toMatchObject({ state: 'new', reopened: 'grown' });
});

test('[FO9] what is no longer found is kept with its words, and opens itself when it comes back', async () => {
  await answer(FEE, 'dismiss', 'Known.');
  ledger = await built(opened.stores, shop({ goodwill: true, care: 'Customer care' }));
  const gone = await shown(FEE);
  expect(gone).toMatchObject({
    ...{ isFound: false, state: 'dismissed', reason: 'Known.', examples: null },
    by: { id: 'care', name: 'Care' },
    said: { sentence: expect.stringContaining('Late fee') },
    stakeNow: { customer: { kind: 'estimate' } },
  });
  expect(gone.goneSince).not.toBeNull();
  expect((await findingsShown(ledger, NOW)).findings.at(-1)?.key).toBe(FEE);
  ledger = await built(opened.stores, shop());
  expect(await shown(FEE)).toMatchObject({ isFound: true, state: 'new', reopened: 'back' });
});

test('[FO10] nothing done for four weeks is told as lying still', async () => {
  const { movedAt } = await shown(FEE);
  const weeks = (count: number): Date => new Date(Date.parse(movedAt) + count * 7 * 86_400_000);
  expect((await shown(FEE, weeks(3.9))).isQuiet).toBe(false);
  expect((await shown(FEE, weeks(4.1))).isQuiet).toBe(true);
});

test('[FO11] all of it comes back from a backup, and goes on from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-findings-'));
  chmodSync(folder, 0o755);
  const before = await findingsShown(ledger, NOW);
  const { stores, dataDir } = opened;
  await backUp({ stores, dataDir, folder: join(folder, 'kept'), bothways: 'test' });
  await restore({ folder: join(folder, 'kept'), dataDir: join(folder, 'data') });
  const again = await openStores(join(folder, 'data'));
  try {
    const there = { ...ledger, reading: { ...ledger.reading, stores: again } };
    expect(await findingsShown(there, NOW)).toEqual(before);
    const more = { id: 'after-restoring', by: 'care', do: 'say', text: 'Still here.' } as const;
    expect(await answerFinding(there, FEE, more, NOW)).toMatchObject({ key: FEE });
  } finally {
    await again.close();
    rmSync(folder, { recursive: true });
  }
});
