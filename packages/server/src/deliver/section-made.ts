import { GRADES } from '@bothways/core';
import { html, type Markup } from './html.ts';
import { count, day, moment, short } from './numbers.ts';
import type { ReportData, ReportValuation } from './report-data.ts';
import { gradeWords, scrolling, table } from './report-parts.ts';
import { movementTables } from './section-movements.ts';

const directions = { customer: 'they give', business: 'they get' } as const;

/** How each figure was made, so that anybody can doubt it at the right place. */
export function madeSection(data: ReportData): Markup {
  const { made, currency } = data;
  const { figures, scaling, valuations } = made;
  return html`<section aria-labelledby="made">
<h2 id="made">How each figure was made</h2>
<p>Enough to doubt it at the right place.</p>
<dl class="notes">
<div><dt>Quantities are facts</dt><dd>Every movement is counted in its own unit: euros, seconds, disclosures. It is never edited; a mistake is reversed.</dd></div>
<div><dt>What it’s worth is opinion</dt><dd>Worth and cost of a unit stand in the model, with a range and who agreed to them. Change one, and every figure here changes with it.</dd></div>
<div><dt>Ranges</dt><dd>The true figure is expected inside nine times in ten (90 %). One draw of each valuation is shared by all figures, so they move together.</dd></div>
<div><dt>A year</dt><dd>${yearWords(scaling)}</dd></div>
<div><dt>Believed and measured</dt><dd>Believed is what the model says happens. Measured is what events say happened. They are never mixed in one figure without saying so.</dd></div>
<div><dt>Grades</dt><dd>${GRADES.map((grade) => `${grade}: ${gradeWords[grade]}`).join('; ')}. A figure has the worst grade of what stands behind it.</dd></div>
</dl>
${
  figures.length > 0 &&
  html`<h3>Figures and their sources</h3>${scrolling(
    'Figures and their sources',
    table(
      '',
      [{ name: 'Figure' }, { name: 'How' }, { name: 'Source' }],
      figures.map(
        ({ figure, how, source }) =>
          html`<tr><th scope="row">${figure}</th><td class="wide-cell">${how}</td><td>${source}</td></tr>`,
      ),
    ),
  )}`
}
<h3>What it’s worth: the valuations</h3>
${valuations.length === 0 ? html`<p>The model states no valuations, so nothing can be said in money but money itself.</p>` : scrolling('Valuations', table(`In ${currency} for one whole unit. The range is the fitted one, 90 %.`, [{ name: 'Kind' }, { name: 'For' }, { name: 'Direction' }, { name: 'What' }, { name: 'Median', isNumber: true }, { name: 'Range', isNumber: true }, { name: 'Basis' }, { name: 'Source' }, { name: 'Agreed' }], valuations.map(valuationRow)))}
${movementTables(data)}
</section>`;
}

function valuationRow(valuation: ReportValuation): Markup {
  const { name, unit, segment, give, of, median, low, high, basis, source, agreedBy, agreedOn } =
    valuation;
  const agreed = [agreedBy, agreedOn === null ? null : day(agreedOn)]
    .filter((each) => each !== null)
    .join(', ');
  return html`<tr><th scope="row">${name}<p>one ${unit}</p></th><td>${segment ?? 'everyone'}</td><td>${give === null ? 'both' : directions[give]}</td><td>${of === 'worth' ? 'worth to its receiver' : 'cost to its giver'}</td><td class="number">${short(median)}</td><td class="number">${low === high ? 'exact' : `${short(low)}–${short(high)}`}</td><td>${basis}</td><td>${source ?? 'none given'}</td><td>${agreed === '' ? 'nobody yet' : agreed}</td></tr>`;
}

export function footer(data: ReportData): Markup {
  return html`<footer><p>Made ${moment(data.generatedAt)} from the model ${data.model}${data.generation !== null && html`, ledger generation ${data.generation}`}. This page names no person, needs no network and runs no script.</p></footer>`;
}

function yearWords(scaling: ReportData['made']['scaling']): string {
  if (scaling === null) return 'Believed volumes are stated for a period and scaled to a year.';
  const { days, factor, isShort, hasAggregates } = scaling;
  return [
    `The ${count(days)} days measured are scaled to a year by the factor ${short(factor)}.`,
    isShort ? 'So few days say little about a year.' : '',
    hasAggregates ? 'Totals of a period are scaled by the days they cover themselves.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
