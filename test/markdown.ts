import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A Markdown file of the repository. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

const NOT_OURS = /(^|\/)(node_modules|artefacts|bothways-data|\.git)(\/|$)/;

/** Every Markdown file of the repository. */
export function pages(): readonly Page[] {
  return foldersFrom('.')
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.md'))
        .map((name) => join(folder, name)),
    )
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function foldersFrom(folder: string): readonly string[] {
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NOT_OURS.test(join(folder, entry.name)))
    .map(({ name }) => join(folder, name));
  return [folder, ...below.flatMap(foldersFrom)];
}

/** The targets of its links and pictures, without what stands in code. */
export function linksOf({ text }: Page): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, target = '']) => target);
}

/** The anchors that its headings make, as GitHub names them. */
export function anchorsOf({ text }: Page): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** A command line that a page shows: in a block it is whole, within a sentence it may leave out what it does not speak of. */
export interface ShownCommand {
  readonly words: readonly string[];
  readonly isWhole: boolean;
}

/** The `bothways` command lines in its code. */
export function commandsOf({ text }: Page): readonly ShownCommand[] {
  // A block that says what it is written in (yaml, text) is none of commands.
  const blocks = [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```/gm)].flatMap(
    ([, language = '', block = '']) =>
      /^(sh|bash|console)?$/.test(language) ? block.replaceAll(/\\\n\s*/g, ' ').split('\n') : [],
  );
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...found(blocks, true), ...found(inline, false)];
}

function found(lines: readonly string[], isWhole: boolean): readonly ShownCommand[] {
  return lines.flatMap(shellCommands).flatMap((command) => {
    const from = command.findIndex((word) => !/^(\$|npx|\w+=.*)$/.test(word));
    return command[from] === 'bothways' ? [{ words: command.slice(from + 1), isWhole }] : [];
  });
}

/** The commands of a line, parted where a shell parts them. */
function shellCommands(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const word of shellWords(line))
    if (/^(&&|\|\|?|;|>|<)$/.test(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  return commands;
}

/** Words as a shell parts them: quotes hold together, # begins a comment. */
function shellWords(line: string): readonly string[] {
  const words = line.match(/#.*|(?:'[^']*'|"[^"]*"|[^\s'"#]|(?<=\S)#)+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith('#'));
  return (comment === -1 ? words : words.slice(0, comment)).map((word) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
}
