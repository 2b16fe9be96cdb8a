// Edits of models, for tests.
import fc from 'fast-check';
import { type Model, touchpointsOf } from '../model/model.ts';
import { type ModelText, readModel } from '../model/read-model.ts';
import type { Edit } from './edits.ts';

/** As a program would write it. */
export const JSON_MODEL = `${JSON.stringify(
  {
    bothways: 1,
    name: 'Shop',
    currency: 'EUR',
    actors: [{ id: 'desk', kind: 'team', name: 'Desk' }],
    values: { goods: { unit: 'EUR', scale: 2 } },
    valuations: [{ kind: 'goods', worth: { median: 1.2, low: 1, high: 1.4, basis: 'stated' } }],
    journeys: [
      {
        id: 'order',
        phases: [
          {
            id: 'buy',
            steps: [
              {
                id: 'pay',
                touchpoints: [
                  { id: 'till', channel: 'store', when: 'event == "Paid"', exchange: [] },
                  { id: 'site', channel: 'web' },
                ],
              },
              { id: 'leave' },
            ],
          },
        ],
      },
    ],
  },
  null,
  2,
)}\n`;

/** As another person would. */
export const MORE = `# The second file.
journeys:
- id: second
  # Not indented, on purpose.
  phases:
  - id: one
    steps:
    - id: first
      touchpoints: # All of them.
      - { id: quick, channel: web }
      # This one is long.
      - id: slow   # so slow
        channel: post
        quote: |
          It took

          weeks.
        # What it costs.
        exchange:
        - {give: customer, kind: money, quantity: 3}
    - id: last`;

export function modelOf(files: readonly ModelText[]): Model {
  const { model, problems } = readModel(files);
  if (model === null) throw new Error(JSON.stringify(problems, null, 1));
  return model;
}

/** Any sign that people or machines may send. */
export const anyText = fc.oneof(
  fc.constantFrom(
    'yes',
    'null',
    '1.0',
    '- a',
    '# no',
    'a: b',
    'a #b',
    '{x}',
    '[',
    "it's",
    '"',
    '&a',
    '*b',
    '!t',
    '%',
    '@',
    'a\nb',
    ' a ',
    'Größe, Ü',
    '\u2028',
    '007',
    '1e3',
    'true',
    '~',
    '|',
    '>',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
const name = anyText.map((text) => (text.trim() === '' ? 'x' : text));
const median = fc.integer({ min: 1, max: 1_000_000 }).map((each) => each / 100);
const range = median.map((each) => ({ median: each, low: each / 2, high: each * 2 }));

/** What a model has, to be named by edits. */
function named(model: Model) {
  const touchpoints = touchpointsOf(model);
  const steps = model.journeys.flatMap(({ id: journey, phases }) =>
    phases.flatMap(({ id: phase, steps: all }) => all.map(({ id }) => ({ journey, phase, id }))),
  );
  const phases = model.journeys.flatMap(({ id: journey, phases: all }) =>
    all.map(({ id }) => ({ journey, id })),
  );
  const withLines = touchpoints.filter(({ exchange }) => exchange.length > 0);
  return {
    model,
    touchpoints,
    withLines,
    touchpoint: fc.constantFrom(...touchpoints),
    step: fc.constantFrom(...steps),
    phase: fc.constantFrom(...phases),
  };
}

type Named = ReturnType<typeof named>;

/** Edits of a model as it is: what they name is there. */
export function edits(model: Model): fc.Arbitrary<Edit> {
  const there = named(model);
  return fc.oneof(...fields(there), ...places(there), ...exchanges(there));
}

function fields({ touchpoint, step }: Named): readonly fc.Arbitrary<Edit>[] {
  return [
    fc
      .record({ at: touchpoint, name })
      .map(
        ({ at: { id }, name: to }): Edit => ({ do: 'rename', what: 'touchpoint', id, name: to }),
      ),
    fc.record({ at: step, name }).map(
      ({ at: { id, journey }, name: to }): Edit => ({
        do: 'rename',
        what: 'step',
        journey,
        id,
        name: to,
      }),
    ),
    fc
      .record({
        at: touchpoint,
        value: fc.option(anyText),
        field: fc.constantFrom('quote' as const, 'intention' as const),
      })
      .map(({ at: { id }, field, value }): Edit => ({ do: 'set', touchpoint: id, field, value })),
    fc.record({ at: touchpoint, value: fc.option(range) }).map(
      ({ at: { id }, value }): Edit => ({
        do: 'set',
        touchpoint: id,
        field: 'volume',
        value: value && { per: 'week', ...value },
      }),
    ),
    fc
      .record({ at: touchpoint, value: fc.option(fc.constant('brand' as const)) })
      .map(
        ({ at: { id }, value }): Edit => ({ do: 'set', touchpoint: id, field: 'influence', value }),
      ),
    fc
      .record({
        at: touchpoint,
        value: fc.array(
          fc.record({ metric: fc.constant('felt'), atLeast: fc.constantFrom(0, 0.5) }),
          { maxLength: 3 },
        ),
      })
      .map(
        ({ at: { id }, value }): Edit => ({ do: 'set', touchpoint: id, field: 'expects', value }),
      ),
    fc
      .record({ at: touchpoint, event: name })
      .map(({ at: { id }, event }): Edit => ({ do: 'take-event', touchpoint: id, event })),
  ];
}

function places({ touchpoint, touchpoints, step, phase }: Named): readonly fc.Arbitrary<Edit>[] {
  return [
    fc.record({ at: step, name, before: fc.option(touchpoint) }).map(
      ({ at: { journey, id }, name: to, before }): Edit => ({
        do: 'add-touchpoint',
        journey,
        step: id,
        name: to,
        channel: 'web',
        before: before?.id ?? null,
      }),
    ),
    fc.record({ at: phase, name, before: fc.option(step) }).map(
      ({ at: { journey, id }, name: to, before }): Edit => ({
        do: 'add-step',
        journey,
        phase: id,
        name: to,
        before: before?.id ?? null,
      }),
    ),
    fc.record({ at: phase, name }).map(
      ({ at: { journey, id }, name: to }): Edit => ({
        do: 'add-phase',
        journey,
        name: to,
        before: id,
      }),
    ),
    fc.record({ at: touchpoint, to: step, before: fc.option(touchpoint) }).map(
      ({ at: { id }, to: { journey, id: into }, before }): Edit => ({
        do: 'move',
        what: 'touchpoint',
        id,
        journey,
        step: into,
        before: before?.id ?? null,
      }),
    ),
    fc.record({ at: step, before: fc.option(step) }).map(
      ({ at: { journey, id, phase: own }, before }): Edit => ({
        do: 'move',
        what: 'step',
        journey,
        id,
        phase: own,
        before: before?.id ?? null,
      }),
    ),
    fc
      .record({ at: step, value: fc.boolean() })
      .map(
        ({ at: { journey, id }, value }): Edit => ({ do: 'set-moment', journey, step: id, value }),
      ),
    touchpoints.length < 3
      ? fc.constant<Edit>({ do: 'add-team', name: 'Team' })
      : touchpoint.map(({ id }): Edit => ({ do: 'remove', what: 'touchpoint', id })),
  ];
}

function exchanges({ model, touchpoint, withLines }: Named): readonly fc.Arbitrary<Edit>[] {
  return [
    fc.record({ at: touchpoint, believed: fc.option(range) }).map(
      ({ at: { id }, believed }): Edit => ({
        do: 'add-line',
        touchpoint: id,
        line: { give: 'customer', kind: 'money', quantity: 'properties.total', believed },
      }),
    ),
    withLines.length === 0
      ? fc.constant<Edit>({ do: 'add-team', name: 'Team' })
      : fc
          .record({
            at: fc.constantFrom(...withLines),
            believed: fc.option(range),
            quantity: fc.constantFrom('1', '2.5', 'properties.a ? 1 : 0'),
            isOut: fc.boolean(),
          })
          .map(
            ({ at: { id, exchange }, believed, quantity, isOut }): Edit =>
              isOut
                ? { do: 'remove-line', touchpoint: id, leg: exchange.length - 1 }
                : {
                    do: 'set-line',
                    touchpoint: id,
                    leg: 0,
                    line: { give: 'customer', kind: 'money', quantity, believed },
                  },
          ),
    model.valuations.length === 0
      ? fc.constant<Edit>({ do: 'add-team', name: 'Team' })
      : fc.record({ at: fc.nat(model.valuations.length - 1), value: range }).map(
          ({ at, value }): Edit => ({
            do: 'set-value',
            at,
            part: 'worth',
            value: { ...value, basis: 'assumed' },
          }),
        ),
  ];
}
