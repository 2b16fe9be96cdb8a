import type { NetworkFigures, NetworkShown } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import type { Estimate } from '../../parts/money.tsx';
import type { Format } from '../../words/format.ts';
import { type DrawnActor, type DrawnPair, type DrawnWay, OPACITY } from './drawn.ts';
import { placesOf } from './layout.ts';
import { pairKey } from './search.ts';

export interface Speaking {
  readonly t: TFunction<'network'>;
  readonly format: Format;
  readonly notSaid: string;
  /** A range of money. */
  readonly range: (low: string, high: string) => string;
}

type Way = NetworkFigures['ways'][number];
type Pair = NetworkFigures['pairs'][number];
type Grade = Way['grade'];

/** Actors that give or get anything. */
export function actorsIn({ actors, figures }: NetworkShown): NetworkShown['actors'] {
  const moving = new Set(figures.ways.flatMap(({ giver, receiver }) => [giver, receiver]));
  return actors.filter(({ id }) => moving.has(id));
}

/** The customer as a group of people is called by our word, whatever the model says. */
export function nameOf({ actors }: NetworkShown, id: string, t: TFunction<'network'>): string {
  const actor = actors.find((each) => each.id === id);
  if (actor === undefined) return id;
  return actor.kind === 'customer' && /^customers?$/i.test(actor.name) ? t('customer') : actor.name;
}

export function drawnActors(network: NetworkShown, speaking: Speaking): readonly DrawnActor[] {
  const { t } = speaking;
  const shown = actorsIn(network);
  const places = placesOf(shown);
  return shown.map(({ id, kind, side }) => {
    const name = nameOf(network, id, t);
    const net = network.figures.actors.find((each) => each.id === id)?.net;
    return {
      ...{ id, name },
      note: name === t(kind) ? '' : t(kind),
      ...figured(net, speaking),
      tone: side === 'customer' ? 'delivered' : side === 'business' ? 'captured' : 'ink',
      ...(places.get(id) ?? { x: 0, y: 0 }),
    };
  });
}

function figured(
  net: Estimate | undefined,
  { format, notSaid, range }: Speaking,
): Pick<DrawnActor, 'figure' | 'range'> {
  if (net?.kind !== 'estimate') return { figure: notSaid, range: '' };
  const { median, low, high } = net;
  return {
    figure: format.moneySigned(median),
    range: low === high ? '' : range(format.moneySigned(low), format.moneySigned(high)),
  };
}

/** `family`: of which alone the ways are drawn; null: all. */
export function drawnPairs(
  network: NetworkShown,
  family: string | null,
  speaking: Speaking,
): readonly DrawnPair[] {
  const { t } = speaking;
  const groups = Map.groupBy(network.figures.ways, ({ giver, receiver }) =>
    pairKey(giver, receiver),
  );
  return [...groups].flatMap(([key, both]) => {
    const ways = both.flatMap((way) => drawnWay(network, way, family, speaking));
    const [a = '', b = ''] = key.split('~');
    if (ways.length === 0 || a === b) return [];
    const judged = judgedPair(network, a, b);
    const mark =
      judged === null ? null : { state: judged.state, words: t(`state.${judged.state}`) };
    const said = ways.map(({ from, figure, what }) =>
      t('saidWay', { from: nameOf(network, from, t), figure, what }),
    );
    return [
      {
        ...{ key, a, b, ways, mark },
        said: t('saidPair', {
          ...{ a: nameOf(network, a, t), b: nameOf(network, b, t), ways: said.join('; ') },
          mark: mark?.words ?? '',
        }),
      },
    ];
  });
}

/** What is judged between two; null: a team, which gives for the business. */
export function judgedPair({ actors, figures }: NetworkShown, a: string, b: string): Pair | null {
  const isTeam = (id: string): boolean => actors.find((each) => each.id === id)?.party !== id;
  if (isTeam(a) || isTeam(b)) return null;
  const key = pairKey(a, b);
  return figures.pairs.find((pair) => pairKey(pair.a, pair.b) === key) ?? null;
}

function drawnWay(
  network: NetworkShown,
  way: Way,
  family: string | null,
  speaking: Speaking,
): readonly DrawnWay[] {
  const { t } = speaking;
  const known = new Map(network.kinds.map((kind) => [kind.id, kind]));
  const kinds = way.kinds.filter(
    ({ kind, quantity }) =>
      quantity !== 0 && (family === null || known.get(kind)?.family === family),
  );
  if (kinds.length === 0) return [];
  const size = family === null ? medianOf(way.worth) : sizeOf(kinds.map(({ worth }) => worth));
  const names = kinds.map(({ kind }) => known.get(kind)?.name ?? kind);
  const sideOf = (id: string) => network.actors.find((each) => each.id === id)?.side;
  return [
    {
      ...{ from: way.giver, to: way.receiver, size: size ?? 0 },
      figure: figureOf(size, costOf(kinds), speaking),
      what: shortened(names, t),
      tone:
        sideOf(way.receiver) === 'customer'
          ? 'delivered'
          : sideOf(way.giver) === 'customer'
            ? 'captured'
            : 'ink',
      opacity: OPACITY[gradeOfMost(kinds)],
    },
  ];
}

/** What nobody gets a worth from still costs somebody. */
function figureOf(
  worth: number | null,
  cost: number | null,
  { t, format, notSaid }: Speaking,
): string {
  if (cost !== null && cost > 0 && (worth === null || worth === 0))
    return t('costs', { amount: format.money(cost) });
  return worth === null ? notSaid : format.money(worth);
}

function costOf(kinds: Way['kinds']): number | null {
  return sizeOf(kinds.map(({ cost }) => cost));
}

/** The worst grade of the kinds that make up most of a way: one small assumption does not make all of it pale. */
function gradeOfMost(kinds: Way['kinds']): Grade {
  const whole = sizeOf(kinds.map(({ worth }) => worth)) ?? 0;
  let [sum, worst]: [number, Grade] = [0, 'A'];
  for (const { worth, grade } of kinds) {
    if (sum > 0 && sum >= MOST * whole) break;
    if (grade > worst) worst = grade;
    sum += medianOf(worth) ?? 0;
  }
  return worst;
}

const MOST = 0.8;

function shortened(names: readonly string[], t: TFunction<'network'>): string {
  const first = names.slice(0, 2).join(', ');
  return names.length <= 2 ? first : t('andMore', { what: first, count: names.length - 2 });
}

function medianOf(estimate: Estimate): number | null {
  return estimate.kind === 'estimate' ? estimate.median : null;
}

function sizeOf(estimates: readonly Estimate[]): number | null {
  const medians = estimates.flatMap((each) => medianOf(each) ?? []);
  return medians.length === 0 ? null : medians.reduce((sum, each) => sum + each, 0);
}
