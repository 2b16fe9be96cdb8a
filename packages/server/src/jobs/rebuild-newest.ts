import { lapseNow } from '../conduct/lapse.ts';
import { shipLeft } from '../conduct/shipper.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { checkedFiles } from '../measure/model-shown.ts';
import type { RebuildSummary } from '../store/generation.ts';
import { newestVersion } from '../store/model-versions.ts';
import type { Stores } from '../store/stores.ts';
import { JobRefused } from './job-refused.ts';

/**
 * Brings the ledger to the newest model, also where one is saved meanwhile.
 *
 * Errors: a JobRefused where there is no model, or it has errors with this version of ours; else as `rebuild`.
 */
export async function rebuildNewest(
  stores: Stores,
  progress: (text: string) => void,
): Promise<{ readonly version: number; readonly summary: RebuildSummary }> {
  for (;;) {
    const newest = await newestVersion(stores.state);
    const model = newest === null ? null : checkedFiles(newest.files).model;
    if (newest === null || model === null)
      throw new JobRefused(409, {
        code: newest === null ? 'no-model' : 'model-wrong',
        message: newest === null ? 'there is no model' : 'the newest model has errors',
        hint: newest === null ? 'begin one first' : 'edit it, or go back to an earlier version',
      });
    const { version, files } = newest;
    await lapseNow(stores);
    const summary = await rebuild({
      stores,
      model,
      files,
      version,
      progress,
      shipLeft: () => shipLeft(stores),
    });
    if ((await newestVersion(stores.state))?.version === version) return { version, summary };
  }
}
