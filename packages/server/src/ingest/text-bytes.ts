/** Texts in a growing buffer, each with its length before it, as ClickHouse's binary formats have them. */
export class TextBytes {
  /** Where the next byte goes. */
  at = 0;
  private bytes = Buffer.allocUnsafeSlow(4096);

  /** The bytes so far, to be sent before anything else is written. */
  view(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  text(value: string): void {
    this.textBehind(-1, value);
  }

  /** A text as a bag keeps it: behind one quote. */
  bagText(value: string): void {
    this.textBehind(34, value);
  }

  varint(value: number): void {
    this.room(8);
    let left = value;
    while (left > 127) {
      this.bytes[this.at++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.bytes[this.at++] = left;
  }

  /** A text behind one more ASCII character; -1: none. Short ASCII goes letter by letter: no call is faster. */
  private textBehind(first: number, value: string): void {
    const { length } = value;
    const more = first === -1 ? 0 : 1;
    this.room(3 * length + 11);
    if (length < 64) {
      const { bytes } = this;
      let at = this.at + 1 + more;
      let index = 0;
      for (; index < length; index += 1) {
        const code = value.charCodeAt(index);
        if (code > 127) break;
        bytes[at++] = code;
      }
      if (index === length) {
        bytes[this.at] = length + more;
        if (more === 1) bytes[this.at + 1] = first;
        this.at = at;
        return;
      }
    }
    this.varint(Buffer.byteLength(value) + more);
    if (more === 1) this.bytes[this.at++] = first;
    this.at += this.bytes.write(value, this.at, 'utf8');
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.at + bytes));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}
