/** A word, mark or literal of a ClickHouse statement, with its place in the text. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'mark';
  /** A word in upper case, a quoted name as it is meant, a mark as it is. Empty for texts and numbers. */
  readonly value: string;
  readonly from: number;
  readonly to: number;
  /** How many brackets are open around it. */
  readonly depth: number;
}

const pattern =
  /(--[^\n]*|#[ !][^\n]*|\/\*[\s\S]*?\*\/|\s+)|([A-Za-z_][\w$]*)|('(?:[^'\\]|\\[\s\S]|'')*'|\$(\w*)\$[\s\S]*?\$\4\$)|("(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`\\]|\\[\s\S]|``)*`)|(\d[\w.]*)|([\s\S])/gy;

/**
 * The tokens of a statement, up to `limit` characters; comments and space are left out.
 * An INSERT's inline data may follow: it is only ever read as tokens, which does no harm.
 */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  let depth = 0;
  for (const match of sql.matchAll(pattern)) {
    const [all, space, word, text, , quoted, number, mark] = match;
    if (space !== undefined) continue;
    if (mark === ')' || mark === ']') depth = Math.max(0, depth - 1);
    const from = match.index;
    const place = { from, to: from + all.length, depth };
    if (word !== undefined) found.push({ kind: 'word', value: word.toUpperCase(), ...place });
    else if (text !== undefined) found.push({ kind: 'text', value: '', ...place });
    else if (quoted !== undefined)
      found.push({ kind: 'quoted', value: unquoted(quoted), ...place });
    else if (number !== undefined) found.push({ kind: 'number', value: '', ...place });
    else found.push({ kind: 'mark', value: mark ?? '', ...place });
    if (mark === '(' || mark === '[') depth += 1;
  }
  return found;
}

function unquoted(name: string): string {
  const mark = name[0] ?? '';
  return name
    .slice(1, -1)
    .replaceAll(mark + mark, mark)
    .replace(/\\([\s\S])/g, '$1');
}

/** A text as a ClickHouse literal. */
export function literal(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\0/g, '\\0')}'`;
}

/** A name as a ClickHouse identifier. */
export function identifier(name: string): string {
  return `\`${name.replace(/\\/g, '\\\\').replace(/`/g, '\\`')}\``;
}

/** Its format clause, if the statement names one: `SELECT 1 FORMAT CSV`. */
export interface FormatClause {
  readonly format: string;
  /** Where `FORMAT` begins, and where the format's name ends. */
  readonly from: number;
  readonly to: number;
}

/** The last `FORMAT name` outside of brackets. */
export function formatClause(sql: string, found: readonly Token[]): FormatClause | undefined {
  for (let at = found.length - 2; at >= 0; at -= 1) {
    const [word, name] = [found[at], found[at + 1]];
    if (word?.kind !== 'word' || word.value !== 'FORMAT' || word.depth !== 0) continue;
    if (name?.kind === 'word')
      return { format: sql.slice(name.from, name.to), from: word.from, to: name.to };
  }
  return undefined;
}

/** Functions, table functions and engines that reach out of the store: to files, commands and other machines. */
const outside = new Set(
  `file fileCluster url urlCluster s3 s3Cluster gcs azureBlobStorage azureBlobStorageCluster hdfs hdfsCluster
  remote remoteSecure cluster clusterAllReplicas executable executablePool mysql postgresql mongodb redis sqlite odbc jdbc
  oss cosn s3Queue azureQueue iceberg icebergS3 icebergLocal icebergAzure icebergHDFS icebergCluster icebergS3Cluster icebergAzureCluster icebergHDFSCluster
  deltaLake deltaLakeS3 deltaLakeAzure deltaLakeLocal deltaLakeCluster deltaLakeS3Cluster deltaLakeAzureCluster
  hudi hudiCluster paimon paimonS3 paimonAzure paimonHDFS paimonLocal paimonCluster ytsaurus arrowFlight python input_file disk http
  kafka rabbitMQ nats fileLog filesystem prometheusQuery prometheusQueryRange embeddedRocksDB externalDistributed
  catboostEvaluate loop mergeTreeTextIndexFile`
    .split(/\s+/)
    .map((name) => name.toUpperCase()),
);

/**
 * What in a statement reaches out of the store, if anything: `file(`, `url(`, `INTO OUTFILE`, `FROM INFILE`.
 * One data directory is one tenant: SQL may read its tables and nothing else of the machine.
 */
export function reachesOutside(found: readonly Token[]): string | undefined {
  for (const [at, token] of found.entries()) {
    if (token.kind !== 'word' && token.kind !== 'quoted') continue;
    const next = found[at + 1];
    const name = token.value.toUpperCase();
    if (next?.value === '(' && outside.has(name)) return `${token.value}(`;
    if (token.kind === 'quoted') continue;
    if (name === 'OUTFILE' || name === 'INFILE') return name;
    if (name === 'ENGINE' && engineOutside(found, at)) return 'ENGINE of another place';
    if (name === 'BACKUP' || name === 'RESTORE') if (at === 0) return name;
  }
  return undefined;
}

function engineOutside(found: readonly Token[], at: number): boolean {
  const after = found[at + 1];
  const engine = after?.value === '=' ? found[at + 2] : after;
  return engine !== undefined && outside.has(engine.value.toUpperCase());
}
