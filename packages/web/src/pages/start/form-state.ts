import type { FormLine, FormTouchpoint, FormWorth, ModelForm } from '@bothways/core';

export type Believed = NonNullable<FormLine['believed']>;
export type Side = FormLine['give'];

/** A touchpoint as it stands in a form. */
export interface TouchpointTyped extends FormTouchpoint {
  /** Stays while it is typed and moved. */
  readonly key: string;
  /** Of the draft that it comes from. */
  readonly id?: string;
  /** Whether it is to be one. */
  readonly isIn: boolean;
}

/** A form as it stands. */
export interface FormTyped {
  readonly name: string;
  readonly currency: string;
  readonly touchpoints: readonly TouchpointTyped[];
  /** Only what somebody has said; the rest is assumed. */
  readonly worths: readonly FormWorth[];
  /** The draft of a model that it goes into. */
  readonly draft?: string;
}

let last = 0;

/** A key that no other has on this page. */
export function newKey(): string {
  last += 1;
  return `${Date.now().toString(36)}-${last}`;
}

export function touchpointNew(more: Partial<TouchpointTyped> = {}): TouchpointTyped {
  return {
    ...{ key: newKey(), isIn: true, name: '', channel: '', event: null, felt: null, volume: null },
    ...{ lines: [] },
    ...more,
  };
}

export function lineNew(give: Side, kind: string): FormLine {
  return { give, kind, property: null, times: 1, believed: null };
}

/** What the form says, to be written as a model: what is left out and what has no name is none. */
export function formSaid(
  form: FormTyped,
  usual: (said: TouchpointTyped[]) => readonly FormWorth[],
): ModelForm {
  const touchpoints = form.touchpoints.filter(({ isIn, name }) => isIn && name.trim() !== '');
  return {
    ...{ name: form.name, currency: currencyOf(form), touchpoints },
    worths: worthsOf(form, usual(touchpoints)),
  };
}

/** The currency that was typed; while it is none yet, the usual one. */
export function currencyOf({ currency }: Pick<FormTyped, 'currency'>): string {
  return /^[A-Z]{3}$/.test(currency) ? currency : 'EUR';
}

/** What is assumed, but where somebody has said otherwise. */
export function worthsOf(
  { worths }: Pick<FormTyped, 'worths'>,
  usual: readonly FormWorth[],
): readonly FormWorth[] {
  return usual.map((each) => worths.find(({ kind }) => kind === each.kind) ?? each);
}

/** What an amount of a kind is typed in, and what a worth is said per. */
export interface UnitTyped {
  readonly amount: 'currency' | 'minutes' | 'times';
  /** The kind's own units in one of these. */
  readonly factor: number;
  readonly per: 'money' | 'hour' | 'act';
  readonly perFactor: number;
}

export function unitOf(kind: string): UnitTyped {
  if (kind === 'money' || kind === 'goods')
    return { amount: 'currency', factor: 1, per: 'money', perFactor: 1 };
  if (kind.startsWith('time:'))
    return { amount: 'minutes', factor: 60, per: 'hour', perFactor: 3600 };
  return { amount: 'times', factor: 1, per: 'act', perFactor: 1 };
}

export function scaled({ median, low, high }: Believed, factor: number): Believed {
  const by = (value: number): number => Number((value * factor).toPrecision(4));
  return { median: by(median), low: by(low), high: by(high) };
}

/** A range about a median where nobody has said one: a quarter more or less. */
export function rangeAbout(median: number): Believed {
  const rounded = (value: number): number => Number(value.toPrecision(3));
  return { median, low: rounded(median * 0.8), high: rounded(median * 1.25) };
}

/** The same range about another median, where it was that; else what was said stays as far as it fits. */
export function withMedian(was: Believed | null, median: number): Believed {
  if (was === null) return rangeAbout(median);
  const usual = rangeAbout(was.median);
  if (usual.low === was.low && usual.high === was.high) return rangeAbout(median);
  return { median, low: Math.min(was.low, median), high: Math.max(was.high, median) };
}
