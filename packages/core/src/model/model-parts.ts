import {
  type Believed,
  type Journey,
  type Model,
  type RuleText,
  type Touchpoint,
  touchpointsOf,
  type Worth,
} from './model.ts';

export type PartName =
  | 'model'
  | 'actor'
  | 'segment'
  | 'persona'
  | 'value kind'
  | 'valuation'
  | 'journey'
  | 'phase'
  | 'step'
  | 'touchpoint'
  | 'exchange line'
  | 'extension';

/** One named thing of a model, flat, in words: what two versions are compared by. */
export interface Part {
  readonly what: PartName;
  /** How it is called, unique among its kind in the model. */
  readonly id: string;
  /** Where it stands: `journey first-order > phase buy > step checkout`; empty at the top. */
  readonly path: string;
  /** The key of the part that it comes and goes with. */
  readonly owner: string | null;
  /** True where the order among neighbours means something: the first match wins, or a map reads left to right. */
  readonly ordered: boolean;
  /** What is said of it, in words; null: not said. */
  readonly fields: readonly (readonly [name: string, said: string | null])[];
}

type Fields = Part['fields'];

/** How a part is called in a sentence, unique in its model. There is one model, whatever it is called. */
export function keyOf({ what, id }: Pick<Part, 'what' | 'id'>): string {
  return what === 'model' ? what : `${what} ${id}`;
}

/** A model as a flat list of parts, in a fixed order: file order within each sort. */
export function partsOfModel(model: Model): readonly Part[] {
  return [
    top('model', model.name, [
      ['name', model.name],
      ['currency', model.currency],
    ]),
    ...model.actors.map((actor) =>
      top('actor', actor.id, [
        ['kind', actor.kind],
        ['name', actor.name],
      ]),
    ),
    ...model.segments.map((segment) => ({
      ...top('segment', segment.id, [
        ['name', segment.name],
        ['when', rule(segment.when)],
      ]),
      ordered: true,
    })),
    ...model.personas.map(partOfPersona),
    ...model.values.map((kind) =>
      top('value kind', kind.id, [
        ['name', kind.name],
        ['unit', kind.unit],
        ['scale', String(kind.scale)],
        ['form', kind.form],
        ['tangible', yes(kind.tangible)],
        ['basis', kind.basis],
      ]),
    ),
    ...model.valuations.map((valuation) =>
      top('valuation', valuationName(valuation), [
        ...worthFields('worth', valuation.worth),
        ...worthFields('cost', valuation.cost),
      ]),
    ),
    ...model.journeys.flatMap(partsOfJourney),
    ...touchpointsOf(model).flatMap(partsOfTouchpoint),
    ...Object.entries(model.extensions).map(([key, value]) =>
      top('extension', key, [['content', canonical(value)]]),
    ),
  ];
}

function top(what: PartName, id: string, fields: Fields): Part {
  return { what, id, path: '', owner: null, ordered: false, fields };
}

function valuationName({ kind, segment, give }: Model['valuations'][number]): string {
  const direction = give === null ? '' : `, given by the ${give}`;
  return `${kind} (${segment ?? 'everyone'}${direction})`;
}

function partOfPersona({ id, grade, ...persona }: Model['personas'][number]): Part {
  const list = (lines: readonly string[]): string | null =>
    lines.length === 0 ? null : lines.join('; ');
  return top('persona', id, [
    ['name', persona.name],
    ['segment', persona.segment],
    ['bio', persona.bio],
    ['goals', list(persona.goals)],
    ['pains', list(persona.pains)],
    ['gains', list(persona.gains)],
    ['quote', persona.quote],
    ['grade', grade],
  ]);
}

function worthFields(name: string, worth: Worth | null): Fields {
  return [
    [name, range(worth)],
    [`${name} basis`, worth?.basis ?? null],
    [`${name} source`, worth?.source ?? null],
    [`${name} agreed by`, worth?.agreedBy ?? null],
    [`${name} agreed on`, worth?.agreedOn ?? null],
  ];
}

function partsOfJourney(journey: Journey): readonly Part[] {
  const { id, name, level, state, insteadOf, mission, phases } = journey;
  const own = `journey ${id}`;
  return [
    {
      ...top('journey', id, [
        ['name', name],
        ['level', level],
        ['state', state],
        ['instead of', insteadOf],
        ['mission', mission?.name ?? null],
        ['starts when', rule(mission?.startsWhen ?? null)],
        ['ends when', rule(mission?.endsWhen ?? null)],
        ['gap', mission === null ? null : `${Number(mission.gapDays.toFixed(6))} days`],
      ]),
      ordered: true,
    },
    ...phases.flatMap((phase): readonly Part[] => [
      {
        what: 'phase',
        id: `${id}/${phase.id}`,
        path: own,
        owner: own,
        ordered: true,
        fields: [
          ['name', phase.name],
          ['stage', phase.stage],
          ['optional', yes(phase.optional)],
          ['repeats', yes(phase.repeats)],
        ],
      },
      ...phase.steps.map(
        (step): Part => ({
          what: 'step',
          id: `${id}/${step.id}`,
          path: `${own} > phase ${phase.id}`,
          owner: `phase ${id}/${phase.id}`,
          ordered: true,
          fields: [
            ['name', step.name],
            ['moment of truth', yes(step.momentOfTruth)],
            ['flow', step.flow],
            ['optional', yes(step.optional)],
            ['repeats', yes(step.repeats)],
          ],
        }),
      ),
    ]),
  ];
}

function partsOfTouchpoint(touchpoint: Touchpoint): readonly Part[] {
  const { id, journey, phase, step } = touchpoint;
  const path = `journey ${journey} > phase ${phase} > step ${step}`;
  return [
    {
      what: 'touchpoint',
      id,
      path,
      owner: `step ${journey}/${step}`,
      ordered: true,
      fields: touchpointFields(touchpoint),
    },
    ...partsOfExchange(touchpoint, path),
  ];
}

function touchpointFields(touchpoint: Touchpoint): Fields {
  const { felt, believed } = touchpoint;
  return [
    ['name', touchpoint.name],
    ['channel', touchpoint.channel],
    ['initiator', touchpoint.initiator],
    ['influence', touchpoint.influence],
    ['seeks', touchpoint.seeks],
    ['owner', touchpoint.owner],
    ['intention', touchpoint.intention],
    ['quote', touchpoint.quote],
    ['instead of', touchpoint.insteadOf.length === 0 ? null : touchpoint.insteadOf.join(', ')],
    ['when', rule(touchpoint.when)],
    ['also', yes(touchpoint.also)],
    ['optional', yes(touchpoint.optional)],
    ...Object.entries(touchpoint.measures).map(
      ([name, text]) => [`measure ${name}`, rule(text)] as const,
    ),
    ...expectationFields(touchpoint),
    ['felt', felt === null ? null : `${felt.from.text} on ${felt.scale}`],
    ['exchange id', rule(touchpoint.exchangeId)],
    ['believed volume', believed === null ? null : `${range(believed.volume)} per ${believed.per}`],
  ];
}

function expectationFields({ expects }: Touchpoint): Fields {
  const count = new Map<string, number>();
  return expects.map(({ metric, atMost, atLeast, source }) => {
    const nth = (count.get(metric) ?? 0) + 1;
    count.set(metric, nth);
    const level = [
      ...(atLeast === null ? [] : [`at least ${atLeast}`]),
      ...(atMost === null ? [] : [`at most ${atMost}`]),
    ].join(', ');
    const name = nth === 1 ? `expects ${metric}` : `expects ${metric} (${nth})`;
    return [name, source === null ? level : `${level} (${source})`] as const;
  });
}

/** A line is known by who gives what to whom; the same again by its number. */
function partsOfExchange({ id, exchange }: Touchpoint, path: string): readonly Part[] {
  const count = new Map<string, number>();
  return exchange.map((line) => {
    const name = `${id}: ${line.give} -> ${line.to} ${line.kind}`;
    const nth = (count.get(name) ?? 0) + 1;
    count.set(name, nth);
    return {
      what: 'exchange line',
      id: nth === 1 ? name : `${name} (${nth})`,
      path: `${path} > touchpoint ${id}`,
      owner: `touchpoint ${id}`,
      ordered: true,
      fields: [
        ['quantity', line.quantity.text],
        ['signed', yes(line.signed)],
        ['grade', line.grade],
        ['believed', range(line.believed)],
      ],
    };
  });
}

function rule(text: RuleText | null): string | null {
  return text?.text ?? null;
}

function yes(flag: boolean): string {
  return flag ? 'yes' : 'no';
}

/** `1.2 (1-1.44)`; a point without brackets. */
function range(stated: Believed | null): string | null {
  if (stated === null) return null;
  const { median, low, high } = stated;
  return low === median && high === median ? String(median) : `${median} (${low}-${high})`;
}

/** Data as text, keys sorted: the same content gives the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
