import type { PersonRelationship } from '@bothways/core/contract';
import { exchangedText } from '../../parts/amount.ts';
import type { Said } from './said.ts';

type Way = PersonRelationship['figures']['ways'][number];

/** The person is one, whatever the model calls customers. */
export function actorName(id: string, { actors }: PersonRelationship, { t }: Said): string {
  const actor = actors.find((each) => each.id === id);
  if (actor?.kind === 'customer') return t('relation.them');
  if (actor?.kind === 'business' && /^(the )?business$/i.test(actor.name))
    return t('relation.business');
  return actor?.name ?? id;
}

/** What flows, by kind, with how much. */
export function wayText({ kinds }: Way, { kinds: known }: PersonRelationship, said: Said): string {
  const words = kinds
    .filter(({ quantity }) => quantity !== 0)
    .map(({ kind, quantity }) => {
      const { name = kind, unit = '' } = known.find(({ id }) => id === kind) ?? {};
      return `${name} ${exchangedText(quantity, unit, said)}`.trim();
    });
  return words.join(', ');
}
