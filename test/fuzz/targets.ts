// What the fuzz run throws damaged files at. A target may refuse its input in its own words; anything else it throws is a find.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  believedLedger,
  draftModel,
  type Event,
  explainProblem,
  modelDiff,
  recogniseGrid,
  recogniser,
  recogniseSql,
  recognitionOf,
} from '@bothways/core';
import { checkedModel } from '../../packages/server/src/cli/model-files.ts';
import { guessFile } from '../../packages/server/src/guess/guess-file.ts';
import { bindMapping } from '../../packages/server/src/ingest/bind-mapping.ts';
import { checkColumns } from '../../packages/server/src/ingest/check-columns.ts';
import type { Mapping } from '../../packages/server/src/ingest/mapping.ts';
import { pseudonyms } from '../../packages/server/src/ingest/pseudonym.ts';
import { readMapping } from '../../packages/server/src/ingest/read-mapping.ts';
import { StagedRows } from '../../packages/server/src/ingest/staged-rows.ts';
import { ImportRefused } from '../../packages/server/src/read/import-refused.ts';
import { openSourceFile } from '../../packages/server/src/read/source-file.ts';

/** Takes damaged bytes and says whether they were taken or refused. */
export type Target = (bytes: Buffer) => Promise<'taken' | 'refused'>;

const EVENT: Event = {
  source: 'fuzz',
  messageId: 'm1',
  seq: 1,
  identityId: null,
  accountId: null,
  caseId: null,
  at: 1_760_000_000_000,
  until: null,
  type: 'track',
  name: 'Order Completed',
  channel: 'web',
  properties: { total: '12.5', seconds: '80', rating: '4', 'items.0': '"x' },
  context: {},
  n: 1,
  grade: 'A',
};

/** A model file: checked, and where it stands, run as the product runs it. */
export function modelTarget(whole: string): Target {
  const before = checkedModel([{ file: 'whole.bothways.yaml', text: whole }]).model;
  return async (bytes) => {
    const text = bytes.toString('utf8');
    const files = [{ file: 'model.bothways.yaml', text }];
    const { model, errors, lints } = checkedModel(files);
    for (const problem of [...errors, ...lints]) explainProblem(problem, text);
    if (model === null) return 'refused';
    const recognition = recognitionOf(model);
    recognise(recognition);
    recogniseSql(recognition, 'seq > 0');
    believedLedger(model);
    if (before !== null) modelDiff(before, model);
    return 'taken';
  };
}

function recognise(recognition: ReturnType<typeof recognitionOf>): void {
  recogniser(recognition, (text) => text.slice(0, 32).padEnd(32, '0'))(EVENT);
}

/** A mapping file: checked, and where it stands, bound to a file of ours. */
export function mappingTarget(data: string, scratch: string): Target {
  return async (bytes) => {
    const { mapping, problems } = readMapping('fuzz.mapping.yaml', bytes.toString('utf8'));
    for (const problem of problems) explainProblem(problem, bytes.toString('utf8'));
    if (mapping === null) return 'refused';
    return readAll(data, mapping, scratch);
  };
}

/** A data file under a mapping that fits its whole self. */
export function dataTarget(name: string, mappingText: string, scratch: string): Target {
  const { mapping } = readMapping('fuzz.mapping.yaml', mappingText);
  if (mapping === null) throw new Error('bug: the mapping of the fuzz run does not read');
  return async (bytes) => {
    const file = join(scratch, name);
    writeFileSync(file, bytes);
    return readAll(file, mapping, scratch);
  };
}

const hashed = pseudonyms(Buffer.alloc(32, 7));

/** Reads a file to its end and writes each record as a row: all but the stores. */
async function readAll(
  file: string,
  mapping: Mapping,
  scratch: string,
): Promise<'taken' | 'refused'> {
  try {
    const source = await openSourceFile(file, mapping.input, scratch, null);
    if (mapping.joins.length > 0 || checkColumns(mapping, source, []).length > 0) return 'refused';
    const write = bindMapping(mapping, source, [], hashed);
    const row = new StagedRows(0);
    for await (const records of source.records()) {
      for (const record of records) {
        const flaw = record.flaw ?? write(record.cells, 1, row);
        if (flaw === null) row.endRow();
        else row.dropRow();
        row.clear();
      }
    }
    return 'taken';
  } catch (error) {
    if (error instanceof ImportRefused) return 'refused';
    throw error;
  }
}

/** A file of whatever kind, of which a mapping is guessed. */
export function guessTarget(name: string, scratch: string): Target {
  return async (bytes) => {
    const path = join(scratch, name);
    writeFileSync(path, bytes);
    try {
      await guessFile({ file: name, path }, scratch);
      return 'taken';
    } catch (error) {
      if (error instanceof ImportRefused) return 'refused';
      throw error;
    }
  };
}

/** A sheet with a journey map: what is drafted of it must be a model that stands. */
export const gridTarget: Target = async (bytes) => {
  const rows = bytes
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(','));
  recogniseGrid(rows);
  const made = draftModel(
    rows.map((cells, index) => ({ line: index + 1, cells })),
    'fuzz',
  );
  if (!('text' in made)) return 'refused';
  const { errors } = checkedModel([{ file: 'draft.bothways.yaml', text: made.text }]);
  if (errors.length > 0) throw new Error(errors.map((each) => explainProblem(each)).join('\n'));
  return 'taken';
};
