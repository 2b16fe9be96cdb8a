/** How a touchpoint shows itself in Larkfield's events: the call, its name, and where it may happen. */
export interface TouchpointSign {
  readonly type: 'track' | 'page';
  readonly event: string;
  readonly channels: readonly string[];
  /** Where several touchpoints share an event, the `reason` property that tells this one. */
  readonly reason?: string;
}

const ONLINE = ['web', 'app'] as const;

/** Every touchpoint of `larkfield.bothways.yaml` that events reach, by its id there. A test holds the two together. */
export const LARKFIELD_TOUCHPOINTS = {
  newsletter: track('Email Opened', ['email']),
  'community-question': track('Question Asked', ['community']),
  'community-answer': track('Answer Posted', ['community']),
  inspiration: { type: 'page', event: 'Inspiration', channels: ONLINE },
  search: track('Products Searched', ONLINE),
  'product-page': track('Product Viewed', ONLINE),
  'store-advice': track('Advice Given', ['store']),
  'checkout-web': track('Order Completed', ['web']),
  'checkout-app': track('Order Completed', ['app']),
  'priority-slot': track('Priority Slot Booked', ['app']),
  till: track('Store Purchase Completed', ['store']),
  'delivery-status': track('Delivery Status Viewed', ['app', 'email']),
  delivery: track('Order Delivered', ['delivery']),
  'product-review': track('Product Reviewed', ['email']),
  'help-page': { type: 'page', event: 'Help', channels: ONLINE },
  'call-late-delivery': track('Call Ended', ['phone'], 'late-delivery'),
  'call-other': track('Call Ended', ['phone'], 'other'),
  'return-parcel': track('Order Refunded', ['delivery']),
  goodwill: track('Goodwill Given', ['email']),
  join: track('Signed Up', ['web', 'store']),
  'garden-profile': track('Garden Profile Completed', ['app']),
  reward: track('Reward Redeemed', ['app', 'store']),
  invite: track('Invite Accepted', ['app']),
} as const satisfies Record<string, TouchpointSign>;

export type LarkfieldTouchpoint = keyof typeof LARKFIELD_TOUCHPOINTS;

/** What Larkfield's systems also send, and no touchpoint takes: the model's blind side. */
export const LARKFIELD_UNPLANNED = {
  'basket-filled': track('Product Added', ONLINE),
  'wishlist-shared': track('Wishlist Shared', ONLINE),
  'notification-dismissed': track('Push Notification Dismissed', ['app']),
} as const satisfies Record<string, TouchpointSign>;

/** Touchpoints of the model that no event of the generator reaches, whatever the plan says. */
export const LARKFIELD_UNSEEN = ['garden-workshop', 'store-phone', 'call-back'] as const;

/** Any sign, planned or not, by its id. */
export const LARKFIELD_SIGNS: Readonly<Record<LarkfieldSign, TouchpointSign>> = {
  ...LARKFIELD_TOUCHPOINTS,
  ...LARKFIELD_UNPLANNED,
};
export type LarkfieldSign = LarkfieldTouchpoint | keyof typeof LARKFIELD_UNPLANNED;

function track(event: string, channels: readonly string[], reason?: string): TouchpointSign {
  return { type: 'track', event, channels, ...(reason === undefined ? {} : { reason }) };
}
