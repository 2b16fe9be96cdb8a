/** Texts that clients send where they know of nobody. */
const BLOCKED =
  /^(?:[0-]*|-1|null|undefined|nil|none|nan|n\/a|anonymous|unknown|guest|true|false|\[object object\])$/i;

/**
 * Whether an id names nobody: one of the texts that clients send by mistake, which would make one person of many.
 *
 * Source: Segment Unify's blocked values (`^[0-]*$`, `-1`, `null`, `anonymous`), and others of their kind.
 */
export function isBlockedId(id: string): boolean {
  return BLOCKED.test(id.trim());
}
