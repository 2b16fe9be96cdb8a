import type { ExpectationSet, FieldSet, LineSet, Range, WorthSet } from './edits.ts';

// What an edit says, as it stands in a model file.

/** A field of a touchpoint: its key, and the value behind it; undefined: the key is taken out. */
export function fieldWritten(set: FieldSet): { readonly key: string; readonly value: unknown } {
  switch (set.field) {
    case 'channel':
    case 'owner':
    case 'initiator':
    case 'influence':
    case 'intention':
    case 'quote':
      return { key: set.field, value: textWritten(set.value) };
    case 'when':
      return { key: 'when', value: ruleWritten(set.value) };
    case 'exchangeId':
      return { key: 'exchange_id', value: ruleWritten(set.value) };
    case 'also':
      return { key: 'also', value: set.value ? true : undefined };
    case 'felt':
      return {
        key: 'felt',
        value:
          set.value === null
            ? undefined
            : { from: ruleWritten(set.value.from), scale: set.value.scale },
      };
    case 'measures':
      return { key: 'measures', value: measuresWritten(set.value) };
    case 'expects':
      return {
        key: 'expects',
        value: set.value.length === 0 ? undefined : set.value.map(expectationWritten),
      };
    case 'volume':
      return {
        key: 'believed',
        value:
          set.value === null
            ? undefined
            : { volume: { per: set.value.per, ...rangeWritten(set.value) } },
      };
  }
}

function measuresWritten(measures: Readonly<Record<string, string>> | null): unknown {
  const entries = Object.entries(measures ?? {}).map(([name, rule]) => [name, ruleWritten(rule)]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Nothing but blanks is not said. */
function textWritten(text: string | null): string | undefined {
  return text === null || text.trim() === '' ? undefined : text.trim();
}

/** An expression; a bare number stands as one. */
export function ruleWritten(rule: string | null): string | number | undefined {
  const text = textWritten(rule);
  if (text === undefined) return undefined;
  return /^-?\d+(?:\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text;
}

function expectationWritten({ metric, atMost, atLeast, source }: ExpectationSet): unknown {
  return said({ metric, at_most: atMost, at_least: atLeast, source: textWritten(source ?? null) });
}

export function lineWritten({
  give,
  to,
  kind,
  quantity,
  signed,
  grade,
  believed,
}: LineSet): unknown {
  return said({
    ...{ give, to, kind },
    quantity: ruleWritten(quantity) ?? '',
    signed: signed === true ? true : undefined,
    grade,
    believed: believed === null || believed === undefined ? undefined : rangeWritten(believed),
  });
}

export function rangeWritten({ median, low, high }: Range): {
  median: number;
  low?: number;
  high?: number;
} {
  const isPoint = (low === undefined || low === median) && (high === undefined || high === median);
  return isPoint ? { median } : { median, low: low ?? median, high: high ?? median };
}

/** A worth keeps that it is exact where it stays a point; of nothing it must be. */
export function worthWritten(worth: WorthSet, wasExact: boolean): unknown {
  const range = rangeWritten(worth);
  const isExact = range.low === undefined && (wasExact || worth.median === 0);
  const { basis, source, agreedBy, agreedOn } = worth;
  return said({
    ...range,
    exact: isExact ? true : undefined,
    basis,
    source: textWritten(source ?? null),
    agreed_by: textWritten(agreedBy ?? null),
    agreed_on: textWritten(agreedOn ?? null),
  });
}

/** Only what is said. */
export function said(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== null && value !== undefined),
  );
}
