import { bindMapping } from '../ingest/bind-mapping.ts';
import type { Mapping } from '../ingest/mapping.ts';
import { pseudonyms } from '../ingest/pseudonym.ts';
import { StagedRows } from '../ingest/staged-rows.ts';
import type { RejectReason } from '../read/reject.ts';
import type { SourceFile } from '../read/source-file.ts';
import type { Head } from './head.ts';

/** What an import would reject of the head. */
export interface HeadCheck {
  readonly checked: number;
  readonly rejected: number;
  /** The most frequent first, with what is wrong with the first record of it. */
  readonly reasons: readonly {
    readonly reason: RejectReason;
    readonly count: number;
    readonly detail: string;
  }[];
}

/** Takes the records of a head as an import would, and keeps nothing: how many of them a mapping takes. */
export function checkHead(mapping: Mapping, source: SourceFile, head: Head): HeadCheck {
  // No pseudonym leaves this function, so any key will do.
  const write = bindMapping(mapping, source, [], pseudonyms(Buffer.alloc(32)));
  const row = new StagedRows(0);
  const found = new Map<RejectReason, { count: number; detail: string }>();
  let rejected = 0;
  for (const [index, cells] of head.rows.entries()) {
    const flaw = write(cells, index + 1, row);
    row.dropRow();
    if (flaw === null) continue;
    rejected += 1;
    const known = found.get(flaw.reason) ?? { count: 0, detail: flaw.detail };
    found.set(flaw.reason, { ...known, count: known.count + 1 });
  }
  const reasons = [...found]
    .map(([reason, { count, detail }]) => ({ reason, count, detail }))
    .toSorted((a, b) => b.count - a.count);
  return { checked: head.rows.length + head.ragged, rejected: rejected + head.ragged, reasons };
}
