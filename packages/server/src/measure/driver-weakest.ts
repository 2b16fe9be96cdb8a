import type { WeakestLink } from '@bothways/core/contract';
import { completeRows, drawnTogether, necessityOf, weakestLinkOf } from '@bothways/core/drivers';
import { driverSample } from '../store/measure/driver-table.ts';
import { type FoundAsked, gradeOf, scoreOf } from './driver-asked.ts';

/** So many rows are brought here at most: what is tested needs the rows themselves, and not all of them. */
const ROWS_MAX = 20_000;
const SEED = 20_240_503;

/**
 * Whether the weakest score decides a rating: by how scores stand in for one another, and by what no row did without.
 *
 * Source: methods.md 4.3.
 */
export async function weakestOf(
  asked: FoundAsked,
  columns: readonly number[],
): Promise<WeakestLink> {
  const { outcome, seen, reading } = asked;
  const abstained = { kind: 'abstained' as const, seen: null, needed: null };
  if (outcome.column.kind !== 'rating') return { ...abstained, because: 'no-rating' };
  const rows = await driverSample(reading.stores.facts, seen.table, {
    ...{ units: seen.units, chosen: columns, most: ROWS_MAX },
  });
  const column = (at: number): Float64Array => Float64Array.from(rows, (row) => row[at] ?? 0);
  const drivers = columns.map((_, at) => column(at));
  const outcomes = column(columns.length);
  const scores = columns.map((at) => scoreOf(asked, at));
  const ids = scores.map(({ shown, name }) => ({ id: shown.id, name }));
  const drawn = drawnTogether(completeRows([...drivers, outcomes], null), null, null);
  const found = weakestLinkOf({
    ...{ drivers, drawn, outcome: outcomes, seed: SEED, grade: gradeOf(asked) },
    scales: ids.map(({ id }) => ({ name: id, least: -1, most: 1 })),
  });
  if (found.kind === 'abstained')
    return {
      ...{ ...abstained, because: found.n < found.needed ? 'few-complete' : 'not-fitted' },
      ...(found.n < found.needed ? { seen: found.n, needed: found.needed } : {}),
    };
  const necessity = necessityOf({
    ...{ outcome: outcomes, drawn, seed: SEED },
    drivers: ids.map(({ id }, at) => ({ name: id, column: drivers[at] ?? outcomes })),
  });
  return {
    ...{ kind: 'tested', n: found.rows, of: asked.chosen.rows, rho: found.rho },
    ...{ verdict: found.verdict, profile: found.profile },
    weakest: found.lowest
      .map(({ name: id, share }) => ({
        ...(ids.find((each) => each.id === id) ?? { id, name: id }),
        share,
      }))
      .toSorted((a, b) => b.share - a.share),
    needs: necessity.drivers.map(({ effect, size, p, isNecessary }, at) => ({
      ...(ids[at] ?? { id: '', name: '' }),
      ...{ effect, size, p, isNecessary },
    })),
    bottleneck: necessity.bottleneck.map(({ needs, ...level }) => ({
      ...level,
      needs: [...needs],
    })),
  };
}
