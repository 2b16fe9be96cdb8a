import { createHash } from 'node:crypto';
import {
  type Model,
  RECOGNISED_COLUMNS,
  REFUSED_SQL,
  recogniseSql,
  recognitionOf,
} from '@bothways/core';
import { rightsRead } from './settle-rights.ts';

/**
 * A hash of all that the entries of a generation rest on: what recognition reads of a model, and what it says of rights.
 * Models of one hash share a generation, whatever else differs.
 */
export function recognitionHash(model: Model): string {
  const sql = recogniseSql(recognitionOf(model), '1');
  return createHash('sha256')
    .update(RECOGNISED_COLUMNS + REFUSED_SQL + sql + rightsRead(model))
    .digest('hex');
}
