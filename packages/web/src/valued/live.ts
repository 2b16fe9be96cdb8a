import type { Overview, Valuations, Year } from '@bothways/core/contract';
import {
  type Figures,
  figuresOf,
  type Opinions,
  overviewAt,
  type Planned,
  plannedYear,
  type Standing,
  standingOf,
  valuationsSaid,
} from '@bothways/core/revalue';
import type { Answered, Asked } from './draw-worker.ts';
import { type Moves, shown } from './moves.ts';

/** What everything comes to at this moment. */
export interface Snapshot {
  /** With its figures moved: drawn, and from there in closed form. */
  readonly overview: Overview;
  /** Whether every range is drawn for what counts at this moment. */
  readonly isDrawn: boolean;
  /** How the year is planned, and what is moved from there, of what counts at this moment. */
  readonly standing: Standing;
  /** What is said, moved or not. */
  readonly said: Valuations['valuations'];
  /** The same as last let go. */
  readonly settled: Valuations['valuations'];
  /** As the model values it. */
  readonly agreed: Planned;
}

/** Values a year under moved opinions: at once, and drawn in a worker when something is let go. */
export interface Live {
  readonly at: (moves: Moves) => Snapshot;
  readonly stop: () => void;
}

interface Drawn {
  readonly overview: Overview;
  readonly figures: Figures;
  /** What it was drawn for. */
  readonly of: Opinions;
}

const NONE: Opinions = new Map();

/** Begins to value; `told` when something was drawn. */
export function liveOf(valuations: Valuations, year: Year, base: Overview, told: () => void): Live {
  const agreed = plannedYear(valuations, year);
  const unmoved: Drawn = {
    ...{ overview: base, of: NONE },
    figures: figuresOf(standingOf(agreed, agreed.valuations)),
  };
  let drawn = unmoved;
  let settled = settledFor(NONE, agreed);
  const drawing = drawer(valuations, year, base);

  function settle(now: Opinions): void {
    if (settled.of === now) return;
    settled = settledFor(now, settled.standing.by);
    if (now.size === 0) {
      drawing.forget();
      drawn = { ...unmoved, of: now };
      return;
    }
    const { of, said, standing } = settled;
    drawing.draw(said, (overview) => {
      drawn = { overview, of, figures: figuresOf(standing) };
      told();
    });
  }

  function at(moves: Moves): Snapshot {
    settle(moves.now);
    const counts = shown(moves);
    const isSettled = counts === moves.now;
    const said = isSettled ? settled.said : valuationsSaid(agreed.valuations, counts);
    const standing = isSettled ? settled.standing : standingOf(settled.standing.by, said);
    const isDrawn = isSettled && drawn.of === counts;
    const overview = isDrawn ? drawn.overview : overviewAt(drawn.overview, drawn.figures, standing);
    return { overview, isDrawn, standing, said, settled: settled.said, agreed };
  }

  function settledFor(of: Opinions, by: Planned) {
    const said = of.size === 0 ? agreed.valuations : valuationsSaid(agreed.valuations, of);
    return { of, said, standing: standingOf(of.size === 0 ? agreed : by, said) };
  }

  return { at, stop: drawing.stop };
}

interface Drawer {
  readonly draw: (valuations: Valuations['valuations'], then: (overview: Overview) => void) => void;
  /** What is being drawn is not wanted any more. */
  readonly forget: () => void;
  readonly stop: () => void;
}

/** Draws in a worker, begun when first needed. Only the answer to the last question counts. */
function drawer(valuations: Valuations, year: Year, base: Overview): Drawer {
  let worker: Worker | null = null;
  let turn = 0;
  let last: ((overview: Overview) => void) | null = null;
  function begun(): Worker {
    const made = new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module' });
    made.postMessage({ ask: 'year', valuations, year, base } satisfies Asked);
    made.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      if (data.turn === turn) last?.(data.drawn);
    });
    return made;
  }
  return {
    draw(said, then) {
      worker ??= begun();
      turn += 1;
      last = then;
      worker.postMessage({ ask: 'draw', turn, valuations: said } satisfies Asked);
    },
    forget() {
      last = null;
    },
    stop() {
      worker?.terminate();
      worker = null;
    },
  };
}
