import { storeSettings } from './settings.ts';

/** How a fact table is made here: on one machine, or replicated over a cluster. */
export interface FactTables {
  /** Empty, or `ON CLUSTER name`. */
  readonly cluster: string;
  readonly engine: string;
  /** What follows ORDER BY: an acknowledged insert has reached the disk. */
  readonly settings: string;
}

/** The clauses of this installation's fact tables, by its settings. */
export function factTables({ clickhouseCluster } = storeSettings()): FactTables {
  const settings = 'SETTINGS fsync_after_insert = 1, fsync_part_directory = 1';
  if (clickhouseCluster === undefined) return { cluster: '', engine: 'MergeTree', settings };
  return {
    cluster: `ON CLUSTER \`${clickhouseCluster.replaceAll('`', '')}\``,
    engine: 'ReplicatedMergeTree',
    settings,
  };
}
