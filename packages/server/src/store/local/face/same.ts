import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are the same, told in a time that says nothing about where they differ. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
