import type { TFunction } from 'i18next';

const LEG_REASONS = ['no-consent', 'absent', 'negative', 'too-large'] as const;

/** Why something was not exchanged, for people. */
export function legReason(reason: string, t: TFunction<'live'>): string {
  const known = LEG_REASONS.find((each) => each === reason);
  return known === undefined ? reason : t(`reason.${known}`);
}

/** Why a record was refused, for people. */
export function rejectReason(reason: string, t: TFunction<'data'>): string {
  return t(`reason.${reason}` as 'reason.bad-time', { defaultValue: reason });
}
