export {
  type Answer,
  type Answered,
  answersOf,
  appetiteAfter,
  appetiteShown,
  NO_PRIOR,
  priorOf,
} from './appetite.ts';
export { isBlockedId } from './blocked-id.ts';
export {
  type EncounterFolded,
  feltMillionths,
  foldPerson,
  mergePersons,
  type TransferFolded,
} from './fold.ts';
export { type JourneySum, type PersonSums, personFromSums } from './from-sums.ts';
export { type GatedLeg, legName, legWords, mayStand, parted } from './gate.ts';
export { isGpc } from './gpc.ts';
export {
  type EventIds,
  type IdentityLink,
  type LinkSaid,
  linksSaid,
  linksWith,
  personsOf,
} from './identity.ts';
export { type Receipt, type Receipted, receiptOf } from './receipt.ts';
export {
  GPC_KIND,
  isThreaded,
  type Permission,
  partsOf,
  type RightKinds,
  rightKindsOf,
  spokenOf,
  threadedKinds,
  wordKindOf,
} from './right-kinds.ts';
export {
  EXPRESSED_BY,
  type ExpressedBy,
  type HeldRun,
  type LinkTimes,
  type PersonRights,
  type RightWord,
  rightsOf,
  spoken,
} from './rights.ts';
export { type RightShown, type RightState, rightsShown } from './rights-shown.ts';
export {
  type Balance,
  balanceKey,
  CHANNELS_MAX,
  CONTACT_DAYS,
  type Contact,
  contactChannel,
  contactKey,
  DAY_MS,
  GRADE_PLACES,
  type JourneyKept,
  KEPT_MAX,
  type KeptEncounter,
  NOBODY,
  OTHER_CHANNELS,
  type PersonState,
} from './state.ts';
export { type StatementSums, statementSums } from './statement.ts';
export {
  GAP_DAYS,
  lastTouchpoints,
  type PersonInstance,
  type PersonJourney,
  threadPerson,
} from './thread-person.ts';
export {
  type ChannelContacts,
  contactWindows,
  heldByKind,
  type KindHeld,
  type LastTouched,
  lastTouched,
  personCube,
  type Windows,
} from './view.ts';
export {
  API_SOURCE,
  CONSENT_EVENT,
  EXPIRES,
  GPC_CONTEXT,
  PREFERENCES,
  type Spoken,
  wordsOf,
} from './words.ts';
