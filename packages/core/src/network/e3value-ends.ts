import type { E3Exchange, E3Model, E3Port } from './e3value-model.ts';
import type { ValueOf } from './e3value-values.ts';

/** Both ends of an exchange, and what one occurrence of it comes to there; null: not stated. */
export interface Ends {
  readonly from: E3Port | undefined;
  readonly to: E3Port | undefined;
  readonly giver: string | null;
  readonly receiver: string | null;
  readonly object: string | null;
  readonly given: number | null;
  readonly received: number | null;
  readonly isMoney: boolean;
}

/** The ends of exchanges, by what their ports and they themselves state. */
export function endsOf(model: E3Model, worked: ValueOf): (exchange: E3Exchange) => Ends {
  const ports = new Map(model.ports.map((port) => [port.id, port]));
  const actors = new Map(model.interfaces.map(({ id, actor }) => [id, actor]));
  const objects = new Map(model.objects.map(({ id, name }) => [id, name]));
  return (exchange) => {
    const [from, to] = [ports.get(exchange.from ?? ''), ports.get(exchange.to ?? '')];
    const object = objects.get(from?.object ?? to?.object ?? '') ?? null;
    const isMoney = /money|fee|payment|cash/i.test(object ?? '');
    const times = worked(exchange, 'CARDINALITY') ?? 1;
    const stated = (port: E3Port | undefined): number | null =>
      (port === undefined ? null : worked(port, 'VALUATION')) ?? worked(exchange, 'VALUATION');
    const expenses = from === undefined ? null : worked(from, 'EXPENSES');
    const [out, into] = [stated(from), stated(to)];
    // Who pays money gives what the other gets; a tool may note that at one end only, as a valuation or as an expense.
    const given = out ?? (expenses !== null && expenses !== 0 ? 0 : isMoney ? into : null);
    const cost = given === null ? expenses : given + (expenses ?? 0);
    const worth = into ?? (isMoney ? cost : null);
    return {
      ...{ from, to, object, isMoney },
      giver: actors.get(from?.interface ?? '') ?? null,
      receiver: actors.get(to?.interface ?? '') ?? null,
      given: cost === null ? null : cost * times,
      received: worth === null ? null : worth * times,
    };
  };
}
