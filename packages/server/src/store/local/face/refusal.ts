import { reason } from '../../store-error.ts';

/** An error as ClickHouse says it over HTTP. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** Refused by the face itself, under a code of ClickHouse's that fits. */
export class FaceError extends Error {
  override readonly name = 'FaceError';

  constructor(code: number, type: string, message: string) {
    super(`Code: ${code}. DB::Exception: ${message}. (${type})`);
  }
}

/** Whatever was thrown, as ClickHouse would answer it. */
export function refusal(thrown: unknown): Refusal {
  const message = reason(thrown)
    .replace(/^Query failed: /, '')
    .trim();
  const code = Number(/Code: (\d+)/.exec(message)?.[1] ?? 1001);
  const typed = /^Code: \d+/.test(message);
  return {
    status: statusOf(code),
    code,
    message: typed ? onlyType(message) : `Code: ${code}. DB::Exception: ${message} (STD_EXCEPTION)`,
  };
}

/**
 * The client takes the first word of capitals in brackets for the error's type and cuts the message there, so that of
 * `(SELEC): SELEC 1 ... (SYNTAX_ERROR)` little would be left: other such words lose their brackets.
 */
function onlyType(message: string): string {
  const type = /\([A-Z0-9_]+\)$/.exec(message)?.[0];
  if (type === undefined) return message;
  return message.replace(/\(([A-Z0-9_]+)\)/g, (all, word) => (all === type ? all : `'${word}'`));
}

/** HTTP status by ClickHouse code, as its server has it (src/Server/HTTP/exceptionCodeToHTTPStatus.cpp). */
const statuses: readonly (readonly [number, readonly number[]])[] = [
  [401, [194]],
  [403, [192, 193, 291, 497, 516, 164]],
  [
    400,
    [6, 7, 26, 27, 32, 33, 36, 38, 41, 42, 43, 44, 53, 62, 69, 70, 72, 117, 130, 131, 456, 457],
  ],
  [404, [60, 46, 47, 50, 56, 63, 73, 81, 115, 152]],
  [408, [159]],
  [409, [373]],
  [413, [229]],
  [501, [48]],
  [503, [209, 439]],
];

function statusOf(code: number): number {
  return statuses.find(([, codes]) => codes.includes(code))?.[0] ?? 500;
}
