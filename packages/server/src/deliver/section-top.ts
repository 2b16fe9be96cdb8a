import { html, type Markup } from './html.ts';
import { count, day, glued } from './numbers.ts';
import type { ReportData, ReportFinding } from './report-data.ts';
import { gradeWords, stake } from './report-parts.ts';

/** What the report is of. */
export function topSection(data: ReportData): Markup {
  const facts = [
    ['People', count(data.people)],
    ['Encounters', count(data.encounters)],
    ['Events', count(data.events)],
    ['Ledger generation', data.generation === null ? 'none yet' : count(data.generation)],
  ] as const;
  return html`<header>
<p class="brand">Bothways <span>value exchange</span></p>
<h1>${data.title}</h1>
<p class="lead">${data.model}. ${data.period === null ? 'No events yet: this is what the model believes.' : `Measured from ${day(data.period.from)} to ${day(data.period.to)}${data.made.scaling?.isShort === true ? `: only ${count(data.made.scaling.days)} days, so a year is a guess` : ''}.`} Money in ${data.currency} a year, ranges hold nine times in ten.</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}

/** The step that matters most, or that there is none. */
export function headlineSection({ headline, currency, period }: ReportData): Markup {
  if (headline === null) {
    const why =
      period === null
        ? 'There are no events yet, so nothing was measured and nothing can be found. Below is what the model believes.'
        : 'Nothing was found at any touchpoint: no one-sided capture, no data taken for nothing, nothing costly for both sides.';
    return html`<section class="matters" aria-labelledby="matters"><h2 id="matters">The step that matters most</h2><p class="sentence">${why}</p></section>`;
  }
  return html`<section class="matters" aria-labelledby="matters">
<h2 id="matters">The step that matters most</h2>
<p class="where">${headline.touchpoint.name}</p>
<p class="sentence">${glued(headline.sentence, currency)}</p>
${headline.detail !== '' && html`<p class="detail">${glued(headline.detail, currency)}</p>`}
<dl class="stakes">${stakes(headline, currency)}</dl>
<dl class="notes">${notes(headline, currency)}<div><dt>Look at next</dt><dd>${headline.next}</dd></div></dl>
</section>`;
}

/** Everything that was found, the gravest first, and where the data could not say. */
export function findingsSection({ findings, abstained, currency, period }: ReportData): Markup {
  const none = period === null ? 'No events yet, so nothing was looked for.' : 'Nothing was found.';
  return html`<section aria-labelledby="findings">
<h2 id="findings">What we found</h2>
<p>${findings.length === 0 ? none : 'Each finding with the money at stake a year for both sides. A minus is a loss to that side.'}</p>
<div>${findings.map(
    (finding) =>
      html`<article class="finding"><div><p class="kindname">${finding.kindName}</p><h3>${finding.touchpoint.name}</h3><p>${glued(finding.sentence, currency)}</p>${finding.detail !== '' && html`<p class="small">${glued(finding.detail, currency)}</p>`}<dl class="notes"><div class="whole"><dt>Look at next</dt><dd>${finding.next}</dd></div></dl></div><div><dl class="stakes">${stakes(finding, currency)}</dl><dl class="notes">${notes(finding, currency)}</dl></div></article>`,
  )}</div>
${
  abstained.length > 0 &&
  html`<h3>Where the data cannot say</h3><ul>${abstained.map(({ kindName, touchpoint, reason }) => html`<li>${touchpoint.name}, ${kindName.toLowerCase()}: ${reason}</li>`)}</ul>`
}
</section>`;
}

function stakes({ customer, business }: ReportFinding, currency: string): Markup {
  return html`${stake('Customers', 'customer', customer, currency)}${stake('The business', 'business', business, currency)}`;
}

function notes({ breakEven, grade, people }: ReportFinding, currency: string): Markup {
  return html`<div class="whole"><dt>Break-even</dt><dd>${breakEven === null ? 'Hangs on no valuation' : glued(breakEven, currency)}</dd></div>
<div><dt>People</dt><dd>${people === null ? 'not said' : count(people)}</dd></div>
<div><dt>How well we know</dt><dd>Grade ${grade}, ${gradeWords[grade]}</dd></div>`;
}
