import type { ApiError } from '@bothways/core/contract';

/** What was asked for will not be done: what was seen, what to do, and the HTTP status that says as much. */
export class JobRefused extends Error {
  override readonly name = 'JobRefused';
  readonly status: number;
  readonly told: ApiError;

  constructor(status: number, told: ApiError) {
    super(told.hint === undefined ? told.message : `${told.message}; ${told.hint}`);
    this.status = status;
    this.told = told;
  }
}
