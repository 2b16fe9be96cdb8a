import type { Desk, Spot } from './desk.ts';
import type { Edit } from './edits.ts';
import { listOf, topItems } from './find-part.ts';
import { isParted } from './plain-data.ts';
import { refuse } from './refused.ts';
import { said, worthWritten } from './set-fields.ts';

type Doing<Do extends Edit['do']> = Extract<Edit, { readonly do: Do }>;

export function setValue(desk: Desk, { at, part, value }: Doing<'set-value'>): void {
  const spot = listOf(valuationAt(desk, at), part);
  const old = desk.at(spot);
  const wasExact = isParted(old) && old['exact'] === true;
  desk.put(spot, withExtensions(old, worthWritten(value, wasExact)));
}

/** It comes last of all, where the valuations stand. */
export function addValue(
  desk: Desk,
  { kind, segment, give, part, value }: Doing<'add-value'>,
): void {
  const file = topItems(desk, 'valuations').at(-1)?.file;
  const holder = desk
    .names()
    .findLast((each) => desk.at({ file: each, way: ['values'] }) !== undefined);
  const list = { file: file ?? holder ?? desk.names()[0] ?? '', way: ['valuations'] };
  desk.insert(list, desk.list(list).length, {
    value: said({ kind, segment, give, [part]: worthWritten(value, true) }),
  });
}

export function removeValue(desk: Desk, { at, part }: Doing<'remove-value'>): void {
  const valuation = valuationAt(desk, at);
  const other = desk.at(listOf(valuation, part === 'worth' ? 'cost' : 'worth'));
  if (other === undefined || other === null) desk.drop(valuation);
  else desk.put(listOf(valuation, part), undefined);
}

function valuationAt(desk: Desk, at: number): Spot {
  return (
    topItems(desk, 'valuations')[at] ??
    refuse({
      message: `the model has no valuation ${at + 1}`,
      hint: 'it may have been taken out meanwhile: look at the model again',
    })
  );
}

/** Keys of one's own stay. */
export function withExtensions(old: unknown, value: unknown): unknown {
  if (!isParted(old) || !isParted(value)) return value;
  return {
    ...Object.fromEntries(Object.entries(old).filter(([key]) => key.startsWith('x-'))),
    ...value,
  };
}
