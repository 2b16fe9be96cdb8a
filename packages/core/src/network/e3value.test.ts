import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateE3 } from './e3value.ts';
import { readFormula } from './e3value-formula.ts';
import type { E3Element, E3Model, E3Port, Formulas } from './e3value-model.ts';
import { valuesOf } from './e3value-values.ts';

function element(id: string, type: string, formulas: Formulas = {}): E3Element {
  return { id, name: id, type, formulas };
}

const EMPTY: E3Model = {
  ...{ name: 'made up', format: 'rdf', actors: [], objects: [], interfaces: [], ports: [] },
  ...{ exchanges: [], starts: [], gates: [], connections: [], elements: [] },
};

test.each([
  ['37.5 + 2*3', 43.5],
  ['-(1 - 4) / .5', 6],
  [' 2e3 ', 2000],
  ['e3{X} + 1', 6],
  ["e3{'other'.Y} * 2", 14],
  ["e3{ValuePort('other').Y}", 7],
  ['e3{#2.Y}-e3{X}', 2],
])('[NW7] %s is %d', (text, value) => {
  const here = element('here', 'value_port', { X: '5', F: text });
  const other = { ...element('2', 'value_port', { Y: '7' }), name: 'other' };
  const { worked, problems } = valuesOf({ ...EMPTY, elements: [here, other] });
  expect(worked(here, 'F')).toBeCloseTo(value);
  expect(problems).toEqual([]);
});

test.each([
  ['1 +', /character 4 wants a number/],
  ['alert(1)', /character 1 wants a number/],
  ['2 3', /character 3 wants \+/],
  ['(1', /a bracket that closes/],
  ["e3{YoMomma('x').Y}", /no kind of element "YoMomma"/],
  ["e3{'nobody'.Y}", /there is no "nobody"/],
  ['e3{F} + 1', /refers to itself/],
  ['1 / 0', /divides by zero/],
  ['9'.repeat(3000), /at most 2000 characters/],
  ['('.repeat(500), /fewer brackets/],
])('[NW7] %.20s is a fault with its place', (text, why) => {
  const here = element('here', 'value_port', { F: text });
  const { worked, problems } = valuesOf({ ...EMPTY, elements: [here] });
  expect(worked(here, 'F')).toBeNull();
  expect(problems).toMatchObject([{ code: 'formula-broken', element: 'here' }]);
  expect(problems[0]?.seen).toMatch(why);
});

test('[NW7] a chain of formulas that no person wrote is a fault, and no crash', () => {
  const long = '1+'.repeat(900);
  for (const before of ['', long]) {
    const elements = Array.from({ length: 2000 }, (_, at) =>
      element(String(at), 'value_port', { F: `${before}e3{#${at + 1}.F}` }),
    );
    elements.push(element('2000', 'value_port', { F: '7' }));
    const { worked, problems } = valuesOf({ ...EMPTY, elements });
    expect(problems.length).toBeGreaterThan(0);
    expect(worked(elements[2000] ?? element('', ''), 'F')).toBe(7);
  }
});

test('[NW7] any text is a formula or a fault, never a crash', () => {
  fc.assert(fc.property(fc.string(), (text) => void readFormula(text)));
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('1', '+', '*', '(', ')', 'e3{A}', '-', ' ')),
      (parts) => void readFormula(parts.join('')),
    ),
  );
});

/** A chain of actors a0 -> a1 -> ...: each pays the next and gets something for it; further pieces are put between. */
function chain(
  amounts: readonly number[],
  times: number,
  parts: { readonly counts?: readonly number[]; readonly wrong?: Partial<E3Port> } = {},
): E3Model {
  const ids = [...amounts, 0].map((_, at) => at);
  const kindOf = (at: number) => (parts.counts?.[at] === undefined ? 'actor' : 'segment');
  const actors = ids.map((at) => ({
    ...element(`a${at}`, 'elementary_actor', { COUNT: String(parts.counts?.[at] ?? 1) }),
    kind: kindOf(at),
  })) satisfies E3Model['actors'];
  const interfaces = ids.flatMap((at) => [
    { ...element(`in${at}`, 'value_interface'), actor: `a${at}` },
    { ...element(`out${at}`, 'value_interface'), actor: `a${at}` },
  ]);
  const ports = amounts.flatMap((amount, at): readonly E3Port[] => [
    port(`pay${at}`, `out${at}`, 'out', 'money', { EXPENSES: String(amount) }),
    {
      ...port(`paid${at}`, `in${at + 1}`, 'in', 'money', { VALUATION: String(amount) }),
      ...parts.wrong,
    },
    port(`serve${at}`, `in${at + 1}`, 'out', 'service'),
    port(`served${at}`, `out${at}`, 'in', 'service'),
  ]);
  const exchanges = amounts.flatMap((_, at) => [
    { ...element(`fee${at}`, 'value_exchange'), from: `pay${at}`, to: `paid${at}`, fraction: 1 },
    { ...element(`do${at}`, 'value_exchange'), from: `serve${at}`, to: `served${at}`, fraction: 1 },
  ]);
  const connection = (from: string, to: string) => ({
    ...{ id: `${from}-${to}`, from, to, upFraction: 1, downFraction: 1 },
  });
  const starts = [element('start', 'start_stimulus', { OCCURRENCES: String(times) })];
  return {
    ...EMPTY,
    ...{ actors, interfaces, ports, exchanges, starts },
    objects: ['money', 'service'].map((name) => ({ id: name, name })),
    connections: [
      connection('start', 'out0'),
      ...amounts.slice(1).map((_, at) => connection(`in${at + 1}`, `out${at + 1}`)),
    ],
    elements: [...actors, ...interfaces, ...ports, ...exchanges, ...starts],
  };
}

function port(
  id: string,
  of: string,
  direction: E3Port['direction'],
  object: string,
  formulas: Formulas = {},
): E3Port {
  return { ...element(id, 'value_port', formulas), interface: of, direction, object };
}

const amounts = fc.array(
  fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100),
  { minLength: 1, maxLength: 6 },
);

test('[NW8] nets sum to zero', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 5000 }), (fees, times) => {
      const { sum, actors, problems } = evaluateE3(chain(fees, times));
      expect(sum).toBe(0);
      expect(problems).toEqual([]);
      expect(actors[0]?.net).toBeCloseTo(-(fees[0] ?? 0) * times, 5);
      expect(actors.at(-1)?.net).toBeCloseTo((fees.at(-1) ?? 0) * times, 5);
    }),
  );
});

test('[NW9] a segment multiplies by its count', () => {
  const { flows, actors } = evaluateE3(chain([2, 3], 10, { counts: [100] }));
  expect(flows.map(({ occurrences }) => occurrences)).toEqual([1000, 1000, 1000, 1000]);
  expect(actors.map(({ net }) => net)).toEqual([-2000, -1000, 3000]);
});

test.each([
  ['or', [1, 3], [25, 75]],
  ['and', [1, 1], [100, 100]],
] as const)('[NW9] an %s of %j gives %j', (kind, shares, times) => {
  const base = chain([1], 100);
  const forked = twoChains(base, kind, shares);
  const { flows } = evaluateE3(forked);
  expect(flows.filter(({ name }) => name.startsWith('fee')).map((f) => f.occurrences)).toEqual(
    times,
  );
});

/** The start of a chain leads to two of its kind by a gate. */
function twoChains(base: E3Model, kind: 'and' | 'or', shares: readonly number[]): E3Model {
  const renamed = (model: E3Model, by: string): E3Model =>
    JSON.parse(
      JSON.stringify(model).replaceAll(
        /"((?:a|in|out|pay|paid|serve|served|fee|do)\d)"/g,
        `"$1${by}"`,
      ),
    );
  const [one, two] = [renamed(base, 'x'), renamed(base, 'y')];
  const gate = { ...element('gate', `${kind}_node`), kind };
  const branch = (to: string, upFraction: number) => ({
    ...{ id: to, from: 'gate', to, upFraction, downFraction: 1 },
  });
  return {
    ...base,
    actors: [...one.actors, ...two.actors],
    interfaces: [...one.interfaces, ...two.interfaces],
    ports: [...one.ports, ...two.ports],
    exchanges: [...one.exchanges, ...two.exchanges],
    gates: [gate],
    connections: [
      { id: 'first', from: 'start', to: 'gate', upFraction: 1, downFraction: 1 },
      branch('out0x', shares[0] ?? 1),
      branch('out0y', shares[1] ?? 1),
    ],
    elements: [...one.elements, ...two.elements, gate],
  };
}

test('[NW9] an AND waits for the rarest, and says where it waits for ever; a loop is followed once', () => {
  const base = chain([1], 0);
  const starts = [20, 5].map((times) =>
    element(`s${times}`, 'start_stimulus', { OCCURRENCES: String(times) }),
  );
  const gate = { ...element('gate', 'AND_node'), kind: 'and' as const };
  const tie = (from: string, to: string) => ({
    ...{ id: `${from}-${to}`, from, to, upFraction: 1, downFraction: 1 },
  });
  const joined: E3Model = {
    ...base,
    ...{ starts, gates: [gate], elements: [...base.elements, ...starts, gate] },
    connections: [tie('s20', 'gate'), tie('s5', 'gate'), tie('gate', 'out0')],
  };
  expect(evaluateE3(joined).flows.map(({ occurrences }) => occurrences)).toEqual([5, 5]);
  const waiting = { ...joined, starts: starts.slice(0, 1) };
  expect(evaluateE3(waiting).problems.map(({ code }) => code)).toContain('join-waits');
  const round = { ...base, connections: [...base.connections, tie('in1', 'out0')] };
  expect(evaluateE3(round).problems.map(({ code }) => code)).toEqual(['loop']);
});

test('[NW10] the checks of e3value', () => {
  const codes = (model: E3Model): readonly string[] =>
    evaluateE3(model).problems.map(({ code }) => code);
  const base = chain([5], 1);
  expect(codes(chain([5], 1, { wrong: { formulas: { VALUATION: '7' } } }))).toEqual([
    'ends-differ',
  ]);
  expect(codes(chain([5], 1, { wrong: { object: 'service' } }))).toEqual(['object-differs']);
  expect(codes(chain([5], 1, { wrong: { object: null } }))).toEqual(['object-missing']);
  const loose = { ...base, exchanges: base.exchanges.map((each) => ({ ...each, to: null })) };
  expect(new Set(codes(loose))).toContain('not-tied');
  const oneWay = { ...base, exchanges: base.exchanges.slice(0, 1) };
  expect(codes(oneWay)).toEqual(['not-reciprocal', 'not-atomic', 'not-reciprocal', 'not-atomic']);
  const silent = { ...base, ports: base.ports.map((each) => ({ ...each, formulas: {} })) };
  expect(codes(silent)).toEqual(['valuation-missing']);
  expect(codes({ ...base, starts: [] })).toEqual(['no-start']);
  expect(codes({ ...base, connections: [] })).toEqual(['not-reached', 'not-reached']);
});
