// Draws ranges beside the page, so that it stays quick. First the year is sent, then what was moved, as often as one likes.
import {
  type Basis,
  type CubeRow,
  type Drawn,
  drawnNets,
  drawsOf,
  type Encounters,
  type PartId,
} from '@bothways/core/revalue';

export type Asked =
  | {
      readonly ask: 'year';
      readonly basis: Basis;
      readonly rows: readonly CubeRow[];
      readonly encounters: Encounters;
    }
  | { readonly ask: 'draw'; readonly turn: number; readonly factors: ReadonlyMap<PartId, number> };

export interface Answered {
  readonly turn: number;
  readonly drawn: Drawn;
}

// As many draws as the ledger's own, so that what nothing was moved in is what every other page says.
const draws = drawsOf();
let year: (Asked & { readonly ask: 'year' }) | null = null;

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  if (data.ask === 'year') year = data;
  else if (year !== null) {
    const drawn = drawnNets(year.basis, year.rows, data.factors, year.encounters, draws);
    postMessage({ turn: data.turn, drawn } satisfies Answered);
  }
});
