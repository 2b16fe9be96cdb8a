import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Book, explain, type Posted } from './balances.ts';

const chart = {
  actors: new Set(['customer', 'business', 'care']),
  kinds: new Set(['money', 'goods', 'data:email']),
};
const paid: Posted = {
  encounterId: 'e1',
  leg: 0,
  giver: 'customer',
  receiver: 'business',
  kind: 'money',
  quantity: 1250,
};

test('[BA1] a transfer moves its kind from giver to receiver', () => {
  const book = new Book(chart);
  expect(book.post(paid)).toBeNull();
  expect(book.balance('business', 'money')).toBe(1250n);
  expect(book.balance('customer', 'money')).toBe(-1250n);
  expect(book.balance('customer', 'goods')).toBe(0n);
});

test.each([
  [{ giver: 'nobody' }, 'giver-unknown', 'no actor of the model'],
  [{ receiver: 'nobody' }, 'receiver-unknown', 'no actor of the model'],
  [{ kind: 'karma' }, 'kind-unknown', 'add it under values'],
  [{ giver: 'business' }, 'giver-is-receiver', 'business gives to itself'],
  [{ quantity: 0 }, 'quantity-not-countable', '0 of money'],
  [{ quantity: -3 }, 'quantity-not-countable', 'check the leg'],
  [{ quantity: 0.5 }, 'quantity-not-countable', 'smallest units'],
  [{ quantity: 2 ** 53 }, 'quantity-not-countable', '2^53'],
  [{ giver: 'nobody', kind: 'karma' }, 'giver-unknown', '"nobody"'],
])('[BA1] %j is refused: %s', (change, code, words) => {
  const book = new Book(chart);
  const transfer = { ...paid, ...change };
  const refusal = book.post(transfer);
  expect(refusal?.code).toBe(code);
  if (refusal !== null) expect(explain(refusal, transfer)).toContain(words);
  expect(book.balances()).toEqual([]);
});

test('[BA2] once is once: posted, reversed, posted anew', () => {
  const book = new Book(chart);
  const said: string[] = [];
  for (const refusal of [
    book.reverse(paid),
    book.post(paid),
    book.post(paid),
    book.reverse(paid),
    book.reverse(paid),
    book.post({ ...paid, quantity: 1200 }),
  ]) {
    said.push(refusal === null ? 'taken' : explain(refusal, paid));
  }
  expect(said).toEqual([
    'e1, leg 0: there is no such transfer to reverse; check the encounter and the leg',
    'taken',
    'e1, leg 0: this transfer is in the book already; reverse it first to replace it',
    'taken',
    'e1, leg 0: this transfer is reversed already; post the right one instead',
    'taken',
  ]);
  expect(book.balance('business', 'money')).toBe(1200n);
});

test('[G63] every kind balances after every prefix, and a reversal restores exactly', () => {
  const transfers = fc.uniqueArray(
    fc
      .record({
        encounterId: fc.constantFrom('e1', 'e2', 'e3', 'e4'),
        leg: fc.integer({ min: 0, max: 9 }),
        pair: fc.constantFrom(
          ['customer', 'business'],
          ['business', 'customer'],
          ['care', 'customer'],
        ),
        kind: fc.constantFrom(...chart.kinds),
        quantity: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        isReversed: fc.boolean(),
      })
      .map(({ pair: [giver = '', receiver = ''], ...rest }) => ({ giver, receiver, ...rest })),
    { selector: ({ encounterId, leg }) => `${encounterId}/${leg}`, maxLength: 30 },
  );
  const said = (book: Book): readonly string[] =>
    book
      .balances()
      .map(({ actor, kind, balance }) => `${actor} ${kind} ${balance}`)
      .sort();
  const balanced = (book: Book): boolean =>
    [...book.trialBalance().values()].every(({ debit, credit }) => debit === credit);
  fc.assert(
    fc.property(transfers, (stream) => {
      const book = new Book(chart);
      for (const transfer of stream) {
        const before = said(book);
        expect(book.post(transfer)).toBeNull();
        expect(balanced(book)).toBe(true);
        if (!transfer.isReversed) continue;
        expect(book.reverse(transfer)).toBeNull();
        expect(balanced(book)).toBe(true);
        expect(said(book)).toEqual(before);
      }
      for (const transfer of stream) if (!transfer.isReversed) book.reverse(transfer);
      expect(book.balances()).toEqual([]);
    }),
  );
});
