import type { Valuations, Year } from '@bothways/core/contract';
import {
  type Basis,
  basisOf,
  type CubeRow,
  type Drawn,
  type Encounters,
  type Factors,
  type Plan,
  planOf,
  type Revalued,
  revalue,
} from '@bothways/core/revalue';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Answered, Asked } from './draw-worker.ts';
import { type Moves, shown } from './moves.ts';

/** The year's quantities, ready to be valued. */
export interface YearPlan {
  readonly basis: Basis;
  readonly rows: readonly CubeRow[];
  readonly encounters: Encounters;
  readonly plan: Plan;
}

export function useYearPlan(valuations: Valuations, year: Year): YearPlan {
  return useMemo(() => {
    const basis = basisOf(valuations);
    const rows = year.rows.map(({ touchpoint, quantity, grade, ...row }) => ({
      ...row,
      keys: { touchpoint },
      quantity: BigInt(quantity),
      grades: { [grade]: Math.max(1, row.n) },
    }));
    const at = new Map(year.touchpoints.map(({ id, encounters }) => [id, encounters]));
    const encounters = { total: year.encounters, at };
    return { basis, rows, encounters, plan: planOf(basis, rows) };
  }, [valuations, year]);
}

/** What the exchange comes to: as the model has it, as it was last drawn, and at this moment. */
export interface Now {
  readonly asStated: Revalued;
  /** In closed form at what `drawn` was drawn for. */
  readonly asDrawn: Revalued;
  readonly now: Revalued;
  /** Null: the first draws are not there yet. */
  readonly drawn: Drawn | null;
  /** Whether `drawn` is for what counts at this moment. */
  readonly isDrawn: boolean;
}

/** Values at once, in closed form, and draws the ranges in a worker when something is let go. */
export function useRevalued(year: YearPlan, moves: Moves): Now {
  const { plan } = year;
  const factors = shown(moves);
  const { drawn, of } = useDrawn(year, moves.now);
  const asStated = useMemo(() => revalue(plan, NONE), [plan]);
  const asDrawn = useMemo(() => revalue(plan, of), [plan, of]);
  const now = useMemo(() => revalue(plan, factors), [plan, factors]);
  return { asStated, asDrawn, now, drawn, isDrawn: drawn !== null && of === factors };
}

const NONE: Factors = new Map();

function useDrawn(
  year: YearPlan,
  factors: Factors,
): { readonly drawn: Drawn | null; readonly of: Factors } {
  const [last, setLast] = useState<{ drawn: Drawn | null; of: Factors }>({ drawn: null, of: NONE });
  const worker = useRef<Worker | null>(null);
  const asked = useRef<readonly Factors[]>([]);
  useEffect(() => {
    const made = new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module' });
    const { basis, rows, encounters } = year;
    worker.current = made;
    made.postMessage({ ask: 'year', basis, rows, encounters } satisfies Asked);
    made.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      const of = asked.current[data.turn];
      // Only the answer to the last question counts.
      if (of !== undefined && data.turn === asked.current.length - 1)
        setLast({ drawn: data.drawn, of });
    });
    return () => {
      made.terminate();
      worker.current = null;
    };
  }, [year]);
  useEffect(() => {
    if (worker.current === null || year.rows.length === 0) return;
    const turn = asked.current.length;
    asked.current = [...asked.current, factors];
    worker.current.postMessage({ ask: 'draw', turn, factors } satisfies Asked);
  }, [year, factors]);
  return last;
}
