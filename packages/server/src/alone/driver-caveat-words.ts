import type { DriverCaveat } from '@bothways/core/contract';
import { explainCaveat } from '@bothways/core/drivers';

/** A caveat of drivers in an English sentence. */
export function sayDriverCaveat(caveat: DriverCaveat): string {
  switch (caveat.code) {
    case 'same-moment':
      return 'Scores and rating were given by the same people at the same moment, which makes them more alike than they are.';
    case 'reverse':
      return 'It may run the other way: who likes the whole rates its parts better.';
    case 'survivors':
      return 'Who has left rates nothing: only those who are still there speak here.';
    case 'forms-not-people':
      return 'One form is one row: nobody is named, so who answered twice counts twice.';
    case 'behaviour-scores':
      return `Scored by promises kept, not by how it felt: ${caveat.drivers.join(', ')}.`;
    case 'weak':
      return `Together they go with only ${(100 * caveat.r2).toFixed(0)} % of it: what decides lies elsewhere.`;
    case 'association':
      return explainCaveat({ ...caveat, eValue: caveat.eValue ?? Number.POSITIVE_INFINITY });
    case 'collinear':
      return explainCaveat({ ...caveat, inflation: caveat.inflation ?? Number.POSITIVE_INFINITY });
    default:
      return explainCaveat(caveat);
  }
}
