// What the API answers, as schemas and as types: the server checks itself against them, the web app is typed by them.

export {
  type AloneColumns,
  aloneColumnsBody,
  aloneColumnsReply,
  aloneDriversBody,
  aloneExperienceBody,
  aloneJourneysBody,
  aloneNpsBody,
} from './alone.ts';
export {
  type ChangedComparison,
  type ChangedFigure,
  type ChangedMonth,
  type ChangedRow,
  changedQuery,
  changedReply,
} from './changed.ts';
export { type Cube, cubeReply } from './cube.ts';
export {
  BECAME_MAX,
  type BecameOfEvents,
  becameReply,
  type Data,
  dataReply,
  type ImportShown,
  RAW_MAX,
  REJECTS_MAX,
  REPLAY_MAX,
  type RejectShown,
  type Rejects,
  type ReplayBody,
  type ReplayDone,
  rejectsQuery,
  rejectsReply,
  replayBody,
  replayDone,
} from './data.ts';
export {
  DRIVERS_MAX,
  type DriverCaveat,
  type DriverLeftOut,
  type DriverOutcome,
  type DriverScore,
  type DriverShown,
  type Drivers,
  type DriversFound,
  type DriversNothing,
  driversQuery,
  driversReply,
  type ForceMultiplier,
  type WeakestLink,
} from './drivers.ts';
export { INFLUENCES_TOLD, type InfluenceTold } from './drivers-parts.ts';
export { type EraseReply, eraseBody, eraseReply, exportReply } from './erase.ts';
export { type ApiError, apiError } from './error.ts';
export {
  type Experience,
  experienceQuery,
  experienceReply,
  type FeltPlace,
  type FeltTouchpoint,
  type MemoryWeight,
  PLACES_MAX,
  type Remembered,
} from './experience.ts';
export type {
  AskedScore,
  CombinedEffect,
  ExpectationTied,
  SetBy,
} from './experience-beside.ts';
export type { OverallAnswer, Setter, Unsaid, UnsaidCode } from './experience-words.ts';
export {
  ANSWER_MAX,
  answerBody,
  type FindingAnswer,
  type FindingEventShown,
  type FindingExample,
  type FindingSeen,
  type FindingShown,
  type FindingsReply,
  findingShown,
  findingsReply,
  SPOTS_MAX,
} from './findings.ts';
export { type Job, type JobBegun, jobBegun, jobReply } from './jobs.ts';
export {
  ACTIVITIES_MAX,
  EDGES_MAX,
  type JourneyActivity,
  type JourneyEdge,
  type JourneyFlow,
  type JourneysReply,
  type JourneyThreading,
  type JourneyVariant,
  journeyFlow,
  journeysQuery,
  journeysReply,
  SEQUENCE_MAX,
  VARIANTS_MAX,
} from './journeys.ts';
export {
  CLUSTERS_MAX,
  type ComplianceWord,
  type Conformance,
  DEVIATIONS_MAX,
  type DropOff,
  type JourneyCluster,
  type JourneyClusters,
  type JourneyDeviation,
  LEFT_MAX,
  type PlannedStep,
  SURVIVAL_STEPS_MAX,
  type SurvivalStep,
} from './journeys-parts.ts';
export {
  type LiveBecameShown,
  type LiveCame,
  type LiveEventShown,
  type LiveNames,
  type LiveQuery,
  type LiveTold,
  liveNames,
  liveQuery,
  liveTold,
} from './live.ts';
export {
  type ModelProblem,
  type ModelSaved,
  type ModelShown,
  type ModelVersionShown,
  type ModelVersionWhole,
  modelReply,
  modelSave,
  modelSaved,
  modelVersionReply,
  NOTE_MAX,
  VERSIONS_MAX,
} from './model.ts';
export {
  type E3Shown,
  e3valueReply,
  type NetworkFigures,
  type NetworkShown,
  networkQuery,
  networkReply,
} from './network.ts';
export { type Overview, overviewQuery, overviewReply } from './overview.ts';
export type { ReportAbstained, ReportFinding } from './overview-findings.ts';
export type {
  ReportFuture,
  ReportFuturePair,
  ReportFutureSide,
} from './overview-futures.ts';
export type {
  ReportJourney,
  ReportPhase,
  ReportSide,
  ReportStep,
  ReportSums,
  ReportTouchpoint,
  ReportTransfer,
  ReportVoices,
} from './overview-journeys.ts';
export type { ReportPersona, ReportSegment } from './overview-lenses.ts';
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
  KNOWN_AS,
  PEOPLE_PAGE_MAX,
  type People,
  type PersonBalance,
  type PersonContact,
  type PersonFound,
  type PersonInstance,
  type PersonJourney,
  type PersonMission,
  type PersonRelationship,
  type PersonShown,
  type PersonTouched,
  peopleQuery,
  peopleReply,
  personParams,
  personQuery,
  personReply,
} from './people.ts';
export {
  type PersonStatement,
  type PersonTimeline,
  personTimeline,
  type StatementLine,
  TIMELINE_MAX,
  type TimelineEntry,
  timelineQuery,
} from './people-exchange.ts';
export { type LinkReply, linkBody, linkQuery, linkReply } from './people-links.ts';
export {
  type PersonAppetite,
  type PersonRight,
  receiptsReply,
  rightAsked,
  rightReply,
} from './people-rights.ts';
export {
  RULE_EVENTS_MAX,
  type RuleFault,
  type RuleTest,
  type RuleTestBody,
  ruleTestBody,
  ruleTestReply,
} from './rule-test.ts';
export {
  rotateBody,
  SOURCE_NAME_MAX,
  type SourceMade,
  type SourceShown,
  type Sources,
  sourceBody,
  sourceMade,
  sourceParams,
  sourceRevoked,
  sourcesReply,
} from './sources.ts';
export {
  type ChoicesSaid,
  COLUMN_ROLES,
  type ColumnRoleSaid,
  choicesBody,
  demoBody,
  type EventsSeen,
  eventsSeenReply,
  type ImportDone,
  type Look,
  lookReply,
  type MappingSeen,
  type MapSeen,
  PEOPLE_MAX,
  type SegmentSeen,
  type Start,
  startReply,
  UPLOAD_BYTES_MAX,
  type Upload,
  uploadQuery,
  uploadReply,
} from './start.ts';
export {
  type AnswersLeftOut,
  type AskedColumn,
  type ExpectationGap,
  type ExperienceOfFile,
  experienceOfFileReply,
  type KanoItem,
  type NpsReply,
  npsReply,
  type SurveyReply,
  surveyReply,
} from './survey.ts';
export {
  TAKE_AWAYS,
  type TakeAwayFormat,
  type TakeAwayWhat,
  takeAwayParams,
  takeAwayQuery,
} from './take-away.ts';
export {
  type Compared,
  type ExpectationHeld,
  type TouchpointExchange,
  type TouchpointLine,
  type TouchpointMonth,
  type TouchpointWhole,
  touchpointReply,
  type ValueRule,
  type Way,
} from './touchpoint.ts';
export {
  type EncounterLeg,
  type EncounterShown,
  type EncountersShown,
  encountersQuery,
  encountersReply,
} from './touchpoint-encounters.ts';
export type { Spread } from './touchpoint-spread.ts';
export {
  type ValuationShown,
  type Valuations,
  valuationsReply,
  type WorthShown,
} from './valuations.ts';
export { type Year, yearReply } from './year.ts';
