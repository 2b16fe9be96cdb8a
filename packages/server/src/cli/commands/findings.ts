import { type Finding, formatCount, formatEstimate } from '@bothways/core';
import { type Measured, measuredFindings } from '../../measure/findings.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory } from '../command.ts';
import { withLedger } from '../workspace.ts';

export const findings: Command = {
  name: 'findings',
  summary: 'Name the touchpoints where the exchange goes wrong, in money a year for both sides.',
  detail:
    'Three rules: one-sided capture; data taken, nothing given; costly for both. Each claim needs 30 encounters and 95 % probability, and names the valuation it hangs on. What falls short is listed under abstained with the reason.',
  arguments: [],
  options: [DATA_OPTION],
  examples: ['bothways findings', 'bothways findings --json'],
  json: '{ findings: [{ kind, touchpoint, people, encounters, business: Estimate, customer: Estimate, joint: Estimate, break_even, grade, headline, why, next, confidence, unvalued, parts, lines: [{ line, amount: Estimate, share, kinds }] }], abstained: [{ touchpoint, reason, because: { code } }] }',
  run: runFindings,
};

async function runFindings(call: Call): Promise<number> {
  const { terminal } = call;
  const { measured, currency } = await withLedger(
    dataDirectory(call),
    terminal,
    async (reading) => {
      terminal.progress('looking at each touchpoint');
      return { measured: await measuredFindings(reading), currency: reading.model.currency };
    },
  );
  terminal.done();
  const { found } = measured;
  terminal.out(
    terminal.json
      ? JSON.stringify({ findings: found.findings.map(plain), abstained: found.abstained }, null, 2)
      : findingsText(measured, currency),
  );
  return 0;
}

const WORDS: Readonly<Record<Finding['kind'], string>> = {
  'one-sided-capture': 'one-sided capture',
  'data-taken-nothing-given': 'data taken, nothing given',
  'costly-for-both': 'costly for both',
};

/** A finding as scripts read it. */
function plain({ breakEven, ...finding }: Finding): Record<string, unknown> {
  return { ...finding, break_even: breakEven };
}

function findingsText({ found, totals }: Measured, currency: string): string {
  if (totals.days === 0)
    return 'Nothing was measured yet: import events and rebuild, or see "bothways ledger --believed".';
  const blocks = found.findings.map((each, index) =>
    [
      `${index + 1}. ${each.touchpoint}: ${WORDS[each.kind]}`,
      `   ${each.headline}`,
      `   ${each.why}`,
      `   customers ${formatEstimate(each.customer, currency)} a year, business ${formatEstimate(each.business, currency)} a year; ${each.people === 0 ? 'nobody named' : `${formatCount(each.people)} people`}, grade ${each.grade}`,
      `   ${each.breakEven.sentence}`,
      `   next: ${each.next}`,
    ].join('\n'),
  );
  if (blocks.length === 0) blocks.push('No touchpoint shows any of the three faults.');
  if (found.abstained.length > 0)
    blocks.push(
      `Not judged:\n${found.abstained.map(({ touchpoint, reason }) => `  ${touchpoint}: ${reason}`).join('\n')}`,
    );
  return blocks.join('\n\n');
}
