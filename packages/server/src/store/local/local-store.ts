import type { Address } from './protocol.ts';

/** A store's process as the keeper sees it. */
export interface LocalStore {
  readonly address: Address;
  /** Stops it in order, by force if it does not heed; resolves when it has gone. */
  stop(): Promise<void>;
  /** Resolves with what was seen when it ends, asked or not. */
  readonly ended: Promise<string>;
}

/** A store's process did not start: why, and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: string;
  readonly todo: string;

  constructor(code: string, seen: string, todo: string) {
    super(seen);
    this.code = code;
    this.todo = todo;
  }
}
