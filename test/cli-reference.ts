import type { Command } from '../packages/server/src/cli/command.ts';

/** The reference of the command line as Markdown, from the list of commands that is also the program and its help. */
export function cliReference(commands: readonly Command[]): string {
  return [
    '# The command line',
    '',
    'Generated from the commands. From a clone it is `npx bothways`. Every command takes `--help` and `--json`; with `--json` one',
    'JSON document goes to standard output and nothing else does: progress and faults go to standard error.',
    '',
    '| exit code | means |',
    '|---|---|',
    '| 0 | done |',
    '| 1 | something was refused or found wrong; the message says where, what was seen and what to do |',
    '| 2 | the command line itself was wrong |',
    '',
    'With `--json` what was refused is `{ ok: false, message, ... }`. An `Estimate` is `{ kind: "estimate", median, low, high, level, n,',
    'method, grade }` or `{ kind: "abstained", reason }`.',
    '',
    '| command | |',
    '|---|---|',
    ...commands.map(({ name, summary }) => `| [${name}](#bothways-${name}) | ${summary} |`),
    '',
    ...commands.flatMap(sectionOf),
  ].join('\n');
}

function sectionOf(command: Command): readonly string[] {
  const { name, summary, detail, options, examples, json } = command;
  const inputs = [
    ...command.arguments.map(({ name: argument, about }) => ({ flags: argument, about })),
    ...options,
  ];
  const words = command.arguments.map(({ name: argument }) => ` ${argument}`).join('');
  return [
    `## bothways ${name}`,
    '',
    summary,
    '',
    detail,
    '',
    '```text',
    `bothways ${name}${words} [options]`,
    '```',
    '',
    '| | |',
    '|---|---|',
    ...inputs.map(({ flags, about }) => `| \`${cell(flags)}\` | ${cell(about)} |`),
    '',
    '```',
    ...examples,
    '```',
    '',
    `\`--json\`: \`${json}\``,
    '',
  ];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
