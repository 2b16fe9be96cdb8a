import { expect, test } from 'vitest';
import { benches } from '../bench/benches.ts';

/** What is never to happen, however rarely. */
const FAULTS = ['lost', 'doubled', 'unreadable', 'not_plain', 'claimed_without'];

/** The rows of a bench whose rows are whole worlds. */
const WORLDS: Readonly<Record<string, number>> = { calibration: 320 };

// What they measure is for bench/README.md; here they only have to run.
test.each(benches)('[B1] the bench "$name" runs on few rows', async ({ name, run }) => {
  const figures = await run({ rows: WORLDS[name] ?? 1000, rounds: 1, progress: () => {} });
  for (const [said, figure] of Object.entries(figures))
    if (FAULTS.includes(said)) expect(figure, said).toBe(0);
    // What so few rows cost the processor may be too little to see.
    else if (said.startsWith('processor_')) expect(figure, said).toBeGreaterThanOrEqual(0);
    else if (figure !== null && said !== 'file_mb' && !said.startsWith('killed_'))
      expect(figure, said).toBeGreaterThan(0);
});
