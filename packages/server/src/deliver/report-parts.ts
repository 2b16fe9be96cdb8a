// Pieces that several sections of the report are made of.

import type { Estimate, Grade } from '@bothways/core';
import type { Scene } from '@bothways/core/scene';
import { type Hole, html, type Markup } from './html.ts';
import { amount, money, moneyAYear, range } from './numbers.ts';
import { svg } from './svg.ts';

export const gradeWords: Readonly<Record<Grade, string>> = {
  A: 'measured in a system',
  B: 'measured by proxy',
  C: 'stated by somebody',
  D: 'assumed',
};

/** A big figure with its range under it. */
export function stake(
  name: string,
  side: 'customer' | 'business' | 'joint',
  estimate: Estimate,
  currency: string,
): Markup {
  const told =
    estimate.kind === 'abstained'
      ? html`<span class="figure">Not said</span><span class="between">${estimate.reason}</span>`
      : html`<span class="figure">${money(estimate.median, currency)} a year</span><span class="between">${estimate.low === estimate.high ? 'exact' : `${currency} ${range(estimate)}`}</span>`;
  return html`<div class="${side}"><dt>${name}</dt><dd>${told}</dd></div>`;
}

/** A money estimate in a table cell, its range on a line of its own; the caption names the currency. */
export function moneyCell(estimate: Estimate | null | undefined, currency: string): Markup {
  if (estimate === null || estimate === undefined) return html`<td class="number">–</td>`;
  if (estimate.kind === 'abstained')
    return html`<td class="number" title="${estimate.reason}">not said</td>`;
  return html`<td class="number" title="${moneyAYear(estimate, currency)}">${amount(estimate.median)}<p>${range(estimate)}</p></td>`;
}

/** One scene for each width of page; the style sheet shows the one that fits. */
export function scenes(
  id: string,
  by: Readonly<Partial<Record<'wide' | 'medium' | 'narrow', readonly Scene[]>>>,
): Markup {
  return html`${Object.entries(by).map(
    ([width, each]) =>
      html`<div class="${width}">${each.map((scene, index) => svg(scene, `${id}-${width}-${index}`))}</div>`,
  )}`;
}

/** A table beside a chart, folded away; it may be wider than a phone and then scrolls by itself. */
export function tableDetails(summary: string, table: Markup): Markup {
  return html`<details><summary>${summary}</summary>${scrolling(summary, table)}</details>`;
}

export function scrolling(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

export function table(
  caption: string,
  heads: readonly { name: string; isNumber?: boolean }[],
  rows: readonly Hole[],
): Markup {
  return html`<table><caption>${caption}</caption><thead><tr>${heads.map(({ name, isNumber }) => html`<th scope="col"${isNumber === true && html` class="number"`}>${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}
