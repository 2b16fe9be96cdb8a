import type { WorthShown } from '@bothways/core/contract';
import { movedTo } from '@bothways/core/revalue';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLater, type Kept, readKept, written } from './kept.ts';
import { type Moves, movesAfter, shown, UNMOVED } from './moves.ts';
import { begin, make, movesKept } from './shared.ts';

const key = 'goods';
const agreed: WorthShown = {
  ...{ median: 2, low: 1, high: 4, basis: 'stated', source: null },
  ...{ agreedBy: 'finance', agreedOn: '2026-09-14' },
};

function at(median: number): WorthShown {
  return movedTo(agreed, median);
}

function dragged(moves: Moves, median: number): Moves {
  const worth = median === 2 ? agreed : at(median);
  return movesAfter(movesAfter(moves, { do: 'drag', key, worth, agreed }), { do: 'settle' });
}

test('[WV1] undo goes back, redo comes again, a new move forgets what was undone', () => {
  const once = dragged(UNMOVED, 3);
  const twice = dragged(once, 4);
  const back = movesAfter(twice, { do: 'undo' });
  expect(back.now).toEqual(once.now);
  expect(movesAfter(back, { do: 'redo' }).now).toEqual(twice.now);
  expect(dragged(back, 5).future).toEqual([]);
  expect(movesAfter(UNMOVED, { do: 'undo' })).toBe(UNMOVED);
  expect(movesAfter(UNMOVED, { do: 'redo' })).toBe(UNMOVED);
  expect(movesAfter(twice, { do: 'reset', key }).now.size).toBe(0);
  expect(movesAfter(twice, { do: 'reset-all' }).past).toHaveLength(3);
  const gone = movesAfter(once, { do: 'say', key, worth: null, agreed });
  expect(gone.now.get(key)).toBeNull();
});

test('[WV1] what is not let go is shown and is no step', () => {
  const live = movesAfter(UNMOVED, { do: 'drag', key, worth: at(3), agreed });
  expect([...shown(live)]).toEqual([[key, at(3)]]);
  expect(live.past).toEqual([]);
  const home = movesAfter(live, { do: 'drag', key, worth: agreed, agreed });
  expect(shown(home).size).toBe(0);
  expect(movesAfter(home, { do: 'settle' }).past).toEqual([]);
});

test('[WV1] as many undos as there were steps lead to where nothing was moved', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.5, max: 8, noNaN: true })), (medians) => {
      let moves = medians.reduce(dragged, UNMOVED);
      while (moves.past.length > 0) moves = movesAfter(moves, { do: 'undo' });
      expect(moves.now.size).toBe(0);
    }),
  );
});

test('[WV2] what is kept reads back, and what does not read is dropped', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.5, max: 8, noNaN: true })),
      fc.nat(),
      (medians, undone) => {
        let moves = medians.reduce(dragged, UNMOVED);
        for (let at = 0; at < undone % 5; at += 1) moves = movesAfter(moves, { do: 'undo' });
        const kept: Kept = { moves, version: 3, turn: medians.length, by: 'a' };
        expect(readKept(JSON.parse(JSON.stringify(written(kept))))).toEqual(kept);
      },
    ),
  );
  const good: unknown = written({ moves: dragged(UNMOVED, 3), version: 3, turn: 1, by: 'a' });
  expect(readKept(good)).not.toBeNull();
  const bad = { ...Object(good), now: [[key, { ...at(3), median: 'much' }]] };
  for (const data of [null, 7, [], {}, bad]) expect(readKept(data)).toBeNull();
});

test('[WV2] of two windows the later move counts', () => {
  const kept = (turn: number, by: string): Kept => ({ moves: UNMOVED, version: 1, turn, by });
  expect(isLater(kept(2, 'a'), kept(1, 'b'))).toBe(true);
  expect(isLater(kept(1, 'a'), kept(1, 'b'))).toBe(false);
  expect(isLater(kept(1, 'b'), kept(1, 'a'))).toBe(true);
  expect(isLater(kept(1, 'a'), kept(1, 'a'))).toBe(false);
});

test('[WV3] another version of the model forgets what was moved of the one before', () => {
  make({ do: 'say', key, worth: at(3), agreed }, 7);
  expect(movesKept()).toMatchObject({ version: 7, turn: 1 });
  begin(7);
  expect(movesKept().moves.now.size).toBe(1);
  begin(8);
  expect(movesKept().moves).toEqual(UNMOVED);
  make({ do: 'say', key, worth: at(4), agreed }, 8);
  make({ do: 'say', key: 'other', worth: at(5), agreed }, 9);
  expect([...movesKept().moves.now.keys()]).toEqual(['other']);
});
