// Draws an overview beside the page, so that it stays quick. First the year is sent, then what is said, as often as one likes.
import type { Overview, Valuations, Year } from '@bothways/core/contract';
import {
  drawsOf,
  type Figures,
  figuresOf,
  keptBetween,
  overviewDrawn,
  type Planned,
  plannedWith,
  plannedYear,
  standingOf,
} from '@bothways/core/revalue';

export type Asked =
  | {
      readonly ask: 'year';
      readonly valuations: Valuations;
      readonly year: Year;
      readonly base: Overview;
    }
  | {
      readonly ask: 'draw';
      readonly turn: number;
      readonly valuations: Valuations['valuations'];
    };

export interface Answered {
  readonly turn: number;
  readonly drawn: Overview;
}

// As many draws as the ledger's own, so that what nothing was moved in is what every other page says.
const draws = drawsOf();
let agreed: { readonly planned: Planned; readonly was: Figures; readonly base: Overview } | null =
  null;

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  if (data.ask === 'year') {
    const planned = plannedYear(data.valuations, data.year);
    const was = figuresOf(standingOf(planned, planned.valuations));
    agreed = { planned, was, base: data.base };
  } else if (agreed !== null) {
    const { planned, was, base } = agreed;
    const now = plannedWith(planned, data.valuations);
    const isKept = keptBetween(was, figuresOf(standingOf(now, now.valuations)));
    postMessage({
      turn: data.turn,
      drawn: overviewDrawn(base, now.read, draws, isKept),
    } satisfies Answered);
  }
});
