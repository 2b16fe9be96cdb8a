export { completeRows, type DrawnTogether, drawnTogether } from '../statistics/group-rows.ts';
export { type LeastSquares, leastSquares } from '../statistics/least-squares.ts';
export {
  blockMoments,
  type MomentBlocks,
  type Moments,
  momentStride,
  momentsOf,
  rowsEffective,
} from '../statistics/moments.ts';
export { type Caveat, inflationsOf } from './caveats.ts';
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
export {
  type ForceMultiplier,
  forceMultipliers,
  type Lever,
  type MultiplierAsked,
} from './multiplier.ts';
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
export { type DriverTold, driversTold, type ScoreTold, type TellAsked, type Told } from './told.ts';
