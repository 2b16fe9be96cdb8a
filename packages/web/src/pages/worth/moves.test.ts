import type { PartId } from '@bothways/core/revalue';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Moves, movesAfter, shown, UNMOVED } from './moves.ts';

const id: PartId = '0.worth';

function dragged(moves: Moves, factor: number): Moves {
  return movesAfter(movesAfter(moves, { do: 'drag', id, factor }), { do: 'settle' });
}

test('[WW1] undo goes back, redo comes again, a new move forgets what was undone', () => {
  const once = dragged(UNMOVED, 2);
  const twice = dragged(once, 3);
  const back = movesAfter(twice, { do: 'undo' });
  expect(back.now).toEqual(once.now);
  expect(movesAfter(back, { do: 'redo' }).now).toEqual(twice.now);
  expect(dragged(back, 4).future).toEqual([]);
  expect(movesAfter(UNMOVED, { do: 'undo' })).toBe(UNMOVED);
  expect(movesAfter(UNMOVED, { do: 'redo' })).toBe(UNMOVED);
  expect(movesAfter(twice, { do: 'reset', id }).now.size).toBe(0);
  expect(movesAfter(twice, { do: 'reset-all' }).past).toHaveLength(3);
});

test('[WW1] what is not let go is shown and is no step', () => {
  const live = movesAfter(UNMOVED, { do: 'drag', id, factor: 2 });
  expect([...shown(live)]).toEqual([[id, 2]]);
  expect(live.past).toEqual([]);
  const home = movesAfter(live, { do: 'drag', id, factor: 1 });
  expect(movesAfter(home, { do: 'settle' }).past).toEqual([]);
});

test('[WW1] as many undos as there were steps lead to where nothing was moved', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.25, max: 4, noNaN: true })), (factors) => {
      let moves = factors.reduce(dragged, UNMOVED);
      while (moves.past.length > 0) moves = movesAfter(moves, { do: 'undo' });
      expect(moves.now.size).toBe(0);
    }),
  );
});
