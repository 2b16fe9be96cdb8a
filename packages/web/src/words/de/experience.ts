import type { experience as english } from '../en/experience.ts';

/** Wie es sich anfühlte. */
export const experience: typeof english = {
  title: 'Wie es sich anfühlte',
  lead: 'Wie es den Menschen unterwegs ging, was ihnen davon wohl bleibt und wie es zu dem passt, was sie erwarteten.',
};
