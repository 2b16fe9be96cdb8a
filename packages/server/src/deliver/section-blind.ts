import { html, type Markup } from './html.ts';
import { count } from './numbers.ts';
import type { ReportData } from './report-data.ts';
import { scrolling, table } from './report-parts.ts';

/** What the pictures above cannot show: nothing that came in is dropped without a word. */
export function blindSection({ blind, period }: ReportData): Markup {
  const { unmapped, unseen, rejected, refused } = blind;
  return html`<section aria-labelledby="blind">
<h2 id="blind">What this report does not see</h2>
<p>${period === null ? 'No events yet.' : 'Nothing is dropped without a word: here is what came in and found no place, and what was planned and never happened.'}</p>
${part(
  'Unmapped: events that no touchpoint takes',
  'Event',
  unmapped.map(({ name, count: n }) => [name, n]),
)}
<h3>Unseen: touchpoints that no event reaches</h3>
${unseen.length === 0 ? html`<p class="small">None.</p>` : html`<ul>${unseen.map(({ name, channel }) => html`<li>${name} <span class="small">${channel}</span></li>`)}</ul>`}
${part(
  'Rejected: records that could not be read',
  'Reason',
  rejected.map(({ reason, count: n }) => [reason, n]),
)}
${part(
  'Refused: movements that an encounter did not make',
  'Where and why',
  refused.map(({ touchpoint, kind, reason, count: n }) => [`${touchpoint}, ${kind}: ${reason}`, n]),
)}
</section>`;
}

function part(title: string, head: string, rows: readonly (readonly [string, number])[]): Markup {
  const total = rows.reduce((sum, [, n]) => sum + n, 0);
  if (rows.length === 0) return html`<h3>${title}</h3><p class="small">None.</p>`;
  return html`<h3>${title}</h3>${scrolling(
    title,
    table(
      `${count(total)} in all`,
      [{ name: head }, { name: 'Count', isNumber: true }],
      rows.map(
        ([name, n]) =>
          html`<tr><th scope="row">${name}</th><td class="number">${count(n)}</td></tr>`,
      ),
    ),
  )}`;
}
