// Small made heads with what a person who knows such files would say of them: for tests.

/** What a head is and which column has which role; a role that is not named has none. */
export interface Labelled {
  /** The file's name. */
  readonly file: string;
  readonly text: string | Buffer;
  readonly roles: Readonly<Partial<Record<LabelledRole, string>>>;
  /** Of the times. */
  readonly format?: string;
  readonly decimal?: '.' | ',';
}

export type LabelledRole =
  | 'time'
  | 'event'
  | 'person'
  | 'account'
  | 'case'
  | 'id'
  | 'channel'
  | 'group'
  | 'felt';

/** A table as text: the header, then `count` rows. */
export function tableText(
  header: readonly string[],
  count: number,
  row: (index: number) => readonly (string | number)[],
  delimiter = ',',
): string {
  const rows = Array.from({ length: count }, (_, index) => row(index).join(delimiter));
  return [...(header.length > 0 ? [header.join(delimiter)] : []), ...rows].join('\n');
}

/** One of the choices, by the index. */
export function pick<Choice>(choices: readonly Choice[], index: number): Choice {
  return choices[index % choices.length] as Choice;
}

/** A number that jumps about, from 0 to below `below`. */
export function jump(index: number, below: number): number {
  let mixed = Math.imul(index + 1, 2_654_435_761) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519 + below) >>> 0;
  return ((mixed ^ (mixed >>> 13)) >>> 0) % below;
}

/** Two digits at least. */
export function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A day and a clock time that go up with the index, from 2024-01-01. */
export function moment(index: number): Date {
  return new Date(Date.UTC(2024, 0, 1) + index * 5_417_000);
}

/** A moment's parts: `parts(d).iso`, `.german`, `.us`, ... */
export function written(
  index: number,
): Readonly<Record<'iso' | 'blank' | 'german' | 'us' | 'day' | 'clock', string>> {
  const date = moment(index);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return {
    iso: date.toISOString(),
    blank: date.toISOString().slice(0, 19).replace('T', ' '),
    german: `${two(day)}.${two(month)}.${year}`,
    us: `${month}/${day}/${year}`,
    day: date.toISOString().slice(0, 10),
    clock,
  };
}

/** A number with a decimal comma and points between thousands. */
export function continental(value: number): string {
  const [whole = '', behind = ''] = value.toFixed(2).split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, '.')},${behind}`;
}
