// The made-up retailer's journey: who gives what where, how often. Kept apart from the report that is built of it.
import type { Grade } from '@bothways/core';

type Range = readonly [median: number, low: number, high: number];
type Ways = { readonly customer: Range | null; readonly business: Range | null };

/** By giver: what a unit is worth to the other side, and what it costs this one. */
export interface FixtureKind {
  readonly name: string;
  readonly family: string;
  readonly unit: string;
  readonly worth: Ways;
  readonly cost: Ways;
}

const none: Ways = { customer: null, business: null };
const face: Ways = { customer: [1, 1, 1], business: [1, 1, 1] };

export const kinds = {
  money: { name: 'Money', family: 'money', unit: 'EUR', worth: face, cost: face },
  goods: {
    name: 'Goods',
    family: 'goods',
    unit: 'EUR',
    worth: { customer: [0.4, 0.32, 0.5], business: [1.2, 1.09, 1.32] },
    cost: { customer: [1.1, 1, 1.21], business: [0.62, 0.6, 0.64] },
  },
  waiting: {
    name: 'Waiting time',
    family: 'time',
    unit: 'second',
    worth: none,
    cost: { customer: [0.0035, 0.002, 0.0061], business: null },
  },
  personal: {
    name: 'Personal time',
    family: 'time',
    unit: 'second',
    worth: none,
    cost: { customer: [0.0018, 0.0012, 0.0027], business: null },
  },
  attention: {
    name: 'Attention',
    family: 'attention',
    unit: 'second',
    worth: none,
    cost: { customer: [0.0012, 0.0005, 0.003], business: null },
  },
  history: {
    name: 'Purchase history',
    family: 'data',
    unit: 'disclosure',
    worth: { customer: [0.35, 0.1, 1.2], business: null },
    cost: none,
  },
  contact: { name: 'Contact data', family: 'data', unit: 'disclosure', worth: none, cost: none },
  permission: {
    name: 'Permission for news by e-mail',
    family: 'permission',
    unit: 'right',
    worth: none,
    cost: none,
  },
  help: {
    name: 'Help from our people',
    family: 'help',
    unit: 'answer',
    worth: { customer: null, business: [4, 2.5, 6.4] },
    cost: { customer: null, business: [6.2, 5.75, 6.7] },
  },
  answer: {
    name: 'Answers among customers',
    family: 'help',
    unit: 'answer',
    worth: none,
    cost: { customer: [1.1, 0.6, 2], business: null },
  },
  review: {
    name: 'Reviews',
    family: 'advocacy',
    unit: 'act',
    worth: { customer: [2.1, 1, 4.4], business: null },
    cost: { customer: [0.6, 0.3, 1.2], business: null },
  },
  belonging: { name: 'Belonging', family: 'belonging', unit: 'point', worth: none, cost: none },
  assurance: {
    name: 'Knowing when it comes',
    family: 'outcome',
    unit: 'update',
    worth: { customer: null, business: [0.3, 0.14, 0.64] },
    cost: { customer: null, business: [0.01, 0.009, 0.011] },
  },
} as const satisfies Record<string, FixtureKind>;

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
    lines: [they('personal', 5400), we('help', 3), we('belonging', 5)],
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
    lines: [they('personal', 240), we('help', 1)],
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
    believed: 30_000,
    measured: 41_880,
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
