import type { PoolClient } from 'pg';
import { lockingClient, releaseLocks } from '../ingest/locking-client.ts';
import { endStatements } from '../ingest/marked-statements.ts';
import { REBUILD_LOCK, workOutBeside } from '../ingest/work-out.ts';
import { unlessBackup } from '../store/backup-lock.ts';
import {
  dropWorkedOut,
  type Generation,
  type GenerationRow,
  generationOf,
  personSegmentTable,
  threadTable,
} from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import type { LiveModels } from './live-model.ts';

/** Segments and journeys are worked out again not sooner than this after the last time, nor than so many times what that took. */
const APART_MS = 1_000;
const APART_TIMES = 20;
/** Where a rebuild runs, which works them out itself. */
const LATER_MS = 5_000;
/** How long a reader may still be on tables that were replaced. */
const KEPT_MS = 120_000;

/**
 * Works out in the background what depends on all events together: who is in which segment, which encounters are one
 * journey, and the summary. Live events only say that there is something to do; it never makes them wait.
 */
export class Refresher {
  private readonly stores: Stores;
  private readonly models: LiveModels;
  private readonly fault: (fault: unknown) => void;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isWanted = false;
  private isStopped = false;
  private nextAt = 0;
  /** Tables that were replaced, and when. */
  private readonly replaced = new Map<string, number>();

  constructor(stores: Stores, models: LiveModels, fault: (fault: unknown) => void) {
    this.stores = stores;
    this.models = models;
    this.fault = fault;
  }

  /** There are rows that may not have been worked out. */
  poke(): void {
    if (this.isStopped) return;
    this.isWanted = true;
    if (this.timer !== null || this.running !== null) return;
    const wait = Math.max(0, this.nextAt - performance.now());
    this.timer = setTimeout(() => this.start(), wait);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    await this.running;
  }

  private start(): void {
    this.timer = null;
    this.isWanted = false;
    const since = performance.now();
    this.running = this.refresh()
      .then(
        (isDone) => {
          const took = performance.now() - since;
          this.nextAt =
            performance.now() + (isDone ? Math.max(APART_MS, APART_TIMES * took) : LATER_MS);
          if (!isDone) this.isWanted = true;
        },
        (fault: unknown) => {
          this.nextAt = performance.now() + LATER_MS;
          this.isWanted = true;
          this.fault(fault);
        },
      )
      .finally(() => {
        this.running = null;
        if (this.isWanted) this.poke();
      });
  }

  /** Whether it was done; a rebuild that runs does it itself. */
  private async refresh(): Promise<boolean> {
    const { state } = this.stores;
    const client = await lockingClient(state);
    try {
      const { rows } = await client.query<{ taken: boolean }>(
        'SELECT pg_try_advisory_lock($1) AS taken',
        [REBUILD_LOCK],
      );
      if (rows[0]?.taken !== true) return false;
      await this.refreshAlone(client);
      return true;
    } finally {
      await releaseLocks(client);
    }
  }

  private async refreshAlone(client: PoolClient): Promise<void> {
    const { rows } = await client.query<GenerationRow>(
      `SELECT id, model_version, seq_done, seq_worked, recognition, NULL AS summary, corrected FROM generation
       WHERE state = 'ready' AND damaged IS NULL AND seq_done > seq_worked ORDER BY id DESC LIMIT 1`,
    );
    const [row] = rows;
    const current = row === undefined ? null : generationOf(row);
    const live = current === null ? null : await this.models(client, current);
    if (current === null || live === null) return;
    await endStatements(this.stores.facts, 'rebuild');
    const target: Generation = { ...current, seqWorked: current.seqDone };
    if (await workOutBeside(this.stores, client, live.model, target))
      await this.dropOld(client, current, target);
  }

  private async dropOld(
    client: PoolClient,
    before: Generation,
    { id, ...target }: Generation,
  ): Promise<void> {
    const now = performance.now();
    for (const table of [personSegmentTable(before), threadTable(before)])
      this.replaced.set(table, now);
    for (const [table, at] of this.replaced) if (at < now - KEPT_MS) this.replaced.delete(table);
    const keep = [personSegmentTable({ id, ...target }), threadTable({ id, ...target })];
    await unlessBackup(client, () =>
      dropWorkedOut(this.stores.facts, id, [...keep, ...this.replaced.keys()]),
    );
  }
}
