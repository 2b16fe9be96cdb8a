// The made-up retailer's journey: who gives what where, how often. Kept apart from the report that is built of it.
import type { Grade } from '@bothways/core';
import type { kinds } from './report-fixture-kinds.ts';

export interface Line {
  readonly give: 'customer' | 'business';
  readonly kind: keyof typeof kinds;
  readonly each: number;
}

export interface FixtureTouchpoint {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly owner: string;
  readonly influence: string;
  readonly intention?: string;
  readonly quote?: string;
  /** Encounters a year. */
  readonly believed: number;
  readonly measured: number;
  readonly grade?: Grade;
  readonly felt?: number;
  readonly isPlannedOnly?: boolean;
  readonly lines: readonly Line[];
}

const they = (kind: Line['kind'], each: number): Line => ({ give: 'customer', kind, each });
const we = (kind: Line['kind'], each: number): Line => ({ give: 'business', kind, each });

const discover: readonly FixtureTouchpoint[] = [
  {
    id: 'newsletter',
    name: 'Newsletter',
    channel: 'e-mail',
    owner: 'brand team',
    influence: 'communications',
    believed: 900_000,
    measured: 1_240_000,
    felt: 0.05,
    lines: [they('attention', 11), we('belonging', 1)],
  },
  {
    id: 'app-home',
    name: 'App home screen',
    channel: 'app',
    owner: 'app team',
    influence: 'brand',
    believed: 210_000,
    measured: 181_000,
    lines: [they('attention', 24), we('assurance', 0.2)],
  },
  {
    id: 'store-event',
    name: 'Workshop evening in the store',
    channel: 'store',
    owner: 'store team',
    influence: 'brand',
    believed: 1_400,
    measured: 0,
    lines: [they('personal', 5400), we('advice', 2), we('belonging', 5)],
  },
];
const choose: readonly FixtureTouchpoint[] = [
  {
    id: 'search',
    name: 'Product search and filters',
    channel: 'web',
    owner: 'shop team',
    influence: 'product',
    believed: 300_000,
    measured: 352_000,
    felt: 0.12,
    lines: [they('personal', 95), we('assurance', 0.5)],
  },
  {
    id: 'advice',
    name: 'Advice from a colleague in the store',
    channel: 'store',
    owner: 'store team',
    influence: 'service',
    believed: 40_000,
    measured: 36_500,
    felt: 0.61,
    quote: 'She found it in a minute.',
    lines: [they('personal', 240), we('advice', 1)],
  },
  {
    id: 'sign-up',
    name: 'Opening an account',
    channel: 'web',
    owner: 'CRM team',
    influence: 'communications',
    believed: 28_000,
    measured: 31_000,
    felt: -0.22,
    lines: [they('personal', 140), they('history', 1), they('contact', 3), they('permission', 1)],
  },
];
const buy: readonly FixtureTouchpoint[] = [
  {
    id: 'checkout-web',
    name: 'Web checkout',
    channel: 'web',
    owner: 'shop team',
    influence: 'purchase',
    intention: 'I pay on the site because I want it tomorrow',
    believed: 108_000,
    measured: 121_000,
    felt: 0.28,
    lines: [we('goods', 54), they('money', 54), they('waiting', 170), they('history', 1)],
  },
  {
    id: 'checkout-app',
    name: 'App checkout',
    channel: 'app',
    owner: 'app team',
    influence: 'purchase',
    believed: 70_000,
    measured: 52_000,
    felt: 0.44,
    lines: [we('goods', 46), they('money', 46), they('waiting', 65), they('history', 1)],
  },
  {
    id: 'till',
    name: 'Store till',
    channel: 'store',
    owner: 'store team',
    influence: 'purchase',
    believed: 140_000,
    measured: 151_000,
    felt: 0.15,
    lines: [we('goods', 38), they('money', 38), they('waiting', 210)],
  },
];
const receive: readonly FixtureTouchpoint[] = [
  {
    id: 'tracking',
    name: 'Delivery tracking e-mails',
    channel: 'e-mail',
    owner: 'delivery team',
    influence: 'communications',
    believed: 330_000,
    measured: 298_000,
    felt: 0.32,
    lines: [they('attention', 9), we('assurance', 1)],
  },
  {
    id: 'delivery',
    name: 'Home delivery at the door',
    channel: 'delivery',
    owner: 'delivery team',
    influence: 'service',
    believed: 160_000,
    measured: 149_000,
    felt: 0.21,
    lines: [they('waiting', 410), they('money', 2.4), we('assurance', 4)],
  },
  {
    id: 'collect',
    name: 'Click and collect',
    channel: 'store',
    owner: 'store team',
    influence: 'service',
    believed: 22_000,
    measured: 24_100,
    felt: 0.37,
    lines: [they('personal', 620), we('assurance', 2)],
  },
];
const live: readonly FixtureTouchpoint[] = [
  {
    id: 'call',
    name: 'Contact centre call',
    channel: 'contact centre',
    owner: 'care team',
    influence: 'service',
    quote: 'I only wanted to know where it is.',
    believed: 60_000,
    measured: 96_400,
    grade: 'B',
    felt: -0.48,
    lines: [they('waiting', 840), they('personal', 380), we('help', 1)],
  },
  {
    id: 'chat',
    name: 'Chat with the contact centre',
    channel: 'web',
    owner: 'care team',
    influence: 'service',
    believed: 9_000,
    measured: 0,
    isPlannedOnly: true,
    lines: [they('waiting', 300), we('help', 1)],
  },
  {
    id: 'return',
    name: 'Return at the store',
    channel: 'store',
    owner: 'store team',
    influence: 'service',
    believed: 14_000,
    measured: 17_200,
    felt: -0.11,
    lines: [they('goods', 41), we('money', 41), they('personal', 900)],
  },
];
const belong: readonly FixtureTouchpoint[] = [
  {
    id: 'renewal',
    name: 'Membership renewal',
    channel: 'app',
    owner: 'CRM team',
    influence: 'brand',
    believed: 15_000,
    measured: 12_300,
    felt: -0.3,
    lines: [they('money', 32.4), they('personal', 35), they('history', 1)],
  },
  {
    id: 'review',
    name: 'Review request',
    channel: 'e-mail',
    owner: 'brand team',
    influence: 'communications',
    believed: 12_000,
    measured: 8_900,
    lines: [they('review', 1), they('personal', 150)],
  },
  {
    id: 'community-answer',
    name: 'Community answer',
    channel: 'community',
    owner: 'community team',
    influence: 'brand',
    believed: 6_000,
    measured: 9_700,
    felt: 0.52,
    lines: [they('answer', 1), we('belonging', 3)],
  },
];

export const phases = [
  { id: 'discover', name: 'Discover', touchpoints: discover },
  { id: 'choose', name: 'Choose', touchpoints: choose },
  { id: 'buy', name: 'Buy', touchpoints: buy },
  { id: 'receive', name: 'Receive', touchpoints: receive },
  { id: 'live', name: 'Live with it', touchpoints: live },
  { id: 'belong', name: 'Belong', touchpoints: belong },
] as const;
