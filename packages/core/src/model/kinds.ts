import { VALUE_FAMILIES, type ValueFamily } from './model.ts';

/** The family of a kind id: what stands before the colon. Undefined: no family of ours. */
export function familyOf(kind: string): ValueFamily | undefined {
  const written = kind.split(':', 1)[0];
  return VALUE_FAMILIES.find((family) => family === written);
}

/** What stands behind the colon; undefined: a family as a whole. */
export function nameInFamily(kind: string): string | undefined {
  const colon = kind.indexOf(':');
  return colon === -1 ? undefined : kind.slice(colon + 1);
}

/** The currency that a kind of money is in; undefined: not money. Source: semantics.md 17. */
export function currencyOf(kind: string, currency: string): string | undefined {
  return familyOf(kind) === 'money' ? (nameInFamily(kind) ?? currency) : undefined;
}

/** What one whole unit is called where the file does not say; null: the file must say. Source: vocabulary.md, ValueKind. */
export const UNIT_USUAL: Readonly<Record<ValueFamily, string | null>> = {
  money: null,
  goods: null,
  time: 'second',
  attention: 'second',
  data: 'disclosure',
  permission: 'right',
  advocacy: 'act',
  association: 'act',
  belonging: 'point',
  help: 'act',
  outcome: null,
  experience: null,
};

/** `checkout-web` as `Checkout web`: a name to show where none is given. */
export function nameFromId(id: string): string {
  const words = id.replaceAll(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `data:purchase-history` as `Data: purchase history`. */
export function nameOfKind(kind: string): string {
  const name = nameInFamily(kind);
  const family = nameFromId(kind.split(':', 1)[0] ?? kind);
  if (name === undefined) return family;
  return `${family}: ${name.replaceAll(/[-_.]+/g, ' ')}`;
}
