import { expect, test } from 'vitest';
import { benches } from '../bench/benches.ts';

/** What is never to happen, however rarely. */
const FAULTS = ['lost', 'doubled', 'unreadable', 'not_plain', 'claimed_without'];

// What they measure is for bench/README.md; here they only have to run.
test.each(benches)('[B1] the bench "$name" runs on 1,000 rows', async ({ run }) => {
  const figures = await run({ rows: 1000, rounds: 1, progress: () => {} });
  for (const [name, figure] of Object.entries(figures))
    if (FAULTS.includes(name)) expect(figure, name).toBe(0);
    // What so few rows cost the processor may be too little to see.
    else if (name.startsWith('processor_')) expect(figure, name).toBeGreaterThanOrEqual(0);
    else if (figure !== null && name !== 'file_mb' && !name.startsWith('killed_'))
      expect(figure, name).toBeGreaterThan(0);
});
