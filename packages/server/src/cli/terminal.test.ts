import { expect, test } from 'vitest';
import { printable, table } from './terminal.ts';

test('[CL17] signs in what a file names things that would steer the screen are shown, not obeyed', () => {
  const steering = '\u001b[2Jred\u0007\u009b1m';
  const text = table(['what'], [[steering], ['a\tb']]);
  for (const sign of ['\u001b', '\u0007', '\u009b']) expect(printable(text)).not.toContain(sign);
  expect(printable(text)).toContain('red');
  expect(printable('a\tb\nc é 日')).toBe('a\tb\nc é 日');
});
