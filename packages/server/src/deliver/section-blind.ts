import { html, type Markup } from './html.ts';
import { count } from './numbers.ts';
import type { ReportData } from './report-data.ts';
import { scrolling, table } from './report-parts.ts';

type Counted = readonly (readonly [name: string, count: number])[];

/** What the pictures above cannot show: nothing that came in is dropped without a word. */
export function blindSection({ blind, period }: ReportData): Markup {
  const unmapped: Counted = blind.unmapped.map((each) => [each.name, each.count]);
  const rejected: Counted = blind.rejected.map((each) => [each.reason, each.count]);
  const refused: Counted = blind.refused.map(({ touchpoint, kind, reason, count: n }) => [
    `${touchpoint}, ${kind}: ${reason}`,
    n,
  ]);
  const why =
    period === null
      ? 'No events yet, so there is nothing that found no place.'
      : 'Nothing is dropped without a word: here is what came in and found no place, and what was planned and never seen.';
  return html`<section aria-labelledby="blind">
<h2 id="blind">What this report does not see</h2>
<p>${why}</p>
<div class="two even">
${part('Unmapped: events that no touchpoint takes', 'Event', unmapped)}
${unseenPart(blind.unseen)}
${unstatedPart(blind.unstated)}
${part('Rejected: records that could not be read', 'Reason', rejected)}
${part('Refused: movements that an encounter did not make', 'Where and why', refused)}
</div>
</section>`;
}

function unseenPart(unseen: ReportData['blind']['unseen']): Markup {
  const title = 'Unseen: touchpoints that no event reaches';
  if (unseen.length === 0) return none(title);
  const rows = unseen.map(
    ({ name, channel }) => html`<tr><th scope="row">${name}</th><td>${channel}</td></tr>`,
  );
  const heads = [{ name: 'Touchpoint' }, { name: 'Channel' }];
  return html`<div><h3>${title}</h3>${scrolling(title, table(`${count(unseen.length)} in all`, heads, rows))}</div>`;
}

/** Only where there is any: most models state a quantity wherever they state a volume. */
function unstatedPart(unstated: ReportData['blind']['unstated']): Markup | false {
  if (unstated.length === 0) return false;
  const title = 'Unstated: believed to happen, nobody said how much';
  const rows = unstated.map(
    ({ touchpoint, kind }) => html`<tr><th scope="row">${touchpoint}</th><td>${kind}</td></tr>`,
  );
  const heads = [{ name: 'Touchpoint' }, { name: 'Kind' }];
  return html`<div><h3>${title}</h3>${scrolling(title, table(`${count(unstated.length)} in all, in no believed figure`, heads, rows))}</div>`;
}

function part(title: string, head: string, rows: Counted): Markup {
  if (rows.length === 0) return none(title);
  const total = rows.reduce((sum, [, n]) => sum + n, 0);
  const cells = rows.map(
    ([name, n]) => html`<tr><th scope="row">${name}</th><td class="number">${count(n)}</td></tr>`,
  );
  const heads = [{ name: head }, { name: 'Count', isNumber: true }];
  return html`<div><h3>${title}</h3>${scrolling(title, table(`${count(total)} in all`, heads, cells))}</div>`;
}

function none(title: string): Markup {
  return html`<div><h3>${title}</h3><p class="small">None.</p></div>`;
}
