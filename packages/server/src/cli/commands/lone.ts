import type { Command } from '../command.ts';

/** Where each verb is. Loaded alone a verb starts in a fraction of the time that all of them take. */
const LONE: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo.ts')).demo,
  init: async () => (await import('./init.ts')).init,
  draft: async () => (await import('./draft.ts')).draft,
  check: async () => (await import('./check.ts')).check,
  diff: async () => (await import('./diff.ts')).diff,
  import: async () => (await import('./import.ts')).importCommand,
  rebuild: async () => (await import('./rebuild.ts')).rebuild,
  source: async () => (await import('./source.ts')).source,
  serve: async () => (await import('./serve.ts')).serve,
  link: async () => (await import('./link.ts')).link,
  unlink: async () => (await import('./link.ts')).unlink,
  ledger: async () => (await import('./ledger.ts')).ledger,
  journeys: async () => (await import('./journeys.ts')).journeys,
  findings: async () => (await import('./findings.ts')).findings,
  drivers: async () => (await import('./drivers.ts')).drivers,
  network: async () => (await import('./network.ts')).network,
  experience: async () => (await import('./experience.ts')).experience,
  nps: async () => (await import('./nps.ts')).nps,
  report: async () => (await import('./report.ts')).report,
  takeaway: async () => (await import('./takeaway.ts')).takeaway,
  export: async () => (await import('./export.ts')).exportTable,
  person: async () => (await import('./person.ts')).person,
  erase: async () => (await import('./erase.ts')).erase,
  retention: async () => (await import('./retention.ts')).retention,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
};

/** The verbs that a command line may mean: the one it names, else all. */
export async function commandsFor(line: readonly string[]): Promise<readonly Command[]> {
  const [verb = ''] = line;
  const lone = Object.hasOwn(LONE, verb) ? LONE[verb] : undefined;
  if (lone !== undefined) return [await lone()];
  return (await import('./index.ts')).commands;
}
