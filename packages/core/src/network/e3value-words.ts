import type { E3Problem } from './e3value-model.ts';

/** Says a problem of a value model to a person: where, what was seen, what to do. */
export function explainE3({ code, element, type, actor, seen }: E3Problem): string {
  const kind = type.replaceAll(/[-_]/g, ' ');
  const place = `${kind} "${element.trim().replaceAll(/\s+/g, ' ')}"${actor === null ? '' : ` of ${actor}`}`;
  switch (code) {
    case 'formula-broken':
      return `${place}: ${seen}; it is left out, mend the formula`;
    case 'formula-unknown':
      return `${place}: nothing reads ${seen}`;
    case 'object-differs':
      return `${place}: its ends speak of different things (${seen}); choose one value object for both ports`;
    case 'object-missing':
      return `${place}: a port does not say what is exchanged; give both ports the same value object`;
    case 'not-reciprocal':
      return `${place}: something goes one way and nothing comes back; add what is given in return`;
    case 'not-atomic':
      return `${place}: some of its ports are tied to no exchange, so it can never happen as a whole; tie or remove them`;
    case 'not-tied':
      return `${place}: it leads nowhere; tie both its ends to ports of actors`;
    case 'valuation-missing':
      return `${place}: money without an amount; write a VALUATION at its ports`;
    case 'ends-differ':
      return `${place}: its giver pays another amount than its receiver gets (${seen}), so the nets do not sum to zero`;
    case 'no-start':
      return `${place}: it has no start stimulus, so nothing ever happens`;
    case 'not-reached':
      return `${place}: no dependency path reaches it, so it never happens`;
    case 'loop':
      return `${place}: the path comes back to it; it is followed once`;
    case 'join-waits':
      return `${place}: not all paths that it waits for arrive, so it never goes on`;
    case 'too-branched':
      return `${place}: its paths are too many or too long to follow to their end`;
  }
}
