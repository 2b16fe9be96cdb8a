/** Which of the two stores. */
export type StoreName = 'state' | 'facts';

/** Where a store error arose: in a store, in the data directory of both, or in a backup of it. */
export type StorePlace = StoreName | 'directory' | 'backup';

/** What a `StoreError` knows beside its message. */
export interface StoreFailure {
  readonly store: StorePlace;
  /** A code of PostgreSQL (`42P01`), ClickHouse (`60`), the system (`ECONNREFUSED`) or ours (`data-newer`). */
  readonly code: string;
  readonly seen: string;
  readonly todo: string;
  readonly statement?: string;
  readonly cause?: unknown;
}

/** A store did not do what was asked: which one, why, at which statement, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly store: StorePlace;
  readonly code: string;
  readonly statement: string | undefined;
  readonly seen: string;
  readonly todo: string;

  constructor(failure: StoreFailure) {
    const { store, code, seen, todo, statement, cause } = failure;
    const at = statement === undefined ? '' : `\n  at: ${shortened(statement)}`;
    super(`${storeTitle(store)}: ${seen} (${code}); ${todo}${at}`, { cause });
    this.store = store;
    this.code = code;
    this.statement = statement;
    this.seen = seen;
    this.todo = todo;
  }
}

/** Something came between, and left nothing half done that counts. */
export function interrupted(store: StoreName, seen: string, todo: string): StoreError {
  return new StoreError({ store, code: 'interrupted', seen, todo });
}

/** The place's name as a person reads it. */
export function storeTitle(place: StorePlace): string {
  switch (place) {
    case 'state':
      return 'state store (PostgreSQL)';
    case 'facts':
      return 'fact store (ClickHouse)';
    case 'directory':
      return 'data directory';
    case 'backup':
      return 'backup';
  }
}

/** The message of whatever was thrown. */
export function reason(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The `code` of whatever was thrown, as Node, pg and the ClickHouse client set it. */
export function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

function shortened(statement: string): string {
  const line = statement.replace(/\s+/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 400)} ...` : line;
}
