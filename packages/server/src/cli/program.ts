import { CommanderError, Command as Program } from 'commander';
import { ImportRefused } from '../ingest/import-refused.ts';
import { StoreError } from '../store/store-error.ts';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { Refusal } from './refusal.ts';
import { type Terminal, terminal } from './terminal.ts';

/** The exit codes that scripts rely on. */
export const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

/**
 * Runs one command line to its end and gives its exit code.
 * 0: done. 1: something was refused or found wrong. 2: the command line itself was wrong.
 */
export async function runProgram(line: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = programOf((ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...line], { from: 'user' });
    return code;
  } catch (fault) {
    if (fault instanceof CommanderError) return fault.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return faultCode(fault, terminal(line.includes('--json')));
  }
}

/** The program as commander knows it, from the list of commands. */
export function programOf(ended: (code: number) => void): Program {
  const program = new Program('bothways')
    .description(
      'What every encounter delivers to the customer and captures from them, in one ledger.',
    )
    .version('0.1.0')
    .exitOverride()
    .showHelpAfterError('(bothways COMMAND --help shows an example)')
    .addHelpText('after', '\nStart with: bothways demo');
  for (const command of commands) add(program, command, ended);
  return program;
}

function add(program: Program, command: Command, ended: (code: number) => void): void {
  const sub = program
    .command(command.name)
    .summary(command.summary)
    .description(`${command.summary}\n\n${command.detail}`)
    .exitOverride()
    .showHelpAfterError(`(bothways ${command.name} --help shows an example)`);
  for (const { name, about } of command.arguments) sub.argument(name, about);
  for (const { flags, about } of command.options) sub.option(flags, about);
  sub.option('--json', 'print one JSON document instead of text');
  const examples = command.examples.map((example) => `  $ ${example}`).join('\n');
  sub.addHelpText('after', `\nExample${command.examples.length > 1 ? 's' : ''}:\n${examples}`);
  sub.action(async () => {
    const options = sub.opts<Record<string, unknown>>();
    const screen = terminal(options['json'] === true);
    try {
      ended(await command.run({ terminal: screen, arguments: sub.args, options }));
    } finally {
      screen.done();
    }
  });
}

/** Says what went wrong. A refusal and a store's fault are told plainly; a bug of ours is loud, with its trace. */
function faultCode(fault: unknown, screen: Terminal): number {
  const told = [Refusal, StoreError, ImportRefused].some((kind) => fault instanceof kind);
  const message = fault instanceof Error ? fault.message : String(fault);
  if (screen.json) {
    const details = fault instanceof Refusal ? fault.details : {};
    screen.out(JSON.stringify({ ok: false, message, ...details }, null, 2));
  }
  screen.err(
    told
      ? message
      : `This is a fault of Bothways itself, please report it.\n${fault instanceof Error ? fault.stack : message}`,
  );
  return EXIT.refused;
}
