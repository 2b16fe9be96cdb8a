// Revaluing for the browser: no schema and no parser comes with it.
export { type Draws, drawsOf } from '../ledger/draws.ts';
export type { CubeRow } from '../ledger/entries.ts';
export type { Estimate } from '../ledger/estimate.ts';
export { ALL_PLACES, volumeOf } from '../ledger/volume.ts';
export { screenUnit } from '../ledger/words.ts';
export { type BasisShown, basisOf } from './basis.ts';
export { type Figures, figuresAt } from './figures-plan.ts';
export { holds } from './finding-now.ts';
export { movedValuations } from './moved.ts';
export {
  type About,
  aboutOf,
  aboutPart,
  factorsBetween,
  isSameOpinion,
  isSameWorth,
  movedTo,
  type OpinionKey,
  type Opinions,
  opinionKey,
  saidOf,
  valuationsSaid,
} from './opinions.ts';
export { overviewDrawn } from './overview-drawn.ts';
export { overviewNow } from './overview-now.ts';
export {
  type Basis,
  type PartId,
  type PlacePlan,
  type Plan,
  partOf,
  planOf,
} from './plan.ts';
export {
  type Factors,
  NETS,
  type NetOf,
  type PlaceNets,
  type Revalued,
  rangeFactors,
  revalue,
  type Swing,
  tornado,
  turned,
} from './revalue.ts';
export { type Grid, gridOf, placeOn, REACH, snap, stepped, valueAt } from './slider.ts';
export { findingOf, named, turnsOf } from './told-findings.ts';
export { netOf } from './told-nets.ts';
export { feltOf, type Summed, sumsOf } from './told-sums.ts';
export { valuationsOf } from './told-valuations.ts';
export { believedValues, measuredValues } from './told-values.ts';
export {
  believedVoices,
  changing,
  keeping,
  type Line,
  type MeasuredFrom,
  measuredVoices,
  type Unsaid,
  withTouchpoints,
} from './told-voices.ts';
export {
  figuresOf,
  keptBetween,
  overviewAt,
  type Planned,
  plannedWith,
  plannedYear,
  type Standing,
  standingOf,
} from './valued.ts';
export { valuedBy, type YearRead, yearRead } from './year-read.ts';
