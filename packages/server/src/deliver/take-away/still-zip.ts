import JsZip from 'jszip';

/**
 * A ZIP with the same files in the same order, each dated alike, so that same contents give same bytes.
 * `date`: ISO 8601. `change`: a file's text put right on the way.
 */
export async function stillZip(
  bytes: Uint8Array,
  date: string,
  change: (path: string, text: string) => string = (_path, text) => text,
): Promise<Uint8Array> {
  const from = await JsZip.loadAsync(bytes);
  const to = new JsZip();
  const files = Object.values(from.files).filter(({ dir }) => !dir);
  for (const file of files) {
    const bytesOf = (): Promise<Uint8Array> => file.async('uint8array');
    const isText = /\.(xml|rels)$/.test(file.name);
    // The numbers behind a chart are a workbook of their own.
    const isBook = file.name.endsWith('.xlsx');
    const content = isText
      ? change(file.name, (await file.async('string')).replace(STAMPS, `$1${date.slice(0, 19)}Z$3`))
      : isBook
        ? await stillZip(await bytesOf(), date)
        : await bytesOf();
    to.file(file.name, content, { date: new Date(date), createFolders: false });
  }
  return to.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 6 },
  });
}

/** When a document was made and changed, in its core properties. */
const STAMPS = /(<dcterms:(?:created|modified)[^>]*>)([^<]*)(<)/g;
