import type { Estimate } from '@bothways/core';
import type { Experience, FeltTouchpoint } from '@bothways/core/contract';
import { type FeltStop, feltPicture, type Scene } from '@bothways/core/scene';
import { html, type Markup } from './html.ts';
import { count, percent, signed } from './numbers.ts';
import { scenes, table, tableDetails } from './report-parts.ts';

/** How the journeys felt that most was said of: the curve with its band, and what is remembered. Nothing where nobody was asked. */
export function experienceSection(experiences: readonly Experience[]): Markup | null {
  const told = experiences.filter(({ felt }) => felt > 0);
  if (told.length === 0) return null;
  return html`<section aria-labelledby="felt">
<h2 id="felt">How it felt</h2>
<p>The mean of what people said at each touchpoint, from −1, let down, to +1, delighted, with its range as a band: nine times in ten the true mean is in it.</p>
${told.map((each, index) => journeyFelt(each, index))}
</section>`;
}

function journeyFelt(experience: Experience, index: number): Markup {
  const { journey, curve } = experience;
  const asked = curve.touchpoints.filter(({ n }) => n > 0);
  const scene = (touchpoints: readonly FeltTouchpoint[], width: number): readonly Scene[] => [
    pictureOf(experience, touchpoints, width),
  ];
  return html`<h3>${journey.name}</h3>
<p>${sentence(experience)}</p>
<figure>${scenes(`felt-${index}`, {
    wide: scene(curve.touchpoints, 1120),
    medium: scene(asked, 680),
    narrow: scene(asked, 342),
  })}</figure>
${tableDetails(`${journey.name}: how it felt, in numbers`, numbersOf(asked))}`;
}

function sentence({ felt, encounters, curve, lenses }: Experience): string {
  const peak = curve.touchpoints
    .filter(({ peaks }) => peaks.kind === 'estimate')
    .toSorted((a, b) => middle(b.peaks) - middle(a.peaks))[0];
  const made =
    peak === undefined
      ? ''
      : ` “${peak.name}” is the strongest moment for ${percent(middle(peak.peaks))} of journeys.`;
  const { experienced, remembered } = lenses;
  const kept =
    experienced.kind === 'estimate' && remembered.kind === 'estimate'
      ? ` As it went ${ranged(experienced)}, as it is remembered ${ranged(remembered)}.`
      : '';
  return `${count(felt)} of ${count(encounters)} encounters say how they felt.${made}${kept}`;
}

function middle(estimate: Estimate): number {
  return estimate.kind === 'estimate' ? estimate.median : 0;
}

function ranged(estimate: Estimate): string {
  if (estimate.kind === 'abstained') return 'not said';
  const { median, low, high } = estimate;
  return `${index2(median)} (${index2(low)} to ${index2(high)})`;
}

/** On -1..+1. */
function index2(value: number): string {
  return signed(Math.round(100 * value) / 100);
}

function pictureOf(
  { journey }: Experience,
  touchpoints: readonly FeltTouchpoint[],
  width: number,
): Scene {
  return feltPicture(touchpoints.map(stopOf), {
    width,
    words: {
      title: `How ${journey.name} felt, touchpoint by touchpoint`,
      description: touchpoints.map(({ name, felt }) => `${name}: ${ranged(felt)}`).join('. '),
      ...{ best: 'Delighted', expected: 'As expected', worst: 'Let down' },
      strips: ['Strongest moment here', 'Last moment here'],
      ...{ index: index2, percent },
    },
  });
}

function stopOf({ id, name, phase, felt, n, scale, peaks, ends }: FeltTouchpoint): FeltStop {
  const part = (estimate: Estimate): number | null =>
    estimate.kind === 'estimate' ? estimate.median : null;
  return {
    ...{ key: id, name, group: phase?.name ?? '', mark: '' },
    felt: felt.kind === 'estimate' ? felt : null,
    under: scale === null ? ['not asked'] : [`${count(n)} answered`, count(n)],
    told: `${name}: ${ranged(felt)}`,
    parts: [part(peaks), part(ends)],
  };
}

function numbersOf(touchpoints: readonly FeltTouchpoint[]): Markup {
  const cell = (estimate: Estimate, write: (value: number) => string): Markup =>
    estimate.kind === 'abstained'
      ? html`<td class="number" title="${estimate.reason}">–</td>`
      : html`<td class="number">${write(estimate.median)}<p>${write(estimate.low)} to ${write(estimate.high)}</p></td>`;
  return table(
    'Felt on −1 to +1, with the range.',
    [
      { name: 'Touchpoint' },
      { name: 'Felt', isNumber: true },
      { name: 'Felt bad', isNumber: true },
      { name: 'Answered', isNumber: true },
      { name: 'Strongest here', isNumber: true },
      { name: 'Last here', isNumber: true },
      { name: 'Grade' },
    ],
    touchpoints.map(
      ({ name, felt, negative, n, peaks, ends }) =>
        html`<tr><th scope="row">${name}</th>${cell(felt, index2)}${cell(negative, percent)}<td class="number">${count(n)}</td>${cell(peaks, percent)}${cell(ends, percent)}<td>${felt.kind === 'estimate' ? felt.grade : ''}</td></tr>`,
    ),
  );
}
