// What the report says is what the overview of the ledger says: one shape for both.
// The report computes no figure of its own, it only lays them out.
export type {
  Evidence,
  Overview as ReportData,
  Quadrant,
  ReportAbstained,
  ReportAcross,
  ReportBlind,
  ReportFinding,
  ReportJourney,
  ReportMade,
  ReportNet,
  ReportParty,
  ReportPhase,
  ReportSide,
  ReportStep,
  ReportTouchpoint,
  ReportTransfer,
  ReportValuation,
  ReportValue,
  ReportVoices,
} from '@bothways/core/contract';
