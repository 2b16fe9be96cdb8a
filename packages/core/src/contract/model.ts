import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';

/** The longest note of a version, in characters. */
export const NOTE_MAX = 2000;
/** The versions that are listed. */
export const VERSIONS_MAX = 200;

/** No half of a character, and no NUL: no store keeps them. */
const storable = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'a character that no text has');

const modelFile = z
  .strictObject({
    file: storable.min(1).max(1000).describe('As it was called where it was read.'),
    text: z.string().max(16_000_000),
  })
  .meta({ id: 'ModelFile', description: 'One file of a model, YAML or JSON.' });

const modelVersion = z
  .strictObject({
    version: z.int(),
    savedAt: z.string().describe('ISO 8601.'),
    note: z.string().nullable().describe('By whoever saved it in the app; null: from a file.'),
    touchpoints: z.int().nullable().describe('How many it has; null: not counted then.'),
  })
  .meta({ id: 'ModelVersion', description: 'A model as it was saved at a time.' });

export const modelProblem = z
  .strictObject({
    severity: z.enum(['error', 'lint']),
    code: z.string(),
    file: z.string(),
    line: z.int(),
    column: z.int(),
    message: z.string().describe('What was seen.'),
    hint: z.string().describe('What to do.'),
  })
  .meta({ id: 'ModelProblem', description: 'Something wrong or doubtful in a model.' });

export const modelReply = z
  .strictObject({
    version: z.int().describe('The newest: what a change begins from.'),
    shown: z
      .int()
      .nullable()
      .describe('The one that the ledger is read by; older where the last was not built yet.'),
    name: z.string(),
    files: z.array(modelFile),
    problems: z.array(modelProblem),
    versions: z.array(modelVersion).describe(`Newest first, the last ${VERSIONS_MAX}.`),
  })
  .meta({ id: 'Model', description: 'The model as it stands, to be edited.' });

export const modelVersionReply = z
  .strictObject({ ...modelVersion.shape, name: z.string(), files: z.array(modelFile) })
  .meta({ id: 'ModelVersionWhole', description: 'An earlier or the newest version, whole.' });

export const modelSave = z
  .strictObject({
    base: z.int().nullable().describe('The version it was made from; null: there was none.'),
    files: z.array(modelFile).min(1).max(1000),
    note: storable.max(NOTE_MAX).describe('What was changed, for those who come after.'),
  })
  .meta({ id: 'ModelSave' });

export const modelSaved = z
  .strictObject({
    version: z.int(),
    job: z.string().describe('Brings the ledger to it; how it goes: /api/jobs.'),
  })
  .meta({ id: 'ModelSaved', description: 'The version is kept; the ledger follows.' });

export type ModelShown = ReadOnly<z.infer<typeof modelReply>>;
export type ModelVersionShown = ReadOnly<z.infer<typeof modelVersion>>;
export type ModelVersionWhole = ReadOnly<z.infer<typeof modelVersionReply>>;
export type ModelProblem = ReadOnly<z.infer<typeof modelProblem>>;
export type ModelSave = ReadOnly<z.infer<typeof modelSave>>;
export type ModelSaved = ReadOnly<z.infer<typeof modelSaved>>;
