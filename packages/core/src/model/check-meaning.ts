import { didYouMean, oneOf } from './did-you-mean.ts';
import { currencyOf, familyOf, nameInFamily, UNIT_USUAL } from './kinds.ts';
import { type Problem, VALUE_FAMILIES } from './model.ts';
import { errorAt, quoted } from './problems.ts';
import { KIND_ID } from './schema-words.ts';
import {
  child,
  isExtensionKey,
  itemsOf,
  placeOf,
  type Span,
  type Tree,
  textOf,
} from './source-tree.ts';

/** What the schema cannot see in one value: rules between keys, calendars, currencies. Works on files that do not fit the schema. */
export function checkMeaning(tree: Tree): readonly Problem[] {
  const currency = textOf(child(tree, 'currency'));
  const values = child(tree, 'values');
  const kinds = values?.kind === 'branch' ? [...values.entries] : [];
  const valuations = itemsOf(child(tree, 'valuations'));
  return [
    ...checkCurrency(child(tree, 'currency')),
    ...itemsOf(child(tree, 'actors')).flatMap(checkActor),
    ...itemsOf(child(tree, 'segments')).flatMap(checkSegment),
    ...kinds
      .filter(([kind]) => !isExtensionKey(kind))
      .flatMap(([kind, { key, value }]) => [
        ...checkKindId(kind, key),
        ...checkKind(kind, key, value, currency),
      ]),
    ...valuations.flatMap((each) => [
      ...checkDay(child(child(each, 'worth'), 'agreed_on')),
      ...checkDay(child(child(each, 'cost'), 'agreed_on')),
    ]),
    ...checkValuedTwice(valuations),
  ];
}

function checkCurrency(at: Tree | undefined): readonly Problem[] {
  const code = textOf(at);
  if (at === undefined || code === undefined || !/^[A-Z]{3}$/.test(code) || isCurrency(code))
    return [];
  return [unknownCurrency(at, code)];
}

function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

function unknownCurrency(at: Span, code: string): Problem {
  return errorAt(at, {
    code: 'currency-unknown',
    message: `${quoted(code)} is no currency in use`,
    hint: 'write an ISO 4217 code in capitals, such as EUR',
  });
}

function checkActor(actor: Tree): readonly Problem[] {
  const id = textOf(child(actor, 'id'));
  const kind = child(actor, 'kind');
  if (id === 'customer' || id === 'business') {
    if (kind === undefined || textOf(kind) === id) return [];
    const message = `the actor ${quoted(id)} is always of kind ${quoted(id)}`;
    return [
      errorAt(kind, {
        code: 'actor-kind-fixed',
        message,
        hint: 'leave "kind" out, or choose another id',
      }),
    ];
  }
  if (actor.kind !== 'branch' || kind !== undefined) return [];
  return [
    errorAt(actor, {
      code: 'missing-key',
      message: 'the actor has no "kind"',
      hint: 'add it: customer, business, team, partner or community',
    }),
  ];
}

function checkSegment(segment: Tree): readonly Problem[] {
  const id = child(segment, 'id');
  if (id === undefined || textOf(id) !== 'everyone') return [];
  return [
    errorAt(id, {
      code: 'segment-reserved',
      message: '"everyone" is who no segment matches',
      hint: 'choose another id',
    }),
  ];
}

function checkKindId(kind: string, key: Span): readonly Problem[] {
  const family = familyOf(kind);
  const wrong = (message: string, hint: string): readonly Problem[] => [
    errorAt(key, { code: 'kind-malformed', message, hint }),
  ];
  if (family === undefined) {
    const written = kind.split(':', 1)[0] ?? kind;
    const families = `begin with a family: ${oneOf(VALUE_FAMILIES.slice(0, 8))} ...; such as data:purchase-history`;
    return wrong(
      `${quoted(written)} is no family of value`,
      didYouMean(written, VALUE_FAMILIES, families),
    );
  }
  const name = nameInFamily(kind);
  if (family === 'data' && name === undefined)
    return wrong(
      'a data kind names its category',
      'write data:<category>, such as data:purchase-history',
    );
  if (family === 'permission' && !(name ?? '').includes('/'))
    return wrong(
      'a permission names its purpose and category',
      'write permission:<purpose>/<category>, such as permission:marketing/email',
    );
  if (family === 'money' && name !== undefined && !isCurrency(name))
    return [unknownCurrency(key, name)];
  if (KIND_ID.test(kind)) return [];
  return wrong(
    `${quoted(kind)} is no kind of value`,
    'write family:name with letters, digits, "-", "_" and "."; one "/" may part the name',
  );
}

function checkKind(
  kind: string,
  key: Span,
  stated: Tree,
  currency: string | undefined,
): readonly Problem[] {
  const family = familyOf(kind);
  if (family === undefined) return [];
  const unit = child(stated, 'unit');
  const scale = child(stated, 'scale');
  const basis = child(stated, 'basis');
  const problems: Problem[] = [];
  const own = currencyOf(kind, currency ?? '');
  if (own !== undefined && own !== '' && unit !== undefined && textOf(unit) !== own)
    problems.push(
      errorAt(unit, {
        code: 'unit-fixed',
        message: `${quoted(kind)} is in ${own}, not in ${quoted(textOf(unit) ?? '')}`,
        hint: `leave "unit" out, or name the kind money:${textOf(unit) ?? 'USD'}`,
      }),
    );
  if (family === 'time') problems.push(...checkTime(unit, scale));
  if (unit === undefined && UNIT_USUAL[family] === null && own === undefined)
    problems.push(
      errorAt(key, {
        code: 'missing-key',
        message: `${quoted(kind)} has no "unit"`,
        hint: 'add what one whole unit is called, such as EUR or item',
      }),
    );
  return [...problems, ...checkBasis(kind, key, basis)];
}

function checkTime(unit: Tree | undefined, scale: Tree | undefined): readonly Problem[] {
  const hint = 'time is kept in whole seconds: write unit: second and scale: 0, or leave both out';
  const problems: Problem[] = [];
  if (unit !== undefined && textOf(unit) !== 'second')
    problems.push(
      errorAt(unit, { code: 'unit-fixed', message: 'this time is not in seconds', hint }),
    );
  if (scale?.kind === 'leaf' && scale.value !== 0 && scale.value !== null)
    problems.push(errorAt(scale, { code: 'unit-fixed', message: 'this time has decimals', hint }));
  return problems;
}

function checkBasis(kind: string, key: Span, basis: Tree | undefined): readonly Problem[] {
  const isData = familyOf(kind) === 'data';
  if (isData && basis === undefined)
    return [
      errorAt(key, {
        code: 'basis-missing',
        message: `${quoted(kind)} does not say what allows its capture`,
        hint: 'add basis: consent, contract or legitimate-interest',
      }),
    ];
  if (isData || basis === undefined) return [];
  return [
    errorAt(basis, {
      code: 'basis-not-data',
      message: `${quoted(kind)} is no data, so it needs no basis`,
      hint: 'leave "basis" out; what must be allowed is a data kind',
    }),
  ];
}

/** 2026-02-30 has the shape of a date and is none. */
function checkDay(at: Tree | undefined): readonly Problem[] {
  const written = textOf(at);
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written ?? '') ?? [];
  if (at === undefined || year === undefined) return [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.toISOString().startsWith(written ?? '')) return [];
  return [
    errorAt(at, {
      code: 'date-malformed',
      message: `${quoted(written ?? '')} is on no calendar`,
      hint: 'write a day that exists, as year-month-day',
    }),
  ];
}

/** One kind, segment and direction has one valuation: two would leave open which counts. */
function checkValuedTwice(valuations: readonly Tree[]): readonly Problem[] {
  const first = new Map<string, Tree>();
  return valuations.flatMap((valuation) => {
    const kind = textOf(child(valuation, 'kind'));
    const segment = textOf(child(valuation, 'segment'));
    const give = textOf(child(valuation, 'give'));
    if (kind === undefined) return [];
    const key = JSON.stringify([kind, segment, give]);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, valuation);
      return [];
    }
    const { file, line } = placeOf(before);
    return [
      errorAt(valuation, {
        code: 'valuation-twice',
        message: `${quoted(kind)} is already valued for ${segment ?? 'everyone'} at ${file}:${line}`,
        hint: 'state worth and cost in one valuation; another needs its own segment or "give"',
      }),
    ];
  });
}
