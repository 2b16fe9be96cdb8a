import { expect, test } from 'vitest';
import { Turnstile } from './turnstile.ts';

/** Work that ends when it is told to. */
function work() {
  let end = (): void => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { done, end };
}

const settled = (): Promise<void> => new Promise((go) => setImmediate(go));

test('[TR25] so much at once as fits, the rest in the order in which it came; what is too large goes alone', async () => {
  const turnstile = new Turnstile(10);
  const begun: string[] = [];
  const pass = (name: string, size: number, until: Promise<void>): Promise<string> =>
    turnstile.pass(size, async () => {
      begun.push(name);
      await until;
      return name;
    });
  const [first, second, large] = [work(), work(), work()];
  const all = [
    ...[pass('first', 4, first.done), pass('second', 6, second.done)],
    ...[pass('large', 40, large.done), pass('small', 1, settled()), pass('last', 10, settled())],
  ];
  await settled();
  expect(begun).toEqual(['first', 'second']);
  first.end();
  await settled();
  expect(begun).toEqual(['first', 'second']);
  second.end();
  await settled();
  expect(begun).toEqual(['first', 'second', 'large']);
  large.end();
  expect(await Promise.all(all)).toEqual(['first', 'second', 'large', 'small', 'last']);
  expect(begun).toEqual(['first', 'second', 'large', 'small', 'last']);
});

test('[TR25] what turns out to be larger, or fails, keeps nobody out for longer than it takes', async () => {
  const turnstile = new Turnstile(10);
  const growing = work();
  const grown = turnstile.pass(1, async (grow) => {
    grow(50);
    await growing.done;
    throw new Error('broken');
  });
  let isIn = false;
  const next = turnstile.pass(1, async () => {
    isIn = true;
  });
  await settled();
  expect(isIn).toBe(false);
  growing.end();
  await expect(grown).rejects.toThrow('broken');
  await next;
  expect(isIn).toBe(true);
});

test('[TR25] those let in together go on only as far as the ones before them have grown', async () => {
  const turnstile = new Turnstile(10);
  const [first, ...growing] = Array.from({ length: 4 }, work);
  const begun: number[] = [];
  const before = turnstile.pass(10, () => first?.done ?? settled());
  const all = growing.map(({ done }, place) =>
    turnstile.pass(1, async (grow) => {
      grow(50);
      begun.push(place);
      await done;
    }),
  );
  first?.end();
  await before;
  await settled();
  expect(begun).toEqual([0]);
  for (const { end } of growing) end();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2]);
});
