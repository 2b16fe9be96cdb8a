import fc from 'fast-check';
import { test } from 'vitest';
import { timestampWriter } from './timestamp.ts';

test('[TW1] a timestamp is what toISOString writes', () => {
  const write = timestampWriter();
  const times = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2099, 11, 31) });
  fc.assert(fc.property(times, (at) => write(at) === new Date(at).toISOString()));
});
