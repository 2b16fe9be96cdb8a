import type { Way } from './opened.ts';

// The order in which people write the keys of a part, so that a key that is added stands where they look for it.

const RANGE = ['median', 'low', 'high', 'exact'];
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  '': [
    ...['bothways', 'name', 'currency', 'actors', 'segments', 'values', 'valuations', 'journeys'],
    ...['propositions', 'brand', 'insights', 'offers', 'programme'],
  ],
  journeys: ['id', 'name', 'level', 'state', 'mission', 'phases'],
  phases: ['id', 'name', 'stage', 'optional', 'repeats', 'steps'],
  steps: ['id', 'name', 'moment_of_truth', 'flow', 'optional', 'repeats', 'touchpoints'],
  touchpoints: [
    ...[
      'id',
      'name',
      'channel',
      'initiator',
      'influence',
      'seeks',
      'owner',
      'intention',
      'quote',
      'when',
      'also',
      'optional',
    ],
    ...['measures', 'expects', 'felt', 'exchange_id', 'believed', 'exchange'],
  ],
  exchange: ['give', 'to', 'kind', 'quantity', 'signed', 'grade', 'believed'],
  expects: ['metric', 'at_most', 'at_least', 'source'],
  volume: ['per', ...RANGE],
  believed: [...RANGE, 'volume'],
  felt: ['from', 'scale'],
  valuations: ['kind', 'segment', 'give', 'worth', 'cost'],
  worth: [...RANGE, 'basis', 'source', 'agreed_by', 'agreed_on'],
  cost: [...RANGE, 'basis', 'source', 'agreed_by', 'agreed_on'],
};

/** The order of keys of the map at the end of a way. */
export function orderAt(way: Way): readonly string[] {
  const named = way.findLast((step) => typeof step === 'string');
  return ORDERS[named ?? ''] ?? [];
}
