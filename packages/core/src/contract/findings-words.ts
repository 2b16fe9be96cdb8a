/** What a person can do about a finding; the engine's own list, which lies above this folder, is held to it by a test. */
export const DEEDS_TOLD = ['see', 'accept', 'dismiss', 'work', 'close', 'reopen', 'say'] as const;
/** Where a finding stands, likewise. */
export const FOLLOW_STATES_TOLD = [
  'new',
  'seen',
  'accepted',
  'dismissed',
  'in-work',
  'closed',
] as const;
