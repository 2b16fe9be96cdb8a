export { type Alignment, aligner, type Move, type MoveCosts } from './align.ts';
export {
  CLUSTER_LIMITS,
  clusterWays,
  type WayCluster,
  type WayClusters,
  waysAtOnce,
} from './clusters.ts';
export { type Compliance, complianceOf } from './compliance.ts';
export {
  type Conformance,
  conformanceOf,
  type Deviation,
  type MeanRange,
  type Walked,
} from './conformance.ts';
export { cutByGap, silencesOf } from './cut-by-gap.ts';
export {
  directlyFollows,
  type FlowEdge,
  type FlowGraph,
  type FlowNode,
  strongestEdges,
  type Waits,
} from './graph.ts';
export {
  type GapLearned,
  learnGap,
  type SilenceHistogram,
  silenceHistogram,
} from './learn-gap.ts';
export { type LogRank, logRank } from './log-rank.ts';
export { type Plan, planOf, planOfStep, touchpointsOfPlan } from './plan.ts';
export { type PlanNet, planNet } from './plan-net.ts';
export { type PlanRead, planText, readPlan } from './plan-text.ts';
export {
  aalenJohansen,
  type IncidencePoint,
  kaplanMeier,
  type Stay,
  type SurvivalPoint,
  survivalAt,
  survivalQuantile,
} from './survival.ts';
export {
  type Instance,
  type InstanceEnd,
  type Threadable,
  type ThreadPlan,
  thread,
} from './thread.ts';
export { type EventLog, type Traces, tracesOf } from './traces.ts';
export { type Variant, type Variants, variantsOf } from './variants.ts';
export { type Way, type WayDistances, wayDistances } from './way-distance.ts';
