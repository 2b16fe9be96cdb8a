import { Document, parseDocument, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import {
  type Believed,
  FORM_KINDS,
  type FormLine,
  type FormTouchpoint,
  type FormWorth,
  type ModelForm,
} from './form.ts';
import { stageOf } from './guesses.ts';
import { namer, slugOf } from './slug.ts';
import { FILL_IN } from './to-fill.ts';
import { commentOf, listOf, mapOf, onOneLine, put, withComment } from './yaml-parts.ts';

const ABOUT = [
  'A first model: what happens, what each side gives, and what it is worth.',
  'Every number that nobody has measured says so: basis: assumed. Put yours in its place, with who said it.',
];

/**
 * A form as the text of a model file. It reads without an error whatever the names are; the same form gives the same bytes.
 *
 * Shape: touchpoints in the order of the journey.
 */
export function writeForm(form: ModelForm): string {
  const { name, currency, touchpoints, worths } = form;
  const kinds = new Set(touchpoints.flatMap(({ lines }) => lines.map(({ kind }) => kind)));
  const file = mapOf({ bothways: 1, name: name.trim() || 'My journey', currency });
  const values = valuesOf(kinds, currency);
  if (values.items.length > 0) spaced(file, 'values', values, 'What moves, beside money.');
  const valued = worths.filter(
    (each, at) =>
      kinds.has(each.kind) &&
      isSaid(each) &&
      worths.findIndex(({ kind }) => kind === each.kind) === at,
  );
  if (valued.length > 0)
    spaced(
      file,
      'valuations',
      listOf(valued.map(worthNode)),
      'What one unit is worth to whoever gets it, and costs whoever gives it. An opinion, with its range.',
    );
  spaced(file, 'journeys', listOf([journeyNode(name, touchpoints)]), '');
  const document = new Document(null);
  document.contents = file;
  document.commentBefore = commentOf(ABOUT);
  return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
}

/**
 * A draft of a journey map with what a form says of its touchpoints, by their ids: how many, what each side gives, and what
 * that is worth. What the draft says otherwise stays, with its comments.
 */
export function believeDraft(
  text: string,
  {
    currency,
    touchpoints,
    worths,
  }: Omit<ModelForm, 'name' | 'touchpoints'> & {
    readonly touchpoints: readonly (FormTouchpoint & { readonly id: string })[];
  },
): string {
  const document = parseDocument(text);
  const file = document.contents;
  if (!(file instanceof YAMLMap)) return text;
  document.setIn(['currency'], currency);
  const found = new Map(touchpointNodes(file).map((node) => [String(node.get('id')), node]));
  for (const touchpoint of touchpoints) {
    const node = found.get(touchpoint.id);
    const made = touchpointNode(touchpoint, touchpoint.name, touchpoint.id);
    for (const key of ['name', 'channel', 'believed', 'exchange'])
      if (node !== undefined && made.has(key) && !isSame(node.get(key), made.get(key)))
        node.set(key, made.get(key, true));
  }
  const kinds = new Set(touchpoints.flatMap(({ lines }) => lines.map(({ kind }) => kind)));
  const values = valuesOf(kinds, currency);
  for (const { key, value } of values.items)
    if (!document.hasIn(['values', String(key)])) document.setIn(['values', String(key)], value);
  const valued = worths.filter((each) => kinds.has(each.kind) && isSaid(each));
  if (valued.length > 0) document.setIn(['valuations'], listOf(valued.map(worthNode)));
  return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
}

function isSame(was: unknown, is: unknown): boolean {
  return typeof was === 'string' && was === is;
}

/** Every touchpoint of a model's text, wherever it stands. */
function touchpointNodes(file: YAMLMap): readonly YAMLMap[] {
  const below = (nodes: readonly unknown[], key: string): readonly unknown[] =>
    nodes.flatMap((node) => {
      const list = node instanceof YAMLMap ? node.get(key) : undefined;
      return list instanceof YAMLSeq ? list.items : [];
    });
  const steps = below(below(below([file], 'journeys'), 'phases'), 'steps');
  return below(steps, 'touchpoints').filter((node) => node instanceof YAMLMap);
}

function isSaid({ kind, worth, cost }: FormWorth): boolean {
  return kind !== 'money' && (worth !== null || cost !== null);
}

/** The kinds that need saying: money is known. */
function valuesOf(kinds: ReadonlySet<string>, currency: string): YAMLMap {
  const values = mapOf({});
  for (const { id, name, unit, scale, form, basis } of FORM_KINDS)
    if (kinds.has(id) && id !== 'money')
      put(values, id, onOneLine(mapOf({ name, unit: unit ?? currency, scale, form, basis })));
  return values;
}

function spaced(file: YAMLMap, key: string, node: unknown, comment: string): void {
  const place = put(file, key, node);
  place.spaceBefore = true;
  if (comment !== '') place.commentBefore = commentOf([comment]);
}

function worthNode({ kind, worth, cost, source }: FormWorth): YAMLMap {
  const said = (value: Believed | null): YAMLMap | null => {
    if (value === null) return null;
    const basis = source === null ? 'assumed' : 'stated';
    return onOneLine(mapOf({ ...rangeOf(value), basis, source }));
  };
  return mapOf({ kind, worth: said(worth), cost: said(cost) });
}

/** What the checks of a model take: in order, and above 0. */
function rangeOf({ median, low, high }: Believed): Believed {
  const middle = Math.max(median, 1e-6);
  return {
    median: middle,
    low: Math.min(Math.max(low, 1e-6), middle),
    high: Math.max(high, middle),
  };
}

type Stage = ReturnType<typeof stageOf>;

function journeyNode(name: string, touchpoints: readonly FormTouchpoint[]): YAMLMap {
  const phases: { readonly stage: Stage; readonly touchpoints: FormTouchpoint[] }[] = [];
  for (const touchpoint of touchpoints) {
    const stage = stageOf(touchpoint.name);
    const last = phases.at(-1);
    if (last !== undefined && (stage === null || stage === last.stage))
      last.touchpoints.push(touchpoint);
    else phases.push({ stage, touchpoints: [touchpoint] });
  }
  const idOf = { phase: namer('phase'), step: namer('step'), touchpoint: namer('touchpoint') };
  const nodes = phases.map(({ stage, touchpoints: own }) => {
    const phase = stage === null ? 'Begin' : `${stage.charAt(0).toUpperCase()}${stage.slice(1)}`;
    return mapOf({
      id: idOf.phase(slugOf(phase)),
      name: withComment(phase, 'guessed: from what its touchpoints are called'),
      stage,
      steps: own.map((touchpoint) => {
        const shown = touchpoint.name.trim() || 'Touchpoint';
        return mapOf({
          id: idOf.step(slugOf(shown)),
          name: shown,
          touchpoints: [touchpointNode(touchpoint, shown, idOf.touchpoint(slugOf(shown)))],
        });
      }),
    });
  });
  return mapOf({
    id: 'journey',
    name: name.trim() || 'The journey',
    level: 'L1',
    phases: listOf(nodes),
  });
}

function touchpointNode(touchpoint: FormTouchpoint, name: string, id: string): YAMLMap {
  const { channel, event, felt, volume, lines } = touchpoint;
  const node = mapOf({
    id,
    name,
    channel:
      channel.trim() === ''
        ? withComment('unknown', `${FILL_IN}web, app, store, phone, e-mail ...`)
        : channel.trim(),
    when: event === null ? null : expression(whenOf(event)),
    felt:
      felt === null
        ? null
        : onOneLine(mapOf({ from: expression(pathOf(felt.property)), scale: felt.scale })),
    believed:
      volume === null
        ? null
        : onOneLine(mapOf({ volume: onOneLine(mapOf({ per: 'month', ...rangeOf(volume) })) })),
  });
  const said = lines.filter(({ property, believed }) => property !== null || believed !== null);
  if (said.length > 0) put(node, 'exchange', listOf(said.map(lineNode)));
  return node;
}

/** Where events say how much they are asked; else it is what is believed, and one each time where that is one. */
function lineNode({ give, kind, property, times, believed }: FormLine): YAMLMap {
  const said = property !== null ? `${pathOf(property)}${times === 1 ? '' : ` * ${times}`}` : null;
  const range = believed === null ? null : rangeOf(believed);
  const quantity = said === null ? (range?.median ?? 1) : expression(said);
  const isExact = range !== null && said === null && range.low === range.high;
  return onOneLine(
    mapOf({
      give,
      kind,
      quantity,
      believed: range === null || isExact ? null : onOneLine(mapOf({ ...range })),
    }),
  );
}

function expression(text: string): Scalar {
  const node = new Scalar(text);
  // Quotes within: in single ones it reads as it is.
  node.type = /^[\w.]+$/.test(text) ? Scalar.PLAIN : Scalar.QUOTE_SINGLE;
  return node;
}

function whenOf({ type, name }: NonNullable<FormTouchpoint['event']>): string {
  const text = JSON.stringify(name);
  return type === 'track'
    ? `event == ${text}`
    : `type == ${JSON.stringify(type)} && name == ${text}`;
}

const WORD = /^[A-Za-z_]\w*$/;

/** `properties.total`, or with quotes where a name is more than a word. */
function pathOf(path: readonly string[]): string {
  return `properties${path.map((part) => (WORD.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`)).join('')}`;
}
