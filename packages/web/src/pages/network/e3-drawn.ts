import type { E3Shown } from '@bothways/core/contract';
import type { DrawnActor, DrawnPair } from './drawn.ts';
import { ringOf, type Spot } from './layout.ts';
import type { Speaking } from './ledger-drawn.ts';
import { pairKey } from './search.ts';

/** An amount of a model, which names no currency: with its cents, and its sign where it is a net. */
export function amountIn(locale: string, value: number, isSigned = false): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    ...(isSigned ? { signDisplay: 'exceptZero' as const } : {}),
  })
    .format(value)
    .replace('-', '\u2212');
}

/** The actors of a value model, on a ring. */
export function e3Actors(model: E3Shown, { t }: Speaking, locale: string): readonly DrawnActor[] {
  const places = laidOut(model);
  return model.actors.map(({ id, name, kind, count, net }) => ({
    ...{ id, name },
    note:
      kind === 'actor' ? t('e3.actor') : count > 1 ? t('e3.segment', { count }) : t('e3.market'),
    figure: net === null ? '' : amountIn(locale, net, true),
    ...{ range: '', tone: 'ink' as const },
    ...(places.get(id) ?? { x: 0, y: 0 }),
  }));
}

/** What goes both ways between two actors of a value model. */
export function e3Pairs(
  model: E3Shown,
  { t, notSaid }: Speaking,
  locale: string,
): readonly DrawnPair[] {
  const names = new Map(model.actors.map(({ id, name }) => [id, name]));
  const tied = model.flows.filter(({ giver, receiver }) => giver !== null && receiver !== null);
  const groups = Map.groupBy(tied, ({ giver, receiver }) => pairKey(giver ?? '', receiver ?? ''));
  return [...groups].map(([key, both]) => {
    const [a = '', b = ''] = key.split('~');
    const ways = [...Map.groupBy(both, ({ giver }) => giver ?? '')].map(([from, flows]) => {
      const size = flows.reduce((sum, { received, given }) => sum + (received ?? given ?? 0), 0);
      const objects = [...new Set(flows.map(({ name, object }) => name || (object ?? '')))];
      return {
        ...{ from, to: from === a ? b : a, size },
        figure: model.hasValues ? amountIn(locale, size) : '',
        what: objects.slice(0, 2).join(', ') + (objects.length > 2 ? ' …' : ''),
        ...{ tone: 'ink' as const, opacity: 1 },
      };
    });
    const mark =
      ways.length === 1 ? { state: 'one-way' as const, words: t('e3.notReturned') } : null;
    const said = ways.map(({ from, figure, what }) =>
      t('saidWay', { from: names.get(from) ?? from, figure: figure || notSaid, what }),
    );
    return {
      ...{ key, a, b, ways, mark },
      said: t('saidPair', {
        ...{ a: names.get(a), b: names.get(b), ways: said.join('; '), mark: mark?.words ?? '' },
      }),
    };
  });
}

function laidOut({ actors, flows }: E3Shown): ReadonlyMap<string, Spot> {
  const counts = new Map<string, number>();
  for (const { giver, receiver } of flows) {
    const key = pairKey(giver ?? '', receiver ?? '');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return ringOf(
    actors.map(({ id }) => id),
    (a, b) => counts.get(pairKey(a, b)) ?? 0,
  );
}
