// Who gives what to whom: from the ledger, and from an e3value model.
export { drawsOf } from '../ledger/draws.ts';
export {
  type E3Flow,
  type E3Net,
  type E3Result,
  evaluateE3,
} from './e3value.ts';
export { type Formula, readFormula } from './e3value-formula.ts';
export type {
  E3Actor,
  E3Connection,
  E3Element,
  E3Exchange,
  E3Interface,
  E3Model,
  E3Port,
  E3Problem,
  Formulas,
} from './e3value-model.ts';
export { explainE3 } from './e3value-words.ts';
export { believedFlows, type Flow, holdings, measuredFlows } from './flow.ts';
export { moneyByGrade } from './money-grades.ts';
export {
  type FlowGiven,
  type KindGiven,
  type Network,
  type NetworkActor,
  networkOf,
  type Pair,
  type PlacePair,
  type Way,
} from './network.ts';
export { isBroken, type Reciprocity, type ReciprocityState } from './reciprocity.ts';
