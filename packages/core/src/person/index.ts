export { isBlockedId } from './blocked-id.ts';
