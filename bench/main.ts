// `npm run bench -- NAME [--rows N] [--rounds N] [--json]`: measures one thing, beside a figure that it can be held against.
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string' },
    rounds: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const bench = benches.find(({ name }) => name === positionals[0]);
const rows = wholeNumber('rows', values.rows ?? String(bench?.rows));
const rounds = wholeNumber('rounds', values.rounds ?? String(bench?.rounds));
if (bench === undefined || positionals.length !== 1 || rows === null || rounds === null) {
  console.error('npm run bench -- NAME [--rows N] [--rounds N] [--json], where NAME is one of:');
  for (const each of benches)
    console.error(
      `  ${each.name.padEnd(8)}  ${each.about} (${each.rows} rows, ${each.rounds} rounds unless set)`,
    );
  process.exitCode = 2;
} else {
  const figures = await bench.run({ rows, rounds, progress: (text) => console.error(text) });
  if (values.json) console.log(JSON.stringify(figures));
  else
    for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(24)} ${value}`);
}

function wholeNumber(name: string, text: string): number | null {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  if (text !== 'undefined') console.error(`--${name} ${text}: want a whole number above 0`);
  return null;
}
