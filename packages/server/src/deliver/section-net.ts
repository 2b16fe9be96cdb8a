import { html, type Markup } from './html.ts';
import { netScene, tiltScene } from './net-scene.ts';
import { count, indexWithRange, money, percent, range } from './numbers.ts';
import type { Quadrant, ReportAcross, ReportData, ReportNet } from './report-data.ts';
import { moneyCell, scenes, table, tableDetails } from './report-parts.ts';

/** From this probability on a claim is made without saying how probable it is. */
const SURE = 0.95;

const quadrants: Readonly<Record<Quadrant, string>> = {
  'win-win': 'Both sides gain.',
  'business-gains': 'The business gains and the customers lose.',
  'customer-gains': 'The customers gain and the business loses.',
  'lose-lose': 'Both sides lose.',
};

/** What stays with each side, who gains more, and how evenly it is spread. */
export function netSection(data: ReportData): Markup {
  const { measured, believed, elsewhere } = data.net;
  const shown = measured ?? believed;
  if (shown === null)
    return html`<section aria-labelledby="net"><h2 id="net">Net for each side</h2><p>Nothing was exchanged yet, so there is no net.</p></section>`;
  const net = (width: number) => [netScene(measured, believed, data.currency, width)];
  const tilt = (width: number) => [
    tiltScene(measured?.tilt ?? null, believed?.tilt ?? null, width),
  ];
  return html`<section aria-labelledby="net">
<h2 id="net">Net for each side</h2>
<p>${measured === null ? 'Believed, no event yet. ' : ''}${quadrantWords(shown)} Net is the worth of what a side receives less the cost of what it gives.</p>
<ul class="legend">${measured !== null && html`<li><span class="swatch s-dot"></span>Measured</li>`}${believed !== null && html`<li><span class="swatch s-ring"></span>Believed</li>`}</ul>
<div class="two"><div><figure>${scenes('net', { wide: net(600), medium: net(376), narrow: net(342) })}</figure></div>
<div><h3>Who gains more</h3><figure>${scenes('tilt', { wide: tilt(440), medium: tilt(300), narrow: tilt(342) })}</figure>${indices(shown)}</div></div>
${leftOut(shown)}
${elsewhere > 0 && believed !== null && html`<p class="small">Believed is over the touchpoints that were measured, so that the two compare; ${count(elsewhere)} more that no event has reached are not in it.</p>`}
${acrossPart(data.across, data.currency)}
${tableDetails('Net in numbers', netTable(data))}
</section>`;
}

/** What is sure enough to be said plainly; what is not carries its probability. */
function quadrantWords({ quadrant }: ReportNet): string {
  if (quadrant === null) return '';
  const words = quadrants[quadrant.name];
  if (quadrant.probability >= SURE) return words;
  return `Probably (${percent(quadrant.probability)}): ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

/** What is in no net, named: nothing is left out by silence. */
function leftOut({ leavesOut }: ReportNet): Markup {
  const part = (name: string, kinds: readonly string[]): Markup | false =>
    kinds.length > 0 &&
    html`<p class="small">${name} leaves out, because nobody has said it: ${kinds.join('; ')}.</p>`;
  return html`${part('Net for customers', leavesOut.customer)}${part('Net for the business', leavesOut.business)}`;
}

function indices({ tilt, reciprocity, share, losing }: ReportNet): Markup {
  return html`<dl class="notes"><div><dt>From −1 customers to +1 the business</dt><dd>${indexWithRange(tilt)}</dd></div><div><dt>Reciprocity, 0 to 1</dt><dd>${indexWithRange(reciprocity)}</dd></div><div><dt>Customers’ share of what both gain</dt><dd>${indexWithRange(share)}</dd></div><div><dt>Probability that a side loses</dt><dd>${chance('customers', losing.customer)}, ${chance('business', losing.business)}</dd></div></dl>`;
}

function chance(side: string, probability: number | null): string {
  return `${side} ${probability === null ? 'not said' : percent(probability)}`;
}

function acrossPart(across: ReportAcross | null, currency: string): Markup {
  if (across === null)
    return html`<h3>Across customers</h3><p>No events that name a person, so nothing can be said about single customers.</p>`;
  const { negative, gini, cvar, people, withoutPerson } = across;
  const part =
    negative.kind === 'estimate'
      ? html`${percent(negative.median)}<br><span class="small">${percent(negative.low)} to ${percent(negative.high)}</span>`
      : html`not said: ${negative.reason}`;
  const worst =
    cvar.kind === 'estimate'
      ? html`${money(cvar.median, currency)} a year<br><span class="small">${currency} ${range(cvar)}</span>`
      : html`not said: ${cvar.reason}`;
  return html`<h3>Across customers</h3>
<p>${count(people)} people. ${percent(withoutPerson)} of the encounters name nobody: they count in the totals and not here.</p>
<dl class="notes"><div><dt>Lose by the exchange</dt><dd>${part}</dd></div><div><dt>Mean net of the worst-off tenth</dt><dd>${worst}</dd></div><div><dt>Unevenness (Gini), 0 to 1</dt><dd>${indexWithRange(gini)}</dd></div></dl>`;
}

function netTable({ net: { measured, believed }, currency }: ReportData): Markup {
  const row = (name: string, of: (net: ReportNet) => ReportNet['customer']): Markup =>
    html`<tr><th scope="row">${name}</th>${moneyCell(measured === null ? null : of(measured), currency)}${moneyCell(believed === null ? null : of(believed), currency)}</tr>`;
  return table(
    `Net in ${currency} a year, with the range.`,
    [{ name: 'Side' }, { name: 'Measured', isNumber: true }, { name: 'Believed', isNumber: true }],
    [
      row('Customers', ({ customer }) => customer),
      row('The business', ({ business }) => business),
      row('Together', ({ joint }) => joint),
    ],
  );
}
