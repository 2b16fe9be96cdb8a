/**
 * Unpacks one LZ4 block, whose length unpacked is known. Null: the bytes are no such block.
 *
 * Source: LZ4 block format, lz4/doc/lz4_Block_format.md.
 */
export function lz4Block(packed: Uint8Array, length: number): Buffer | null {
  const out = Buffer.allocUnsafe(length);
  const end = packed.length;
  let [from, to] = [0, 0];
  while (from < end) {
    const token = packed[from++] as number;
    let literals = token >>> 4;
    if (literals === 15) {
      let more = 255;
      while (more === 255 && from < end) literals += more = packed[from++] as number;
    }
    if (from + literals > end || to + literals > length) return null;
    if (literals > 16) {
      out.set(packed.subarray(from, from + literals), to);
      from += literals;
      to += literals;
    } else for (const last = from + literals; from < last; ) out[to++] = packed[from++] as number;
    // The last sequence has literals only.
    if (from === end) return to === length ? out : null;
    if (from + 2 > end) return null;
    const back = (packed[from] as number) | ((packed[from + 1] as number) << 8);
    from += 2;
    let match = (token & 15) + 4;
    if (match === 19) {
      let more = 255;
      while (more === 255 && from < end) match += more = packed[from++] as number;
    }
    if (back === 0 || back > to || to + match > length) return null;
    // What is copied may overlap with where it goes: then it repeats.
    if (back >= match) out.copyWithin(to, to - back, to - back + match);
    else
      for (let index = 0; index < match; index += 1)
        out[to + index] = out[to - back + index] as number;
    to += match;
  }
  return null;
}
