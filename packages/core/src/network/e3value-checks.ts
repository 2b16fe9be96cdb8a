import type { Ends } from './e3value-ends.ts';
import type { E3Exchange, E3Model, E3Problem } from './e3value-model.ts';
import { ownersOf } from './e3value-values.ts';

/**
 * e3value's own checks: the same object at both ends of an exchange, something offered against something asked at each interface,
 * all of its ports tied (it is atomic: all or none), money with its valuation, and the same at both ends.
 *
 * Source: Gordijn & Akkermans (2003); the e3value user guide, chapter 5.
 */
export function checksOf(
  model: E3Model,
  endsOf: (exchange: E3Exchange) => Ends,
): readonly E3Problem[] {
  return [...exchangeChecks(model, endsOf), ...interfaceChecks(model)];
}

function exchangeChecks(
  model: E3Model,
  endsOf: (exchange: E3Exchange) => Ends,
): readonly E3Problem[] {
  const names = new Map(model.actors.map(({ id, name }) => [id, name]));
  const objects = new Map(model.objects.map(({ id, name }) => [id, name]));
  const hasValues = model.format === 'rdf';
  return model.exchanges.flatMap((exchange) => {
    const { from, to, giver, receiver, given, received, isMoney } = endsOf(exchange);
    const place = {
      element: exchange.name,
      type: exchange.type,
      actor: names.get(giver ?? '') ?? null,
    };
    const problem = (code: E3Problem['code'], seen = ''): E3Problem => ({ ...place, code, seen });
    const [out, into] = [from?.object ?? null, to?.object ?? null];
    const found: E3Problem[] = [];
    if (giver === null || receiver === null) found.push(problem('not-tied'));
    else if (out === null || into === null) found.push(problem('object-missing'));
    else if (out !== into)
      found.push(problem('object-differs', `${objects.get(out)} / ${objects.get(into)}`));
    if (!hasValues) return found;
    if (isMoney && given === null && received === null) found.push(problem('valuation-missing'));
    if (isMoney && given !== null && received !== null && Math.abs(given - received) >= 0.005)
      found.push(problem('ends-differ', `${given} / ${received}`));
    return found;
  });
}

function interfaceChecks(model: E3Model): readonly E3Problem[] {
  const owners = ownersOf(model);
  const tied = new Set(model.exchanges.flatMap(({ from, to }) => [from, to]));
  const ports = Map.groupBy(model.ports, (port) => port.interface ?? '');
  return model.interfaces.flatMap(({ id, name, type }) => {
    const mine = ports.get(id) ?? [];
    const used = mine.filter((port) => tied.has(port.id));
    const place = { element: name, type, actor: owners.get(id) ?? null, seen: '' };
    const found: E3Problem[] = [];
    const directions = new Set(used.map(({ direction }) => direction));
    if (directions.size === 1) found.push({ ...place, code: 'not-reciprocal' });
    if (used.length > 0 && used.length < mine.length) found.push({ ...place, code: 'not-atomic' });
    return found;
  });
}
