export { isBlockedId } from './blocked-id.ts';
export {
  type EventIds,
  type IdentityLink,
  type LinkSaid,
  linksSaid,
  linksWith,
  personsOf,
} from './identity.ts';
