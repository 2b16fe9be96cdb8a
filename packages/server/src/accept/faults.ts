import { statfsSync } from 'node:fs';
import type { Pool } from 'pg';
import { storeSettings } from '../store/settings.ts';
import { StoreError } from '../store/store-error.ts';
import { storeFault } from '../store/store-faults.ts';

/** Why nothing can be accepted just now. */
export interface DoorFault {
  /** `disk-full`, `read-only`, `silent` ... as of `StoreError`. */
  readonly code: string;
  /** What happened, where, and what to do. */
  readonly message: string;
  /** Milliseconds since 1970, UTC. */
  readonly since: number;
}

export interface FaultOptions {
  readonly warn: (text: string) => void;
  readonly dataDir: string;
  /** Bytes that are left free there, where the state store is local. */
  readonly freeLeast: number;
}

const LOOK_MS = 250;
const TRY_MS = 500;

/** A fault that keeps the door shut, and the looking whether it has gone: only while there is one. */
export class Faults {
  private fault: { readonly told: DoorFault; readonly error: StoreError } | null = null;
  private looked = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | null = null;
  private isClosed = false;
  private readonly isLocal = storeSettings().databaseUrl === undefined;
  private readonly state: Pool;
  private readonly options: FaultOptions;

  constructor(state: Pool, options: FaultOptions) {
    this.state = state;
    this.options = options;
  }

  get now(): DoorFault | null {
    return this.fault?.told ?? null;
  }

  /** Looks whether there is room, a few times a second at most. */
  look(): void {
    if (this.fault === null && this.hasNoRoom()) this.note(noRoom(this.options));
  }

  /** Errors: throws the fault that there is, at once. */
  check(): void {
    this.look();
    if (this.fault !== null) throw this.fault.error;
  }

  note(error: StoreError): void {
    if (this.isClosed || this.fault !== null) return;
    const { code, message } = error;
    this.fault = { told: { code, message, since: Date.now() }, error };
    this.options.warn(`Live events are not accepted: ${message}`);
    this.again();
  }

  close(): void {
    this.isClosed = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private again(): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => {
      this.tryOut().catch(() => this.again());
    }, TRY_MS);
    this.timer.unref();
  }

  private async tryOut(): Promise<void> {
    this.looked = Number.NEGATIVE_INFINITY;
    if (this.hasNoRoom()) {
      this.again();
      return;
    }
    await writesAgain(this.state);
    this.fault = null;
    this.options.warn('Live events are accepted again.');
  }

  private hasNoRoom(): boolean {
    const { dataDir, freeLeast } = this.options;
    const now = performance.now();
    if (!this.isLocal || now - this.looked < LOOK_MS) return false;
    this.looked = now;
    try {
      const { bavail, bsize } = statfsSync(dataDir);
      return bavail * bsize < freeLeast;
    } catch {
      return false;
    }
  }
}

function noRoom({ dataDir, freeLeast }: FaultOptions): StoreError {
  const full = Object.assign(new Error(`ENOSPC: under ${freeLeast / 2 ** 20} MiB are free`), {
    code: 'ENOSPC',
    path: dataDir,
  });
  const told = storeFault(full, dataDir);
  if (told instanceof StoreError) return told;
  throw new Error('bug: a full disk is no fault of the stores');
}

/** Writes to the table that the door writes to, and leaves nothing there. */
async function writesAgain(state: Pool): Promise<void> {
  const client = await state.connect();
  try {
    await client.query(
      `BEGIN; INSERT INTO inbox (body) VALUES (decode(repeat('00', 65536), 'hex')) RETURNING id`,
    );
    await client.query(
      'DELETE FROM inbox WHERE id = currval(pg_get_serial_sequence($1, $2)::regclass)',
      ['inbox', 'id'],
    );
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}
