// What the API answers, as schemas and as types: the server checks itself against them, the web app is typed by them.
export { type Cube, cubeReply } from './cube.ts';
export {
  type Data,
  dataReply,
  type ImportShown,
  REJECTS_MAX,
  type RejectShown,
  type Rejects,
  rejectsQuery,
  rejectsReply,
} from './data.ts';
export { type ApiError, apiError } from './error.ts';
export { type Job, type JobBegun, jobBegun, jobReply } from './jobs.ts';
export { type Overview, overviewReply } from './overview.ts';
export type { ReportAbstained, ReportFinding } from './overview-findings.ts';
export type {
  ReportJourney,
  ReportPhase,
  ReportSide,
  ReportStep,
  ReportTouchpoint,
  ReportTransfer,
  ReportVoices,
} from './overview-journeys.ts';
export type { ReportBlind, ReportMade, ReportValuation } from './overview-made.ts';
export type {
  Evidence,
  Quadrant,
  ReportAcross,
  ReportNet,
  ReportParty,
  ReportValue,
} from './overview-sums.ts';
export {
  type ValuationShown,
  type Valuations,
  type ValueKindShown,
  valuationsReply,
  type WorthShown,
} from './valuations.ts';
export { type Year, yearReply } from './year.ts';
