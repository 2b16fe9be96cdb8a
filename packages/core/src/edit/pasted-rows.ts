/**
 * What a spreadsheet puts into the clipboard, as rows of cells: tabs between cells, quotes around those that have a line break
 * or a quote in them. Without a tab, commas or semicolons part the cells, whichever the first row has more of.
 */
export function pastedRows(text: string): readonly (readonly string[])[] {
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  const count = (sign: string): number => first.split(sign).length;
  const delimiter = text.includes('\t') ? '\t' : count(';') > count(',') ? ';' : ',';
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (isQuoted && sign === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (isQuoted) cell += sign;
    else if (sign === delimiter || sign === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''));
      cell = '';
      if (sign === '\n') rows.push([]);
    } else cell += sign;
  }
  rows.at(-1)?.push(cell);
  return rows.filter((row) => row.some((each) => each.trim() !== ''));
}
