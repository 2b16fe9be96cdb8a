// The made-up retailer's kinds of value and what they are worth.

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
  advice: {
    name: 'Advice from our people',
    family: 'help',
    unit: 'answer',
    worth: { customer: null, business: [7, 4.5, 10.9] },
    cost: { customer: null, business: [3.4, 3.1, 3.7] },
  },
  help: {
    name: 'Help from our people',
    family: 'help',
    unit: 'answer',
    worth: { customer: null, business: [1.2, 0.8, 1.8] },
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
