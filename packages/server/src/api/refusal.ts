import { didYouMean, oneOf, quoted } from '@bothways/core';
import type { ApiError } from '@bothways/core/contract';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { JobRefused } from '../jobs/job-refused.ts';
import { ImportRefused } from '../read/import-refused.ts';
import { reason, StoreError } from '../store/store-error.ts';
import { UnknownSegment } from './kept-replies.ts';

/** A request that gets no answer: the status, and what is told. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly told: ApiError;

  constructor(status: number, told: ApiError) {
    super(told.message);
    this.name = 'ApiRefusal';
    this.status = status;
    this.told = told;
  }
}

export function noLedger(directory: string): ApiRefusal {
  return new ApiRefusal(404, {
    code: 'no-ledger',
    message: 'no ledger has been built here yet',
    hint: `run "bothways import FILE --guess --data ${directory}", then "bothways rebuild --model MODEL --data ${directory}" (after an update of Bothways that alone); or see a made-up world with "bothways demo"`,
  });
}

export function notFound(method: string, url: string): ApiRefusal {
  return new ApiRefusal(404, {
    code: 'not-found',
    message: `there is nothing at ${url}${method === 'GET' || method === 'HEAD' ? '' : ` for ${method}`}`,
    hint: 'what there is to ask is in /api/openapi.json',
  });
}

export function wrongHost(host: string): ApiRefusal {
  return new ApiRefusal(403, {
    code: 'wrong-host',
    message: `asked for by the name "${host}", which is not one of this machine alone`,
    hint: 'open it as http://127.0.0.1 or http://localhost, with its port',
  });
}

export function wrongOrigin(origin: string): ApiRefusal {
  return new ApiRefusal(403, {
    code: 'wrong-origin',
    message: `${origin} may not change anything here`,
    hint: 'only the app itself may, and programs on this machine that are no browser',
  });
}

export function noSegment({ segment, known }: UnknownSegment): ApiRefusal {
  const hint =
    known.length === 0
      ? 'the model names no segments; leave "segment" out'
      : didYouMean(segment, known, `ask for ${oneOf(known)}`);
  return new ApiRefusal(404, {
    ...{ code: 'no-such-segment', message: `the model has no segment ${quoted(segment)}` },
    ...{ path: 'segment', hint },
  });
}

/** Whatever was thrown, as it is told; null: a fault of our own. */
export function refusalOf(fault: unknown): ApiRefusal | null {
  if (fault instanceof ApiRefusal) return fault;
  if (fault instanceof UnknownSegment) return noSegment(fault);
  if (fault instanceof JobRefused) return new ApiRefusal(fault.status, fault.told);
  if (fault instanceof StoreError)
    return new ApiRefusal(503, { code: fault.code, message: fault.seen, hint: fault.todo });
  if (fault instanceof ImportRefused) return importRefused(fault);
  if (hasZodFastifySchemaValidationErrors(fault)) {
    const [first] = fault.validation;
    const path = first?.instancePath.split('/').filter(Boolean).join('.') ?? '';
    return badRequest(path, first?.message ?? 'the request is not as the contract says');
  }
  const status = statusOf(fault);
  if (status === null) return null;
  return new ApiRefusal(status, { ...badRequest('', reason(fault)).told });
}

/** The first of what is wrong with a file or a mapping. */
function importRefused({ message, problems: [first] }: ImportRefused): ApiRefusal {
  if (first === undefined) return new ApiRefusal(422, { code: 'import-refused', message });
  const place = first.file === '' ? '' : `${first.file}: `;
  const { code, hint } = first;
  return new ApiRefusal(422, { code, message: `${place}${first.message}`, hint });
}

/** `path`: which part of the request; empty: the whole. */
export function badRequest(path: string, seen: string): ApiRefusal {
  return new ApiRefusal(400, {
    code: 'bad-request',
    message: path === '' ? seen : `${path}: ${seen}`,
    ...(path === '' ? {} : { path }),
    hint: 'what can be asked is in /api/openapi.json',
  });
}

/** Of what the HTTP server itself refuses. */
function statusOf(fault: unknown): number | null {
  if (!(fault instanceof Error && 'statusCode' in fault)) return null;
  const { statusCode } = fault;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
    ? statusCode
    : null;
}
