export { completeRows, type DrawnTogether, drawnTogether } from '../statistics/group-rows.ts';
export { type LeastSquares, leastSquares } from '../statistics/least-squares.ts';
export { fitLogit, type Logit, type LogitRows } from '../statistics/logit.ts';
export {
  blockMoments,
  type MomentBlocks,
  type Moments,
  momentStride,
  momentsOf,
  rowsEffective,
} from '../statistics/moments.ts';
export { explainCaveat } from './caveat-words.ts';
export { type Caveat, inflationsOf } from './caveats.ts';
export {
  type DriverRows,
  type DriversAsked,
  driversOfRows,
  type RowsDriven,
} from './driver-rows.ts';
export { eValue, eValueOfRatio } from './e-value.ts';
export { type Halo, haloShares } from './halo.ts';
export {
  DRAWS,
  type DriverFound,
  type DriversFound,
  type ImportanceAsked,
  importanceOf,
  LEVEL,
  type Player,
  rowsNeeded,
} from './importance.ts';
export { type LogitEffect, logitImportanceOf } from './logit-importance.ts';
export { categoriesOf, LOGIT_LIMITS } from './logit-shares.ts';
export {
  type ForceMultiplier,
  forceMultipliers,
  type Lever,
  type MultiplierAsked,
} from './multiplier.ts';
export {
  type BottleneckLevel,
  type Necessity,
  type NecessityAsked,
  type NecessityFound,
  necessityOf,
} from './necessary.ts';
export {
  type DriverScale,
  type Performance,
  type PerformancePoint,
  performanceOf,
  type Quadrant,
} from './performance.ts';
export { relativeWeights } from './relative-weights.ts';
export {
  explainedBySubsets,
  PLAYERS_MAX,
  shapleyInteractions,
  shapleyValues,
} from './subsets.ts';
export { substituted, substitutedSlopes } from './substitution.ts';
export {
  type CaveatSent,
  caveatSent,
  type DriverTold,
  driversTold,
  type ScoreTold,
  type TellAsked,
  type Told,
} from './told.ts';
export { type WeakestAsked, type WeakestLinkFound, weakestLinkOf } from './weakest-link.ts';
