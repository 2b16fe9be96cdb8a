/** A name for what happened, made of a file's name: `sales-2026.csv.gz` is `Sales`. */
export function eventNameOf(file: string): string {
  const words = baseName(file)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^\d+$/.test(word) && !NO_NAMES.test(word));
  const [first = 'Record', ...rest] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest]
    .join(' ')
    .toWellFormed()
    .slice(0, 80);
}

const NO_NAMES = /^(export|data|sample|copy|final|v\d+|csv|file|dump|utf8)$/i;

/** A file's name without folder and without what says its format. */
export function baseName(file: string): string {
  const name = file.replace(/^.*[/\\]/, '').toWellFormed();
  const bare = name.replace(
    /(\.(csv|tsv|tab|txt|xlsx|jsonl|ndjson|json|parquet|pq|xes|jsonocel))?(\.(gz|gzip|zst|zstd))?$/i,
    '',
  );
  return bare === '' || bare === '-' || bare === 'standard input' ? 'stdin' : bare;
}
