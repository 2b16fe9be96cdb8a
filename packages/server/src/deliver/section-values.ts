import { gradeScene } from './grade-scene.ts';
import { html, type Markup } from './html.ts';
import { isCustomers, isValued, kindsScene, valuesShown } from './kinds-scene.ts';
import { count, quantityText } from './numbers.ts';
import type { ReportData, ReportValue } from './report-data.ts';
import { moneyCell, scenes, table, tableDetails } from './report-parts.ts';
import { svg } from './svg.ts';

/** Which way it goes, as the customer meets it. */
function direction({ giver, receiver }: ReportValue): string {
  if (receiver === 'customer') return giver === 'other' ? 'they get from others' : 'they get';
  if (giver === 'customer') return receiver === 'other' ? 'they give to others' : 'they give';
  return 'between us and others';
}

/** Value by kind, and what stays outside the money. */
export function valuesSection({ values, currency }: ReportData): Markup {
  const shown = valuesShown(values);
  const outside = shown.filter((value) => !isValued(value));
  const isDrawn = shown.some((value) => isValued(value) && isCustomers(value));
  return html`<section aria-labelledby="kinds">
<h2 id="kinds">Value by kind</h2>
<p>${shown.length === 0 ? 'Nothing was exchanged yet.' : `${shown[0]?.evidence === 'believed' ? 'Believed, no event yet. ' : ''}One thing can be worth more to whoever receives it than it costs whoever gives it. That gap is where both sides gain.`}</p>
${isDrawn && html`<ul class="legend"><li><span class="swatch s-get"></span>What it’s worth, they get</li><li><span class="swatch s-give"></span>What it’s worth, they give</li><li><span class="swatch s-cost"></span>What it costs its giver</li></ul><figure>${scenes('kinds', { wide: [kindsScene(values, currency, 1120)], medium: [kindsScene(values, currency, 680)], narrow: [kindsScene(values, currency, 342)] })}</figure>`}
${outside.length > 0 && outsideList(outside)}
${values.length > 0 && tableDetails('Every kind in numbers', valueTable(values, currency))}
</section>`;
}

function outsideList(outside: readonly ReportValue[]): Markup {
  return html`<div class="together"><h3>Outside the money</h3>
<p>Nobody has said what these are worth, so they are counted in their own unit and left out of every total in money.</p>
<dl class="facts">${outside.map((value) => html`<div><dt>${value.name}, ${direction(value)}</dt><dd>${quantityText(value.quantity, value.unit)}</dd></div>`)}</dl></div>`;
}

function valueTable(values: readonly ReportValue[], currency: string): Markup {
  return table(
    `Quantities and ${currency} a year. Grade: the worst of what stands behind a row; the bar shows how much has each grade.`,
    [
      { name: 'Kind' },
      { name: 'Direction' },
      { name: 'Evidence' },
      { name: 'Quantity', isNumber: true },
      { name: 'Worth to its receiver', isNumber: true },
      { name: 'Cost to its giver', isNumber: true },
      { name: 'Transfers', isNumber: true },
      { name: 'Grade' },
    ],
    values.map(
      (value, index) =>
        html`<tr><th scope="row">${value.name}</th><td>${direction(value)}</td><td>${value.evidence}</td><td class="number">${quantityText(value.quantity, value.unit)}</td>${moneyCell(value.worth, currency)}${moneyCell(value.cost, currency)}<td class="number">${count(value.n)}</td><td><div class="grade">${value.grade}${svg(gradeScene(value.name, value.grades), `grade-${index}`)}</div></td></tr>`,
    ),
  );
}
