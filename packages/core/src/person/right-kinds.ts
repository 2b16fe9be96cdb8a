import { nameInFamily } from '../model/kinds.ts';
import type { Model } from '../model/model.ts';

/** A right that the model knows: what for, and over what. */
export interface Permission {
  /** `permission:<purpose>/<category>` */
  readonly kind: string;
  readonly purpose: string;
  readonly category: string;
  /** Whether a signal of Global Privacy Control opts out of it: its purpose is to sell or to share. */
  readonly sells: boolean;
  /** One right in smallest units: a balance is 0 or this. */
  readonly one: number;
}

/** What a model says of rights. */
export interface RightKinds {
  readonly permissions: readonly Permission[];
  /** Per data kind that needs consent: the rights of which any one allows it. */
  readonly gates: ReadonlyMap<string, readonly string[]>;
  /** Actors of the customer's side: what they give is granted, what they are given back is withdrawn. */
  readonly customers: ReadonlySet<string>;
  /** Who gives and who gets a right that no touchpoint's leg gave. */
  readonly customer: string;
  readonly business: string;
}

/** As what a signal of Global Privacy Control is kept. */
export const GPC_KIND = 'permission:sale-or-share/all';

/**
 * The rights of a model, and the data kinds that wait for one. Null: it has neither, and nothing is to be checked.
 *
 * Source: semantics.md 26, 27.
 */
export function rightKindsOf(model: Model): RightKinds | null {
  const permissions = model.values.flatMap(({ id, family, scale }) => {
    if (family !== 'permission') return [];
    const [purpose, category] = partsOf(id);
    return [{ kind: id, purpose, category, sells: isSale(purpose), one: 10 ** scale }];
  });
  const gated = model.values.filter(({ basis }) => basis === 'consent');
  if (permissions.length === 0 && gated.length === 0) return null;
  return {
    permissions,
    gates: new Map(
      gated.map(({ id }) => {
        const category = plain(nameInFamily(id) ?? '');
        const allowing = permissions.filter((each) => plain(each.category) === category);
        return [id, allowing.map(({ kind }) => kind)];
      }),
    ),
    customers: new Set(model.actors.filter(({ side }) => side === 'customer').map(({ id }) => id)),
    customer: model.actors.find(({ kind }) => kind === 'customer')?.id ?? 'customer',
    business: model.actors.find(({ kind }) => kind === 'business')?.id ?? 'business',
  };
}

/** Whether transfers of a kind wait for what is known of rights. */
export function isThreaded(kind: string, kinds: RightKinds): boolean {
  return kinds.gates.has(kind) || kinds.permissions.some((each) => each.kind === kind);
}

/** All kinds whose transfers do, in one order. */
export function threadedKinds(kinds: RightKinds): readonly string[] {
  return [...kinds.gates.keys(), ...kinds.permissions.map(({ kind }) => kind)].sort();
}

/** `permission:marketing/email` as what for and over what. */
export function partsOf(kind: string): readonly [purpose: string, category: string] {
  const body = nameInFamily(kind) ?? '';
  const slash = body.lastIndexOf('/');
  return slash === -1 ? [body, 'all'] : [body.slice(0, slash), body.slice(slash + 1)];
}

/** As what a client's category is kept, whatever the model says today: `Advertising` is `permission:Advertising/all`. */
export function wordKindOf(category: string): string {
  if (category.startsWith('permission:')) return category;
  return category.includes('/') ? `permission:${category}` : `permission:${category}/all`;
}

/**
 * The rights of the model that a word of this kind speaks of: the very one, or of a client's category all whose purpose,
 * category, or both it names. Case and what parts words do not count.
 */
export function spokenOf(wordKind: string, { permissions }: RightKinds): readonly Permission[] {
  if (wordKind === GPC_KIND) return permissions.filter(({ sells }) => sells);
  const [name, rest] = partsOf(wordKind);
  const whole = `${plain(name)}/${plain(rest)}`;
  return permissions.filter(({ purpose, category }) => {
    if (`${plain(purpose)}/${plain(category)}` === whole) return true;
    return rest === 'all' && [plain(purpose), plain(category)].includes(plain(name));
  });
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/g, '');
}

function isSale(purpose: string): boolean {
  return /(?:^|[^a-z])(?:sale|sell|selling|share|sharing)(?:[^a-z]|$)/i.test(purpose);
}
