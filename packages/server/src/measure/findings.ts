import {
  type Actor,
  believedLedger,
  type CubeRow,
  type Draws,
  drawsOf,
  type Findings,
  findings,
  sidesOf,
} from '@bothways/core';
import { cube } from '../store/measure/cube.ts';
import { type Totals, totals } from '../store/measure/totals.ts';
import { type TouchpointEvidence, touchpointEvidence } from '../store/measure/touchpoints.ts';
import type { Reading } from './reading.ts';

/** What was measured, by touchpoint, with what the three rules find in it. */
export interface Measured {
  readonly totals: Totals;
  readonly cube: readonly CubeRow[];
  readonly evidence: readonly TouchpointEvidence[];
  readonly found: Findings;
}

/** Reads the ledger by touchpoint once, and lets the rules look at it. Nothing measured: nothing found. */
export async function measuredFindings(
  reading: Reading,
  draws: Draws = drawsOf(),
): Promise<Measured> {
  const { stores, generation, model } = reading;
  const { facts } = stores;
  const measured = await totals(facts, generation);
  const rows = await cube({ facts, generation, model, by: ['touchpoint'] });
  const side = sidesOf(model);
  const on = (wanted: Actor['side']): readonly string[] =>
    model.actors.filter(({ id }) => side(id) === wanted).map(({ id }) => id);
  const evidence = await touchpointEvidence(facts, generation, on('customer'));
  const byTouchpoint = Map.groupBy(rows, ({ keys }) => keys['touchpoint'] ?? '');
  const found =
    measured.days === 0
      ? { findings: [], abstained: [] }
      : findings({
          model,
          days: measured.days,
          touchpoints: evidence.map((each) => ({
            ...each,
            cube: byTouchpoint.get(each.touchpoint) ?? [],
          })),
          believed: believedLedger(model, { draws }),
          draws,
        });
  return { totals: measured, cube: rows, evidence, found };
}
