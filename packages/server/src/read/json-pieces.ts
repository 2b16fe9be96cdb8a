/** What a JSON text is made of, cut at the top: the elements of its list, or of each list that is a value of its object. */
export interface JsonPiece {
  /** The key whose list it stands in; empty where the whole text is a list. */
  readonly section: string;
  /** Its place in its list, from 1; 0 for a value that is no list. */
  readonly ordinal: number;
  /** The first characters of one too long, else all of it. */
  readonly text: string;
  readonly isTooLong: boolean;
}

/** A text that is no JSON at the top. `at` says where, in characters from 1. */
export class JsonBroken extends Error {
  override readonly name = 'JsonBroken';
}

const [QUOTE, COMMA, BACKSLASH] = [34, 44, 92];
const [BRACKET, CLOSE_BRACKET, BRACE, CLOSE_BRACE] = [91, 93, 123, 125];

/**
 * Cuts a JSON text that is one list, or one object of lists, into its elements, chunk by chunk: what lies between is never
 * held. An element is not read here: whoever parses it finds its faults.
 *
 * Errors: `JsonBroken` where the text is neither, breaks off, or goes on behind its end.
 */
export async function* jsonPieces(
  chunks: AsyncIterable<string>,
  charactersMax: number,
): AsyncGenerator<readonly JsonPiece[]> {
  const cutter = new Cutter(charactersMax);
  const steps = cutter.run();
  for await (const chunk of chunks) {
    cutter.push(chunk);
    steps.next();
    const pieces = cutter.taken();
    if (pieces.length > 0) yield pieces;
  }
  cutter.isLast = true;
  steps.next();
  const pieces = cutter.taken();
  if (pieces.length > 0) yield pieces;
}

/** Steps through text that comes in chunks: each `yield` waits for the next one. */
class Cutter {
  isLast = false;
  private text = '';
  private at = 0;
  /** From here on the text is held. */
  private from = 0;
  /** Characters that were before `text`. */
  private passed = 0;
  private pieces: JsonPiece[] = [];
  /** The first characters of a piece too long, of which no more is held; null while it is not. */
  private kept: string | null = null;
  private readonly charactersMax: number;

  constructor(charactersMax: number) {
    this.charactersMax = charactersMax;
  }

  push(chunk: string): void {
    this.passed += this.from;
    this.text = this.text.slice(this.from) + chunk;
    this.at -= this.from;
    this.from = 0;
  }

  taken(): readonly JsonPiece[] {
    const { pieces } = this;
    this.pieces = [];
    return pieces;
  }

  *run(): Generator<void> {
    const open = yield* this.mark();
    if (open === '[') yield* this.elements('');
    else if (open === '{') yield* this.members();
    else throw this.broken('"[" or "{"', open);
    const behind = yield* this.mark(true);
    if (behind !== '') throw this.broken('the end', behind);
  }

  private *members(): Generator<void> {
    let mark = yield* this.mark();
    while (mark !== '}') {
      if (mark !== '"') throw this.broken('a key in quotes or "}"', mark);
      this.from = this.at - 1;
      this.kept = null;
      yield* this.string();
      if (this.kept !== null)
        throw new JsonBroken(`a key has over ${this.charactersMax} characters`);
      const key: unknown = JSON.parse(this.text.slice(this.from, this.at));
      mark = yield* this.mark();
      if (mark !== ':') throw this.broken('":"', mark);
      mark = yield* this.mark();
      if (mark === '[') yield* this.elements(String(key));
      else {
        this.at -= 1;
        yield* this.piece(String(key), 0);
      }
      mark = yield* this.mark();
      if (mark !== ',' && mark !== '}') throw this.broken('"," or "}"', mark);
      if (mark === ',') mark = yield* this.mark();
    }
  }

  private *elements(section: string): Generator<void> {
    let mark = yield* this.mark();
    for (let ordinal = 1; mark !== ']' || ordinal > 1; ordinal += 1) {
      this.at -= 1;
      yield* this.piece(section, ordinal);
      mark = yield* this.mark();
      if (mark === ']') return;
      if (mark !== ',') throw this.broken('"," or "]"', mark);
      mark = yield* this.mark();
    }
  }

  /** The next character that is no space, passed over; the empty text at the end, where that may be. */
  private *mark(mayEnd = false): Generator<void, string> {
    for (;;) {
      while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
      this.from = this.at;
      if (this.at < this.text.length) {
        this.at += 1;
        return this.text.charAt(this.at - 1);
      }
      if (this.isLast && mayEnd) return '';
      yield* this.more();
    }
  }

  /** One value, up to the comma or bracket behind it. */
  private *piece(section: string, ordinal: number): Generator<void> {
    this.from = this.at;
    this.kept = null;
    for (let depth = 0; ; ) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) {
        this.bound();
        yield* this.more();
        continue;
      }
      const isClose = code === CLOSE_BRACE || code === CLOSE_BRACKET;
      if (depth === 0 && (code === COMMA || isClose)) break;
      this.at += 1;
      if (code === QUOTE) {
        if (!this.passString()) yield* this.string();
      } else if (code === BRACE || code === BRACKET) depth += 1;
      else if (isClose) depth -= 1;
    }
    this.bound();
    const text = this.kept ?? this.text.slice(this.from, this.at);
    this.pieces.push({ section, ordinal, text, isTooLong: this.kept !== null });
  }

  /** Passes over the rest of a string whose opening quote was passed. */
  private *string(): Generator<void> {
    while (!this.passString()) {
      this.bound();
      yield* this.more();
    }
  }

  /** Passes over what has come of a string; whether its closing quote did. */
  private passString(): boolean {
    const { text } = this;
    for (;;) {
      const quote = text.indexOf('"', this.at);
      const end = quote === -1 ? text.length : quote;
      let slashes = end;
      while (slashes > this.at && text.charCodeAt(slashes - 1) === BACKSLASH) slashes -= 1;
      // Backslashes at the end of what has come are counted again with what follows.
      this.at = quote === -1 ? slashes : quote + 1;
      if (quote === -1) return false;
      if ((quote - slashes) % 2 === 0) return true;
    }
  }

  /** Lets go of all but the first characters of what is too long. */
  private bound(): void {
    if (this.kept === null) {
      if (this.at - this.from <= this.charactersMax) return;
      this.kept = this.text.slice(this.from, this.from + this.charactersMax);
    }
    this.from = this.at;
  }

  private *more(): Generator<void> {
    if (this.isLast)
      throw new JsonBroken(`it breaks off behind ${this.passed + this.at} characters`);
    yield;
  }

  private broken(wanted: string, seen: string): JsonBroken {
    const place = `character ${(this.passed + this.at).toLocaleString('en')}`;
    return new JsonBroken(`${place}: ${wanted} should stand where ${JSON.stringify(seen)} does`);
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
