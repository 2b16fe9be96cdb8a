import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { shared } from './spaces.ts';

const sources = fileURLToPath(new URL('../', import.meta.url));

test('[WO4] every page comes with its words', () => {
  const router = readFileSync(join(sources, 'app/router.tsx'), 'utf8');
  const routes = router
    .split('createRoute({')
    .filter((text) => text.includes('lazyRouteComponent('));
  expect(routes.length).toBeGreaterThan(12);
  for (const route of routes) {
    const [page = ''] = all(/import\('([^']+)'\)/g, route);
    const files = reached(join(sources, 'app', page));
    const texts = [...files].map((file) => readFileSync(file, 'utf8'));
    const said = new Set(texts.flatMap((text) => all(/(?:useTranslation\(|ns: )'(\w+)'/g, text)));
    const fetched = new Set<string>(shared);
    for (const text of [route, ...texts])
      for (const call of all(/(?:\.\.\.words|openWords)\(([^)]*)\)/g, text))
        for (const name of all(/'(\w+)'/g, call)) fetched.add(name);
    expect(
      [...said].filter((name) => !fetched.has(name)),
      page,
    ).toEqual([]);
  }
});

/** Every file of the app that a file brings along, at once or later. */
function reached(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  for (const target of all(/(?:from |import\()'(\.[^']+\.tsx?)'/g, text))
    if (!target.includes('/words/')) reached(join(dirname(file), target), seen);
  return seen;
}

function all(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
}
