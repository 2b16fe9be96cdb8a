import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { commands } from '../packages/server/src/cli/commands/index.ts';
import { programOf } from '../packages/server/src/cli/program.ts';
import { STORE_VARIABLES } from '../packages/server/src/store/settings.ts';
import { anchorsOf, commandsOf, linksOf, pages, type ShownCommand } from './markdown.ts';
import { references } from './references.ts';

const every = pages();

test.each(references())(
  '[DOC1] $path is as the code generates it: run `npm run docs`',
  ({ path, text }) => {
    expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing').toBe(text);
  },
);

test('[DOC2] every relative link points to a file that is there, and to a heading in it', () => {
  const broken = every.flatMap((page) =>
    linksOf(page)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => !leads(page.path, target))
      .map((target) => `${page.path}: ${target}`),
  );
  expect(broken).toEqual([]);
});

function leads(from: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : normalize(join(dirname(from), decodeURIComponent(file)));
  if (!existsSync(path)) return false;
  const page = every.find((each) => each.path === path);
  return anchor === undefined || page === undefined || anchorsOf(page).includes(anchor);
}

test('[DOC3] every bothways command that a page shows is one that the program takes', () => {
  const shown = every.flatMap((page) => commandsOf(page).map((command) => ({ page, command })));
  expect(shown.length).toBeGreaterThan(30);
  const wrong = shown.flatMap(({ page, command }) => {
    const fault = faultOf(command);
    return fault === null ? [] : [`${page.path}: bothways ${command.words.join(' ')}: ${fault}`];
  });
  expect(wrong).toEqual([]);
});

/** What the program says against a command line, with nothing run; null where it takes it. */
function faultOf({ words, isWhole }: ShownCommand): string | null {
  const program = programOf(commands, () => {});
  for (const each of [program, ...program.commands])
    each.configureOutput({ writeOut: () => {}, writeErr: () => {} });
  for (const each of program.commands) each.action(() => {});
  try {
    program.parse([...words], { from: 'user' });
    return null;
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    if (fault.exitCode === 0) return null;
    const leftOut = ['commander.missingArgument', 'commander.help'].includes(fault.code);
    return leftOut && !isWhole ? null : fault.message;
  }
}

test('[DOC4] the command reference has every verb with each of its options, and an example of it', () => {
  const cli = readFileSync('docs/reference/cli.md', 'utf8');
  for (const { name, options, examples } of commands) {
    expect(cli).toContain(`\n## bothways ${name}\n`);
    for (const { flags } of options) expect(cli).toContain(`| \`${flags}\` |`);
    expect(examples.some((example) => example.startsWith(`bothways ${name}`))).toBe(true);
  }
});

test('[DOC5] every variable that the stores read is in the table of settings, and no other', () => {
  const code = readFileSync('packages/server/src/store/settings.ts', 'utf8');
  const read = code.matchAll(/environment\['(\w+)'\]|^ {4,6}'(BOTHWAYS_\w+)',$/gm);
  const named = [...read].map(([, direct, given]) => direct ?? given);
  expect(STORE_VARIABLES.map(({ name }) => name).toSorted()).toEqual(named.toSorted());
});
