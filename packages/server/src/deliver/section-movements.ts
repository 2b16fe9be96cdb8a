import { type Hole, html, type Markup } from './html.ts';
import { quantityText } from './numbers.ts';
import type { ReportData, ReportJourney, ReportTouchpoint, ReportTransfer } from './report-data.ts';
import { moneyCell, table, tableDetails } from './report-parts.ts';

/** Every movement of value at every touchpoint, folded away: what all sums in money are made of. */
export function movementTables({ journeys, currency }: ReportData): Markup {
  return html`${journeys.map((journey) => movementTable(journey, currency))}`;
}

function movementTable(journey: ReportJourney, currency: string): Markup | null {
  const touchpoints = journey.phases
    .flatMap(({ steps }) => steps)
    .flatMap((step) => step.touchpoints);
  const rows = touchpoints.flatMap((touchpoint) => movementRows(touchpoint, currency));
  if (rows.length === 0) return null;
  const heads = [
    { name: 'Touchpoint' },
    { name: 'Direction' },
    { name: 'Kind' },
    { name: 'Quantity', isNumber: true },
    { name: 'Worth to its receiver', isNumber: true },
    { name: 'Cost to its giver', isNumber: true },
  ];
  return tableDetails(
    `Every movement of value: ${journey.name}`,
    table(
      `What moves at each touchpoint, in ${currency} a year: measured where any event came, else believed.`,
      heads,
      rows,
    ),
  );
}

function movementRows(touchpoint: ReportTouchpoint, currency: string): readonly Hole[] {
  const { name, measured, believed } = touchpoint;
  const voices = measured ?? believed;
  if (voices === null) return [];
  const evidence = measured === null ? 'believed' : 'measured';
  const row =
    (direction: string) =>
    (transfer: ReportTransfer): Markup =>
      html`<tr><th scope="row">${name}</th><td>${direction}, ${evidence}</td><td>${transfer.name}</td><td class="number">${quantityText(transfer.quantity, transfer.unit)}</td>${moneyCell(transfer.worth, currency)}${moneyCell(transfer.cost, currency)}</tr>`;
  return [
    ...voices.delivered.transfers.map(row('they get')),
    ...voices.captured.transfers.map(row('they give')),
  ];
}
