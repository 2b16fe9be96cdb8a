/** A value that a property or a trait of ours can have; null: asked, not answered. */
export type SegmentValue = string | number | boolean | null;

/**
 * An event in Segment's event spec, as a source would send it. `event` names a track call, `name` a page or screen.
 *
 * Units: timestamp in ISO 8601, UTC, milliseconds.
 */
export interface SegmentEvent {
  readonly type: 'track' | 'page' | 'screen' | 'identify';
  readonly event?: string;
  readonly name?: string;
  readonly messageId: string;
  readonly userId: string;
  readonly anonymousId?: string;
  readonly timestamp: string;
  readonly properties?: Readonly<Record<string, SegmentValue>>;
  readonly traits?: Readonly<Record<string, SegmentValue>>;
  readonly context: { readonly channel: string };
}
