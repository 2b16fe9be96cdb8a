// How it felt and how it is remembered; what was expected; what people say in surveys. Pure.
export {
  type CombinedEffect,
  type CombinedVerdict,
  chanceOfNone,
  combinedEffect,
  type PairAnswers,
  pairsFound,
} from './combined.ts';
export {
  alphaOf,
  correlation,
  differenceReliability,
  type Expected,
  type Gap,
  gapOf,
  gapsBySetter,
  type PenaltyReward,
  penaltyReward,
  type Servqual,
  type SetBy,
  type Surface,
  servqual,
  surfaceOf,
} from './expectation.ts';
export { type FadingLearned, type LaterAnswer, learnFading } from './fading.ts';
export {
  type Belief,
  type FeltCurve,
  type FeltPlace,
  type FeltPoint,
  feltCurve,
} from './felt-curve.ts';
export {
  KANO_CATEGORIES,
  type Kano,
  type KanoCategory,
  type KanoCounts,
  type KanoWarning,
  kanoCategory,
  kanoCounts,
  kanoOf,
} from './kano.ts';
export { leversOf } from './levers.ts';
export {
  COLUMNS,
  type MemorySums,
  memorySums,
  memorySumsOf,
  memorySumsWithin,
  REGRESSORS,
  type Regressor,
  type Remembered,
  rememberedFrom,
} from './memory-sums.ts';
export { type MemoryRule, type MemoryTest, memoryTest } from './memory-test.ts';
export {
  believedWeights,
  LEARNS_FROM,
  learnMemory,
  type Memory,
  type WeightShown,
} from './memory-weights.ts';
export {
  FADING,
  type Fading,
  type Memorable,
  memorable,
  peakEnd,
  rememberedValue,
  unexplained,
} from './remembered.ts';
export {
  type RememberedOptions,
  type RememberedValue,
  rememberedOf,
  weightDraws,
} from './remembered-journey.ts';
export {
  type FeltJourney,
  type PlaceInMemory,
  type RememberedJourneys,
  rememberedJourneys,
} from './remembered-journeys.ts';
export {
  differenceOf,
  estimateAbout,
  meanOf,
  type Spread,
  spreadOf,
  spreadOfSums,
  together,
} from './spread.ts';
export {
  differenceOfScores,
  meanOfScores,
  meanScore,
  type Nps,
  npsOf,
  promotes,
  type Score,
  type Share,
  scoresOf,
  shareOf,
  wilson,
} from './survey.ts';
