import { type Finding, formatCount, formatEstimate, kindName } from '@bothways/core';
import { askedOf } from '../../measure/finding-seen.ts';
import { type Measured, measuredFindings } from '../../measure/findings.ts';
import type { Reading } from '../../measure/reading.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory } from '../command.ts';
import { withLedger } from '../workspace.ts';
import { FILE_OPTIONS, findingsOfFile } from './findings-file.ts';

export const findings: Command = {
  name: 'findings',
  summary: 'Name what goes wrong between both sides, what to protect, and what nobody sees.',
  detail:
    'Each kind of fault is a rule. Each claim needs 30 encounters and 95 % probability, and names the valuation it hangs on; claims against chance are held to it all together. Ranked by what is at stake for both sides a year. What falls short is listed under abstained with the reason. With a file of events it stands alone, without workspace or model: failure points (with --ends), bad ends and bad peaks (with --felt and --scale); what a file cannot say is said.',
  arguments: [
    { name: '[file]', about: 'XES, CSV, XLSX, Parquet or JSON lines; left out: the ledger' },
  ],
  options: [DATA_OPTION, ...FILE_OPTIONS],
  examples: [
    'bothways findings',
    'bothways findings --json',
    'bothways findings orders.csv --case order --activity status --at changed --ends Delivered --felt rating --scale 1..5',
  ],
  json: '{ findings: [{ kind, touchpoint, people, encounters, business: Estimate, customer: Estimate, joint: Estimate, stake: Estimate, break_even, grade, headline, why, caveat, next, evidence: { words, query }, confidence, facts, also, unvalued, parts, lines: [{ line, amount: Estimate, share, kinds }] }], strengths: [the same], blind_spots: [the same], abstained: [{ touchpoint, reason, because: { code } }] }; of a file also { cases: { all, done, open }, columns, left_out }, and touchpoint null where a kind is not judged at all',
  run: runFindings,
};

async function runFindings(call: Call): Promise<number> {
  const file = call.arguments[0];
  if (file !== undefined) return findingsOfFile(call, file);
  const { terminal } = call;
  const { measured, reading } = await withLedger(dataDirectory(call), terminal, async (reading) => {
    terminal.progress('looking at each touchpoint');
    return { measured: await measuredFindings(reading), reading };
  });
  terminal.done();
  terminal.out(
    terminal.json
      ? JSON.stringify(plainOf(measured, reading), null, 2)
      : findingsText(measured, reading),
  );
  return 0;
}

/** Findings as scripts read them. */
function plainOf({ found }: Measured, reading: Reading): Record<string, unknown> {
  const plain = ({ breakEven, ...finding }: Finding): Record<string, unknown> => ({
    ...finding,
    evidence: askedOf(finding, reading),
    break_even: breakEven,
  });
  return {
    findings: found.findings.map(plain),
    strengths: found.strengths.map(plain),
    blind_spots: found.blindSpots.map(plain),
    abstained: found.abstained,
  };
}

function findingsText({ found, totals }: Measured, { model }: Reading): string {
  if (totals.days === 0)
    return 'Nothing was measured yet: import events and rebuild, or see "bothways ledger --believed".';
  const { currency } = model;
  const whole = (each: Finding, index: number): string =>
    [
      `${index + 1}. ${each.touchpoint}: ${kindName(each.kind).toLowerCase()}`,
      ...[each.headline, each.why].map((line) => `   ${line}`),
      `   customers ${yearly(each.customer)}, business ${yearly(each.business)}; at stake ${yearly(each.stake)}; ${each.people === 0 ? 'nobody named' : `${formatCount(each.people)} people`}, grade ${each.grade}`,
      `   ${each.breakEven.sentence}`,
      `   but: ${each.caveat}`,
      `   next: ${each.next}`,
    ].join('\n');
  const yearly = (estimate: Finding['stake']): string =>
    estimate.kind === 'estimate'
      ? `${formatEstimate(estimate, currency)} a year`
      : `not in money (${estimate.reason})`;
  const short = (each: Finding): string => `  ${each.touchpoint}: ${each.headline}`;
  const blocks = found.findings.map(whole);
  if (blocks.length === 0) blocks.push('No touchpoint shows a fault.');
  const lists = [
    ['To protect', found.strengths.map(short)],
    ['Blind spots', found.blindSpots.map(short)],
    ['Not judged', found.abstained.map(({ touchpoint, reason }) => `  ${touchpoint}: ${reason}`)],
  ] as const;
  for (const [name, lines] of lists)
    if (lines.length > 0) blocks.push(`${name}:\n${lines.join('\n')}`);
  return blocks.join('\n\n');
}
