import type { Overview } from '../contract/overview.ts';
import type { Valuations } from '../contract/valuations.ts';
import type { Year } from '../contract/year.ts';
import {
  type Figures,
  type FiguresPlan,
  figuresAt,
  figuresPlan,
  type PlaceOf,
} from './figures-plan.ts';
import { movedValuations } from './moved.ts';
import { factorsBetween } from './opinions.ts';
import type { IsKept } from './overview-drawn.ts';
import { overviewNow } from './overview-now.ts';
import { type Plan, planOf } from './plan.ts';
import type { Factors } from './revalue.ts';
import type { Figure } from './sums.ts';
import { valuedBy, type YearRead, yearRead } from './year-read.ts';

/** A year planned under some opinions: others that differ only in their medians cost a few multiplications. */
export interface Planned {
  readonly valuations: Valuations['valuations'];
  readonly read: YearRead;
  readonly figures: FiguresPlan;
  /** The nets alone, of what was measured. */
  readonly plan: Plan;
}

/** The year as the model values it. */
export function plannedYear(valuations: Valuations, year: Year): Planned {
  const read = yearRead(valuations, year);
  return planned(valuations.valuations, read);
}

/** The same year under other opinions; planned anew only where more than medians changed. */
export function plannedWith(base: Planned, valuations: Valuations['valuations']): Planned {
  return valuations === base.valuations
    ? base
    : planned(valuations, valuedBy(base.read, valuations));
}

function planned(valuations: Valuations['valuations'], read: YearRead): Planned {
  return {
    ...{ valuations, read },
    figures: figuresPlan(read),
    plan: planOf(read.model, read.rows),
  };
}

/** A plan and the medians moved from it. */
export interface Standing {
  readonly by: Planned;
  readonly factors: Factors;
}

/** How opinions stand to a plan: by factors, or planned anew. */
export function standingOf(by: Planned, valuations: Valuations['valuations']): Standing {
  const factors = factorsBetween(by.valuations, valuations);
  if (factors !== null) return { by, factors };
  return { by: plannedWith(by, valuations), factors: NONE };
}

const NONE: Factors = new Map();

export function figuresOf({ by, factors }: Standing): Figures {
  return figuresAt(by.figures, factors);
}

/** Where figures are the same: there is nothing to draw again. */
export function keptBetween(was: Figures, is: Figures): IsKept {
  return (touchpoint, evidence) => {
    const [before, after] = [
      was[evidence].places.get(touchpoint),
      is[evidence].places.get(touchpoint),
    ];
    return before === undefined || after === undefined
      ? before === after
      : isSamePlace(before, after);
  };
}

function isSamePlace(a: PlaceOf<Figure>, b: PlaceOf<Figure>): boolean {
  const isSame = (x: Figure, y: Figure | undefined): boolean => x.sum === y?.sum && x.sd === y.sd;
  return (
    (['delivered', 'captured'] as const).every((way) =>
      a[way].transfers.every(
        ({ worth, cost }, at) =>
          isSame(worth, b[way].transfers[at]?.worth) && isSame(cost, b[way].transfers[at]?.cost),
      ),
    ) &&
    isSame(a.customer, b.customer) &&
    isSame(a.business, b.business)
  );
}

/** An overview drawn for some figures, moved to where opinions stand now. */
export function overviewAt(drawn: Overview, was: Figures, standing: Standing): Overview {
  const { by, factors } = standing;
  const { read } = by;
  const valuations = movedValuations(read.model.valuations, factors);
  const moved = { ...read, model: { ...read.model, valuations } };
  return overviewNow(drawn, was, figuresOf(standing), moved);
}
