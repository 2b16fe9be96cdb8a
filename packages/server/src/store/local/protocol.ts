import type { StoreName } from '../store-error.ts';

/** Where a local store answers, and as whom. Always on loopback. */
export interface Address {
  readonly port: number;
  readonly password: string;
}

/** The user and the database's name in both local stores. */
export const localUser = 'bothways';
export const localDatabase = { state: 'postgres', facts: 'bothways' } as const;

/** What a keeper is started with; the first process of a data directory decides. */
export interface KeeperOptions {
  readonly directory: string;
  readonly factsMemoryMax: number;
  readonly factsQueriesMax: number;
}

/** What a newly started keeper tells its starter. */
export type KeeperReport =
  | { readonly kind: 'listening' }
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly seen: string;
      readonly todo: string;
    };

/** `keeper.json`: how to reach the keeper of a directory. Readable by its owner only. */
export interface KeeperFile {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

/** What who wants a lease says first: one line of JSON, as all that follows. */
export interface LeaseRequest {
  readonly token: string;
  readonly wants: readonly StoreName[];
}

/** What the keeper answers: first `welcome`, or `leaving` if it stops and will close the connection when it has. */
export type LeaseAnswer =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'leaving' }
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'ready'; readonly addresses: Readonly<Partial<Record<StoreName, Address>>> }
  | {
      readonly kind: 'failed';
      readonly store: StoreName;
      readonly code: string;
      readonly seen: string;
      readonly todo: string;
    };
