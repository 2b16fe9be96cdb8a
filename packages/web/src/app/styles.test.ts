import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const pages = fileURLToPath(new URL('../pages/', import.meta.url));

test('[WA10] what one page styles, no other page does', () => {
  const owners = new Map<string, Set<string>>();
  for (const file of globSync('*/*.css', { cwd: pages }))
    for (const name of firstClasses(readFileSync(`${pages}${file}`, 'utf8')))
      owners.set(name, (owners.get(name) ?? new Set()).add(dirname(file)));
  expect(owners.size).toBeGreaterThan(100);
  const shared = [...owners].filter(([name, of]) => of.size > 1 && !SHARED.has(name));
  expect(shared.map(([name, of]) => `.${name}: ${[...of].join(', ')}`)).toEqual([]);
});

test('[WA11] every part of Mantine that is used is styled', () => {
  const sources = fileURLToPath(new URL('../', import.meta.url));
  const styled = readFileSync(`${sources}app/mantine.css`, 'utf8');
  const used = new Set(
    globSync('**/*.tsx', { cwd: sources })
      .map((file) => readFileSync(`${sources}${file}`, 'utf8'))
      .flatMap((text) => [...text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)])
      .flatMap(([, names = '']) => names.match(/\b[A-Z]\w+/g) ?? []),
  );
  expect(used).toContain('Button');
  const folder = new URL('styles/', import.meta.resolve('@mantine/core/styles.css'));
  expect(existsSync(new URL('Button.css', folder))).toBe(true);
  const bare = [...used].filter(
    (name) => existsSync(new URL(`${name}.css`, folder)) && !styled.includes(`/${name}.css`),
  );
  expect(bare, 'add these to app/mantine.css').toEqual([]);
});

/** Styled for every page, and narrowed by some. */
const SHARED = new Set(['page', 'figures', 'link-button']);

/** The class that each selector of a style sheet begins with. */
function firstClasses(css: string): readonly string[] {
  return [...css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{/g)]
    .flatMap(([, selectors = '']) => selectors.split(','))
    .filter((selector) => !selector.trim().startsWith('@'))
    .flatMap((selector) => /\.([a-z][\w-]*)/i.exec(selector)?.[1] ?? []);
}
