export { isBlockedId } from './blocked-id.ts';
export {
  type EncounterFolded,
  foldPerson,
  mergePersons,
  type TransferFolded,
} from './fold.ts';
export {
  type EventIds,
  type IdentityLink,
  type LinkSaid,
  linksSaid,
  linksWith,
  personsOf,
} from './identity.ts';
export {
  type Balance,
  balanceKey,
  CONTACT_DAYS,
  type Contact,
  contactKey,
  type JourneyKept,
  KEPT_MAX,
  type KeptEncounter,
  NOBODY,
  type PersonState,
} from './state.ts';
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
