import type { Scene } from '@bothways/core/scene';
import { html, type Markup } from './html.ts';
import { count, signed } from './numbers.ts';
import type { ReportData, ReportJourney, ReportTouchpoint } from './report-data.ts';
import { moneyCell, scenes, scrolling, table } from './report-parts.ts';
import { asCustomerMeets, isTornIn, voicePictures } from './voices.ts';
import { voicesNarrow } from './voices-narrow.ts';
import { voicesStrip } from './voices-strip.ts';
import { voicesWide } from './voices-wide.ts';

/** Widths of the scenes: a screen, a page of A4 or a tablet, a phone. */
const widths = { wide: 1120, medium: 680, narrow: 342 } as const;

/** The two voices along the journey: the picture the report is about, and every number of it. */
export function voicesSection(data: ReportData): Markup {
  const pictures = voicePictures(data);
  const isTorn = pictures.some(isTornIn);
  return html`<section class="voices" aria-labelledby="voices">
<h2 id="voices">The two voices along the journey</h2>
<p>${pictures.length === 0 ? 'The model has no touchpoints yet.' : 'What they get is drawn at what it’s worth to them, what they give at what it costs them. The difference is what stays with the customer.'}</p>
${pictures.length > 0 && legend(data, isTorn)}
${pictures.map((picture, index) => {
  const strip = (width: number): readonly Scene[] =>
    [voicesStrip(picture, width)].filter((scene) => scene !== null);
  return html`<figure>${pictures.length > 1 && html`<h3>${picture.journey}</h3>`}${scenes(
    `voices-${index}`,
    {
      wide: voicesWide(picture, widths.wide, 340),
      medium: voicesWide(picture, widths.medium, 206),
      narrow: [voicesNarrow(picture, widths.narrow)],
    },
  )}</figure>${
    isTornIn(picture) &&
    html`<div class="together"><h3>The same, to scale</h3><p class="small">A few touchpoints dwarf the others, so their bars are torn above. This is their true size beside the rest, in the same order.</p><figure>${scenes(`strip-${index}`, { wide: strip(widths.wide), medium: strip(widths.medium), narrow: strip(widths.narrow) })}</figure></div>`
  }`;
})}
${data.journeys.map((journey) => journeyTables(journey, data.currency))}
</section>`;
}

function legend({ net, headline }: ReportData, isTorn: boolean): Markup {
  const items = [
    ['get', 'They get', true],
    ['give', 'They give', true],
    [
      'believed',
      net.measured === null ? 'Believed' : 'Outline: believed, fill: measured',
      net.believed !== null,
    ],
    ['range', 'Range, nine times in ten', true],
    ['torn', 'Torn: larger than drawn', isTorn],
    ['lit', 'The step that matters most', headline !== null],
  ] as const;
  return html`<ul class="legend">${items.map(([swatch, text, isShown]) => isShown && html`<li><span class="swatch s-${swatch}"></span>${text}</li>`)}</ul>`;
}

function journeyTables(journey: ReportJourney, currency: string): Markup {
  const places = journey.phases.flatMap((phase) =>
    phase.steps.flatMap((step) =>
      step.touchpoints.map((touchpoint) => ({ phase: phase.name, step, touchpoint })),
    ),
  );
  if (places.length === 0) return html``;
  const sums = table(
    `${journey.name}: both voices at each touchpoint, in ${currency} a year, with the range. They get: at its worth to them. They give: at its cost to them.`,
    [
      { name: 'Touchpoint' },
      { name: 'They get, measured', isNumber: true },
      { name: 'They get, believed', isNumber: true },
      { name: 'They give, measured', isNumber: true },
      { name: 'They give, believed', isNumber: true },
      { name: 'Net for customers', isNumber: true },
      { name: 'Net for the business', isNumber: true },
      { name: 'Encounters a year', isNumber: true },
      { name: 'People', isNumber: true },
      { name: 'Felt, −1 to +1', isNumber: true },
    ],
    places.map(({ phase, step, touchpoint }) =>
      sumRow(phase, step.momentOfTruth, touchpoint, currency),
    ),
  );
  return html`<details><summary>Every touchpoint in numbers: ${journey.name}</summary>${scrolling(`Touchpoints of ${journey.name}`, sums)}</details>`;
}

function sumRow(
  phase: string,
  isMoment: boolean,
  touchpoint: ReportTouchpoint,
  currency: string,
): Markup {
  const { measured, believed, felt } = touchpoint;
  const [at, before] = [
    measured === null ? null : asCustomerMeets(measured),
    believed === null ? null : asCustomerMeets(believed),
  ];
  const shown = measured ?? believed;
  const about = [
    phase,
    touchpoint.channel,
    touchpoint.owner,
    touchpoint.influence,
    isMoment ? 'moment of truth' : null,
    touchpoint.unseen ? 'unseen' : null,
    touchpoint.noEvidence ? 'no evidence' : null,
  ].filter((each) => each !== null);
  return html`<tr><th scope="row" class="place">${touchpoint.name}<p>${about.join(' · ')}</p>${touchpoint.intention !== null && html`<p>${touchpoint.intention}</p>`}${touchpoint.quote !== null && html`<p>“${touchpoint.quote}”</p>`}</th>${[at?.get, before?.get, at?.give, before?.give, shown?.customer, shown?.business].map((each) => moneyCell(each, currency))}<td class="number">${touchpoint.encounters === null ? '–' : count(touchpoint.encounters)}</td><td class="number">${touchpoint.people === null ? '–' : count(touchpoint.people)}</td>${feltCell(felt)}</tr>`;
}

function feltCell(felt: ReportTouchpoint['felt']): Markup {
  if (felt === null) return html`<td class="number">–</td>`;
  if (felt.kind === 'abstained')
    return html`<td class="number" title="${felt.reason}">not said</td>`;
  return html`<td class="number">${signed(felt.median)}<p>${signed(felt.low)} to ${signed(felt.high)}</p></td>`;
}
