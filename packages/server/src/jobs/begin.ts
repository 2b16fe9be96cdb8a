import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bagPath, type EventSeen, touchpointOf } from '@bothways/core';
import type { EventsSeen, ImportDone, Start } from '@bothways/core/contract';
import type { Choices } from '../guess/choices.ts';
import { importEventFiles } from '../ingest/import-event-files.ts';
import { importFiles } from '../ingest/import-files.ts';
import type { ImportResult } from '../ingest/import-run.ts';
import { checkedFiles } from '../measure/model-shown.ts';
import { generationReady } from '../store/generation.ts';
import { type EventNameSeen, eventsSeen } from '../store/measure/events-seen.ts';
import { imported } from '../store/measure/imports.ts';
import { newestVersion } from '../store/model-versions.ts';
import type { Stores } from '../store/stores.ts';
import { JobRefused } from './job-refused.ts';
import { isLarkfield } from './larkfield.ts';
import { lookAt, sourceOf } from './looked-at.ts';
import { rebuildNewest } from './rebuild-newest.ts';
import type { SentFile } from './uploads.ts';

/** Names told at most. */
const NAMES_MOST = 200;

/** What is in a workspace, for who begins. */
export async function startShown({ state }: Stores, dataDir: string): Promise<Start> {
  const { rows: sources } = await state.query<{ source: string }>(
    `SELECT DISTINCT source FROM import WHERE state = 'done' ORDER BY source LIMIT 20`,
  );
  const generation = await generationReady(state);
  const model = await modelInUse(state);
  return {
    events: (await imported(state)).events,
    sources: sources.map(({ source }) => source),
    model: model?.name ?? null,
    hasLedger: generation !== null,
    isDemo: isLarkfield(dataDir),
    directory: dataDir,
  };
}

export interface ImportAsked {
  readonly stores: Stores;
  readonly dataDir: string;
  readonly file: SentFile;
  readonly choices: Choices;
  readonly progress: (text: string) => void;
}

/**
 * Refuses where a file cannot be taken in here as it stands.
 *
 * Errors: `JobRefused`, or what looking at it throws.
 */
export async function checkImport({
  dataDir,
  file,
  choices,
}: Omit<ImportAsked, 'progress'>): Promise<void> {
  if (isLarkfield(dataDir))
    throw new JobRefused(409, {
      code: 'demo-here',
      message:
        'the made-up company is in this workspace, and your own events are not mixed with it',
      hint: 'start Bothways in another folder of data: bothways serve --data ./my-data',
    });
  const looked = await lookAt(file, choices);
  if (looked.kind === 'map')
    throw new JobRefused(409, {
      code: 'no-events',
      message: `${file.name} is a journey map, not events`,
      hint: 'make a model of it instead',
    });
  if (looked.kind === 'mapping' && !looked.seen.isReady)
    throw new JobRefused(409, {
      code: 'to-mend',
      message: looked.seen.toMend[0]?.why ?? 'something must be said first',
      hint: 'say it in the table of columns',
    });
}

/**
 * Takes a file in; where a model is in use, its ledger takes the new events in too.
 *
 * Errors: as the import and the rebuild do; nothing of the import counts where it throws.
 */
export async function importSent(asked: ImportAsked): Promise<ImportDone> {
  const { stores, file, progress } = asked;
  progress(`reading ${file.name}`);
  const result = await taken(asked);
  // The newest, also where it was saved while the file was read: that of the ledger would take its place.
  const newest = await newestVersion(stores.state);
  const isInLedger = newest !== null && checkedFiles(newest.files).model !== null;
  if (isInLedger) await rebuildNewest(stores, progress);
  const { read, accepted, duplicates, rejected, events } = result;
  return {
    ...{ read, accepted, duplicates, rejected, events, isInLedger },
    reasons: result.reasons.map(({ reason, count, first }) => ({
      ...{ reason, count },
      first: { file: first.file, line: first.line, detail: first.detail },
    })),
  };
}

async function taken({
  stores,
  dataDir,
  file,
  choices,
  progress,
}: ImportAsked): Promise<ImportResult> {
  const looked = await lookAt(file, choices);
  const files = [file.place];
  if (looked.kind === 'segment') {
    const source = choices.source ?? sourceOf(file);
    return importEventFiles({ stores, dataDir, files, source, progress });
  }
  if (looked.kind === 'map') throw new Error('bug: a map is checked for before');
  const mappingFile = join(file.folder, 'events.mapping.yaml');
  await writeFile(mappingFile, looked.text);
  return importFiles({ stores, dataDir, files, mappingFile, progress });
}

/** What came in by name, each with the touchpoint that it may be. */
export async function eventsShown({ state, facts }: Stores): Promise<EventsSeen> {
  const { events: seq } = await imported(state);
  const seen = await eventsSeen(facts, seq, NAMES_MOST);
  const names = seen.names.toSorted((a, b) => (a.order ?? 1) - (b.order ?? 1));
  return {
    ...{ events: seen.events, from: seen.from, to: seen.to },
    more: Math.max(0, seen.nameCount - seen.names.length),
    names: names.map((each) => {
      const event = eventOf(each);
      return {
        ...{ type: each.type, name: each.name, count: each.count, people: each.people },
        properties: event.properties.map(({ path, numbers }) => ({
          path,
          isNumber: numbers >= 0.9,
        })),
        proposed: touchpointOf(event),
      };
    }),
  };
}

function eventOf({ type, name, count, channel, properties }: EventNameSeen): EventSeen {
  return {
    ...{ type, name, count, channel },
    properties: properties.map(({ key, share, numbers, low, median, high }) => ({
      ...{ path: bagPath(key), share, numbers },
      range: low === null || median === null || high === null ? null : { low, median, high },
    })),
  };
}

/** The model of the ledger that is read; null: none was built yet. */
async function modelInUse(state: Stores['state']): Promise<{
  readonly name: string;
  readonly files: readonly { readonly file: string; readonly text: string }[];
} | null> {
  const { rows } = await state.query<{ name: string; files: { file: string; text: string }[] }>(
    `SELECT name, files FROM model_version WHERE id =
       (SELECT model_version FROM generation WHERE state = 'ready' ORDER BY id DESC LIMIT 1)`,
  );
  return rows[0] ?? null;
}
