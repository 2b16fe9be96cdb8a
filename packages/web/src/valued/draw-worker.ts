// Draws an overview beside the page, so that it stays quick. First the year is sent, then what is said, as often as one likes.
import type { Overview, Valuations, Year } from '@bothways/core/contract';
import { drawsOf, overviewDrawn, valuedBy, type YearRead, yearRead } from '@bothways/core/revalue';

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
let read: { readonly year: YearRead; readonly base: Overview } | null = null;

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  if (data.ask === 'year') read = { year: yearRead(data.valuations, data.year), base: data.base };
  else if (read !== null) {
    const drawn = overviewDrawn(read.base, valuedBy(read.year, data.valuations), draws);
    postMessage({ turn: data.turn, drawn } satisfies Answered);
  }
});
