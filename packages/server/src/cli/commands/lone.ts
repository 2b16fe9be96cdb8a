import type { Command } from '../command.ts';

/** The verbs that look at a file by itself. Loaded alone they start in a fraction of the time that all verbs take. */
const LONE: Readonly<Record<string, () => Promise<Command>>> = {
  journeys: async () => (await import('./journeys.ts')).journeys,
};

/** The verbs that a command line may mean: the one it names where that stands alone, else all. */
export async function commandsFor(line: readonly string[]): Promise<readonly Command[]> {
  const [verb = ''] = line;
  const lone = Object.hasOwn(LONE, verb) ? LONE[verb] : undefined;
  if (lone !== undefined) return [await lone()];
  return (await import('./index.ts')).commands;
}
