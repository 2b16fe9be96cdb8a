import type { Pool } from 'pg';
import type { Facts } from './facts.ts';

/** Both stores of one workspace, open. `close` gives the local processes back; the last one out stops them. */
export interface Stores {
  readonly state: Pool;
  readonly facts: Facts;
  close(): Promise<void>;
}
