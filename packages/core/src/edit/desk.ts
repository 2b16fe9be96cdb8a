import type { ModelText } from '../model/read-model.ts';
import { type Item, itemDropped, itemInserted, writtenAt } from './change-list.ts';
import { keyAdded, keyDropped, scalarSet } from './change-map.ts';
import { orderAt } from './custom.ts';
import {
  endOf,
  nodeWritten,
  type Opened,
  opened,
  saidIn,
  startOf,
  type Way,
  wayTo,
} from './opened.ts';
import { dataAt, isParted, isSame, listAt, withAt } from './plain-data.ts';
import { refuse } from './refused.ts';
import { aliasesWritten } from './write-out.ts';

/** A place in one of the files of a model. */
export interface Spot {
  readonly file: string;
  readonly way: Way;
}

interface Sheet {
  open: Opened;
  /** What the file is meant to say by now. */
  data: unknown;
  isTouched: boolean;
}

/**
 * The files of a model while they are edited: each change is made in the text and, beside it, in plain data; that the text
 * then says the same is held by `checked`.
 */
export class Desk {
  readonly #sheets: ReadonlyMap<string, Sheet>;

  constructor(files: readonly ModelText[]) {
    this.#sheets = new Map(
      files.map(({ file, text }) => [
        file,
        { open: opened(file, text), data: saidIn(file, text), isTouched: false },
      ]),
    );
  }

  files(): readonly ModelText[] {
    return [...this.#sheets.values()].map(({ open: { file, text } }) => ({ file, text }));
  }

  names(): readonly string[] {
    return [...this.#sheets.keys()];
  }

  at({ file, way }: Spot): unknown {
    return dataAt(this.#sheet(file).data, way);
  }

  list({ file, way }: Spot): readonly unknown[] {
    return listAt(this.#sheet(file).data, way);
  }

  /** Makes a value what is wanted, writing only what differs; undefined takes it out. */
  put({ file, way }: Spot, value: unknown): void {
    const now = this.at({ file, way });
    if (isSame(now, value)) return;
    const key = way.at(-1);
    if (value === undefined) {
      this.drop({ file, way });
      return;
    }
    if (isParted(now) && isParted(value)) {
      for (const each of new Set([...Object.keys(now), ...Object.keys(value)]))
        this.put({ file, way: [...way, each] }, value[each]);
      return;
    }
    if (Array.isArray(now) && Array.isArray(value)) {
      this.#putList({ file, way }, now, value);
      return;
    }
    if (isWord(now) && isWord(value)) {
      this.#change(file, (open) => scalarSet(open, way, value), way, value);
      return;
    }
    if (now !== undefined && now !== null) this.drop({ file, way });
    const parent = way.slice(0, -1);
    if (this.at({ file, way: parent }) === undefined) this.put({ file, way: parent }, {});
    const order = orderAt(parent);
    if (now === null) this.drop({ file, way });
    this.#change(
      file,
      (open) => keyAdded(open, parent, { key: String(key), value, order }),
      way,
      value,
    );
  }

  #putList(spot: Spot, now: readonly unknown[], value: readonly unknown[]): void {
    const { file, way } = spot;
    for (const [index, each] of value.entries())
      if (index < now.length && isSimilar(now[index], each))
        this.put({ file, way: [...way, index] }, each);
      else {
        if (index < now.length) this.drop({ file, way: [...way, index] });
        this.insert(spot, index, { value: each });
      }
    for (let index = now.length - 1; index >= value.length; index -= 1)
      this.drop({ file, way: [...way, index] });
  }

  /** Takes out a key or an item. */
  drop({ file, way }: Spot): void {
    const last = way.at(-1);
    const list = way.slice(0, -1);
    if (typeof last !== 'number') {
      this.#change(file, (open) => keyDropped(open, way), way, undefined);
      return;
    }
    const left = this.list({ file, way: list }).filter((_, index) => index !== last);
    this.#change(file, (open) => itemDropped(open, way), list, left, way);
  }

  insert({ file, way }: Spot, index: number, item: Item): void {
    const now = this.list({ file, way });
    const at = Math.min(index, now.length);
    if (this.at({ file, way }) === undefined) this.put({ file, way }, []);
    const value = [...now.slice(0, at), item.value, ...now.slice(at)];
    this.#change(file, (open) => itemInserted(open, way, at, item), way, value, [...way, -1]);
  }

  /** Moves an item, with its comments, before the one at a position of a list as it is without it. */
  move(from: Spot, to: Spot, index: number): void {
    const item = this.item(from);
    this.drop(from);
    this.insert(to, index, item);
  }

  /** An item with its comments as it is written, to be put into another file. */
  item(spot: Spot): Item {
    const sheet = this.#sheet(spot.file);
    sheet.open = aliasesWritten(sheet.open, sheet.data, spot.way, { isLeaving: true });
    return { value: this.at(spot), written: writtenAt(sheet.open, spot.way) };
  }

  /** From where to where of its file a part is written. */
  stretch({ file, way }: Spot): { readonly from: number; readonly to: number } {
    const { open } = this.#sheet(file);
    const node = nodeWritten(open, way);
    return node === undefined
      ? { from: 0, to: 0 }
      : { from: startOf(node), to: endOf(open.text, node) };
  }

  /** The way from a part to what stands at an offset of its file: a field, and a position in its list. */
  wayBelow(spot: Spot, at: number): Way {
    const { open } = this.#sheet(spot.file);
    const node = nodeWritten(open, spot.way);
    return node === undefined ? [] : wayTo(open.text, node, at);
  }

  /** Refuses where the text would not say what was meant, such as where a part is used again by an alias. */
  checked(): void {
    for (const [file, sheet] of this.#sheets) {
      if (!sheet.isTouched) continue;
      if (!isSame(saidIn(file, sheet.open.text), sheet.data))
        refuse({
          message: `this cannot be written into ${file} without changing something else too`,
          hint: 'look for an anchor (&) or an alias (*) there, and write out what it stands for',
        });
      sheet.isTouched = false;
    }
  }

  /** `touched`: the place that becomes another, where that is not the whole of the value. */
  #change(
    file: string,
    text: (open: Opened) => string,
    way: Way,
    value: unknown,
    touched = way,
  ): void {
    const sheet = this.#sheet(file);
    const open = aliasesWritten(sheet.open, sheet.data, touched);
    sheet.open = opened(file, text(open));
    sheet.data = withAt(sheet.data, way, value);
    sheet.isTouched = true;
  }

  #sheet(file: string): Sheet {
    const found = this.#sheets.get(file);
    if (found !== undefined) return found;
    return refuse({ message: `there is no file ${file}`, hint: 'open the model again' });
  }
}

function isWord(value: unknown): boolean {
  return value === null || (value !== undefined && typeof value !== 'object');
}

function isSimilar(a: unknown, b: unknown): boolean {
  return (
    (isWord(a) && isWord(b)) ||
    (isParted(a) && isParted(b)) ||
    (Array.isArray(a) && Array.isArray(b))
  );
}
