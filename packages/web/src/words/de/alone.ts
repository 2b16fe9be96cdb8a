import type { alone as english } from '../en/alone.ts';

/** Eine Datei für sich betrachtet. */
export const alone: typeof english = {
  title: 'Eine Datei ansehen',
  lead: 'Sie steht für sich: nichts davon wird aufbewahrt.',
};
