import type { ValueTransfer } from './entries.ts';

/** Why a transfer is refused, in the order the checks run. */
export type Refusal =
  | { readonly code: 'giver-unknown' }
  | { readonly code: 'receiver-unknown' }
  | { readonly code: 'kind-unknown' }
  | { readonly code: 'giver-is-receiver' }
  | { readonly code: 'quantity-not-countable' }
  | { readonly code: 'posted-before' };

/** Why a reversal is refused. */
export type ReversalRefusal =
  | { readonly code: 'never-posted' }
  | { readonly code: 'reversed-before' };

/** The parts of a transfer that a posting needs: who gives whom what, and its idempotency key. The book counts for itself. */
export type Posted = Pick<ValueTransfer, 'encounterId' | 'leg' | 'giver' | 'receiver' | 'kind'> & {
  readonly quantity: number;
};

/** The two sides of one kind's trial balance, in the kind's smallest units. */
export interface Trial {
  readonly debit: bigint;
  readonly credit: bigint;
}

/** Who and what a book knows. */
export interface Chart {
  readonly actors: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
}

/**
 * A book of transfers with its balances. A transfer debits its receiver and credits its giver, in its own kind, so every
 * kind balances by itself without a price. Nothing is edited: a mistake is reversed, once, and may then be posted anew.
 *
 * Source: Ellerman (1985), The mathematics of double entry bookkeeping, Math. Mag. 58(4); methods.md 1.2.
 */
export class Book {
  readonly #chart: Chart;
  readonly #entries = new Map<
    string,
    { readonly transfer: Posted; readonly isReversed: boolean }
  >();
  readonly #accounts = new Map<string, Map<string, Trial>>();

  constructor(chart: Chart) {
    this.#chart = chart;
  }

  /** Takes a transfer in, or says why not; null: taken. */
  post(transfer: Posted): Refusal | null {
    const refusal = this.#refuse(transfer);
    if (refusal !== null) return refusal;
    this.#move(transfer, transfer.giver, transfer.receiver);
    this.#entries.set(keyOf(transfer), { transfer, isReversed: false });
    return null;
  }

  /** Takes a posted transfer back by its opposite, or says why not; null: done. */
  reverse(key: Pick<Posted, 'encounterId' | 'leg'>): ReversalRefusal | null {
    const entry = this.#entries.get(keyOf(key));
    if (entry === undefined) return { code: 'never-posted' };
    if (entry.isReversed) return { code: 'reversed-before' };
    this.#move(entry.transfer, entry.transfer.receiver, entry.transfer.giver);
    this.#entries.set(keyOf(key), { ...entry, isReversed: true });
    return null;
  }

  /** What an actor has received less given of a kind, in smallest units. */
  balance(actor: string, kind: string): bigint {
    const { debit, credit } = this.#accounts.get(kind)?.get(actor) ?? EMPTY;
    return debit - credit;
  }

  /** Every balance that is not zero, per actor and kind. */
  balances(): readonly {
    readonly actor: string;
    readonly kind: string;
    readonly balance: bigint;
  }[] {
    return [...this.#accounts]
      .flatMap(([kind, accounts]) =>
        [...accounts.keys()].map((actor) => ({ actor, kind, balance: this.balance(actor, kind) })),
      )
      .filter(({ balance }) => balance !== 0n);
  }

  /** Debits and credits per kind: equal for every kind at any moment. */
  trialBalance(): ReadonlyMap<string, Trial> {
    const trials = [...this.#accounts].map(([kind, accounts]): [string, Trial] => [
      kind,
      [...accounts.values()].reduce(
        (sum, { debit, credit }) => ({ debit: sum.debit + debit, credit: sum.credit + credit }),
        EMPTY,
      ),
    ]);
    return new Map(trials);
  }

  #refuse(transfer: Posted): Refusal | null {
    const { giver, receiver, kind, quantity } = transfer;
    if (!this.#chart.actors.has(giver)) return { code: 'giver-unknown' };
    if (!this.#chart.actors.has(receiver)) return { code: 'receiver-unknown' };
    if (!this.#chart.kinds.has(kind)) return { code: 'kind-unknown' };
    if (giver === receiver) return { code: 'giver-is-receiver' };
    if (!Number.isSafeInteger(quantity) || quantity <= 0) return { code: 'quantity-not-countable' };
    const before = this.#entries.get(keyOf(transfer));
    return before === undefined || before.isReversed ? null : { code: 'posted-before' };
  }

  #move({ kind, quantity }: Posted, from: string, to: string): void {
    const accounts = this.#accounts.get(kind) ?? new Map<string, Trial>();
    this.#accounts.set(kind, accounts);
    const [given, received] = [accounts.get(from) ?? EMPTY, accounts.get(to) ?? EMPTY];
    accounts.set(from, { ...given, credit: given.credit + BigInt(quantity) });
    accounts.set(to, { ...received, debit: received.debit + BigInt(quantity) });
  }
}

const EMPTY: Trial = { debit: 0n, credit: 0n };

function keyOf({ encounterId, leg }: Pick<Posted, 'encounterId' | 'leg'>): string {
  return `${encounterId}/${leg}`;
}

/** Says a refusal to a person: where, what we saw, what to do. */
export function explain(refusal: Refusal | ReversalRefusal, transfer: Posted): string {
  const { giver, receiver, kind, quantity } = transfer;
  const where = `${transfer.encounterId}, leg ${transfer.leg}`;
  switch (refusal.code) {
    case 'giver-unknown':
      return `${where}: the giver "${giver}" is no actor of the model; add it under actors or name another`;
    case 'receiver-unknown':
      return `${where}: the receiver "${receiver}" is no actor of the model; add it under actors or name another`;
    case 'kind-unknown':
      return `${where}: the kind "${kind}" is not in the model; add it under values or name another`;
    case 'giver-is-receiver':
      return `${where}: ${giver} gives to itself; name another receiver in the touchpoint's exchange`;
    case 'quantity-not-countable':
      return `${where}: ${quantity} of ${kind} is not a whole positive number of smallest units up to 2^53; check the leg's quantity and the kind's scale`;
    case 'posted-before':
      return `${where}: this transfer is in the book already; reverse it first to replace it`;
    case 'never-posted':
      return `${where}: there is no such transfer to reverse; check the encounter and the leg`;
    case 'reversed-before':
      return `${where}: this transfer is reversed already; post the right one instead`;
  }
}
