import { CommanderError, Command as Program } from 'commander';
import type { Command } from './command.ts';
import { commandsFor } from './commands/lone.ts';
import { EXIT, faultCode } from './faults.ts';
import { type Terminal, terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/**
 * Runs one command line to its end and gives its exit code.
 * 0: done. 1: something was refused or found wrong. 2: the command line itself was wrong.
 */
export async function runProgram(line: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const commands = await commandsFor(line);
  const program = programOf(commands, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...line], { from: 'user' });
    return code;
  } catch (fault) {
    const screen = terminal(line.includes('--json'));
    return fault instanceof CommanderError ? usageCode(fault, screen) : faultCode(fault, screen);
  }
}

/** Commander has told the person already; a script gets its document. */
function usageCode({ exitCode, message }: CommanderError, screen: Terminal): number {
  if (exitCode === 0) return EXIT.ok;
  if (screen.json) screen.out(JSON.stringify({ ok: false, message }, null, 2));
  return EXIT.usage;
}

/** The program as commander knows it, from a list of commands. */
export function programOf(commands: readonly Command[], ended: (code: number) => void): Program {
  const program = new Program('bothways')
    .description(
      'What every encounter delivers to the customer and captures from them, in one ledger.',
    )
    .version(VERSION)
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
