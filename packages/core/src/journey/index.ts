export { type Alignment, aligner, type Move, type MoveCosts } from './align.ts';
export { type Compliance, complianceOf } from './compliance.ts';
export { type Plan, planOf, planOfStep, touchpointsOfPlan } from './plan.ts';
export { type PlanNet, planNet } from './plan-net.ts';
export { type PlanRead, planText, readPlan } from './plan-text.ts';
export {
  type Instance,
  type InstanceEnd,
  type Threadable,
  type ThreadPlan,
  thread,
} from './thread.ts';
