import { type Estimate, formatDuration } from '@bothways/core';
import type { DropOff, JourneyFlow } from '@bothways/core/contract';
import { exitsPicture, flowGraph, flowShown, type Scene } from '@bothways/core/scene';
import { html, type Markup } from './html.ts';
import { count, percent } from './numbers.ts';
import { scenes, table, tableDetails } from './report-parts.ts';

/** Of a page's room: the few touchpoints and ways that tell a journey. */
const DETAIL = 2;
const WAYS_TOLD = 12;
const WIDTHS = { wide: 700, medium: 640, narrow: 342 } as const;

/** How the journeys went that were gone most: who came where next, and how they ended. Nothing where nobody went. */
export function journeysSection(journeys: readonly JourneyFlow[]): Markup | null {
  const told = journeys.filter(({ cases }) => cases > 0);
  if (told.length === 0) return null;
  return html`<section aria-labelledby="happened">
<h2 id="happened">What happened</h2>
<p>The ways people really took, from top to bottom. The thicker a line, the more often the one followed directly on the other; under the count stands the usual wait. Dashed lines lead back.</p>
${told.map((each, index) => journeyWent(each, index))}
</section>`;
}

function journeyWent(flow: JourneyFlow, index: number): Markup {
  const { name, dropOff } = flow;
  return html`<figure><h3>${name}</h3>
<p>${sentence(flow)}</p>${scenes(
    `went-${index}`,
    byWidth((width) => graphOf(flow, width)),
  )}</figure>
${
  dropOff.kind === 'seen' &&
  html`<figure><p>${endSentence(dropOff)}</p>${scenes(
    `ended-${index}`,
    byWidth((width) => exitsOf(flow, dropOff, width)),
  )}</figure>`
}
${tableDetails(`How ${name} went, in numbers`, waysTable(flow))}`;
}

function byWidth(scene: (width: number) => Scene) {
  const { wide, medium, narrow } = WIDTHS;
  return { wide: [scene(wide)], medium: [scene(medium)], narrow: [scene(narrow)] };
}

function sentence({ cases, encounters, outcomes, conformance }: JourneyFlow): string {
  const ended =
    outcomes === null || outcomes.completion.kind === 'abstained'
      ? ''
      : ` ${percentWithRange(outcomes.completion)} of those that are decided were completed.`;
  const fitted =
    conformance.kind === 'abstained' || conformance.asPlanned.kind === 'abstained'
      ? ''
      : ` ${percentWithRange(conformance.asPlanned)} went exactly as planned.`;
  return `${count(cases)} journeys with ${count(encounters)} encounters.${ended}${fitted}`;
}

function percentWithRange(estimate: Estimate): string {
  if (estimate.kind === 'abstained') return 'Not said';
  const { median, low, high } = estimate;
  return `${percent(median)} (${percent(low)} to ${percent(high)})`;
}

function endSentence({ medianToComplete }: Extract<DropOff, { kind: 'seen' }>): string {
  const half =
    medianToComplete === null
      ? 'Fewer than half are ever completed.'
      : `Half of all are completed after ${span(medianToComplete)}.`;
  return `How they ended, as time went by: completed grows from below, given up from above. ${half}`;
}

function graphOf(flow: JourneyFlow, width: number): Scene {
  const shown = flowShown(flow, DETAIL);
  const description = shown.edges
    .slice(0, WAYS_TOLD)
    .map(
      ({ from, to, count: times }) => `${nameOf(flow, from)}, then ${nameOf(flow, to)}: ${times}`,
    )
    .join('. ');
  return flowGraph(shown, {
    cases: flow.cases,
    width,
    words: {
      ...{ title: `The ways people took through ${flow.name}`, description },
      ...{ count, wait: span },
      begin: (part) => `${percent(part)} begin`,
      end: (part) => `${percent(part)} end`,
    },
  });
}

function exitsOf(
  { name }: JourneyFlow,
  { steps }: Extract<DropOff, { kind: 'seen' }>,
  width: number,
): Scene {
  const last = steps.at(-1);
  const description =
    last === undefined
      ? ''
      : `In the end ${percent(last.completed)} completed and ${percent(last.abandoned)} given up.`;
  return exitsPicture(steps, {
    ...{ width, height: 220 },
    words: {
      ...{ title: `How ${name} ended, over time`, description, percent, wait: span },
      ...{ completed: 'completed', underWay: 'under way', abandoned: 'given up' },
    },
  });
}

function waysTable(flow: JourneyFlow): Markup {
  return table(
    'The most frequent ways from one touchpoint to the next, with the usual wait.',
    [
      { name: 'From' },
      { name: 'To' },
      { name: 'Times', isNumber: true },
      { name: 'Wait', isNumber: true },
    ],
    flow.edges
      .slice(0, WAYS_TOLD)
      .map(
        ({ from, to, count: times, waits }) =>
          html`<tr><th scope="row">${nameOf(flow, from)}</th><td>${nameOf(flow, to)}</td><td class="number">${count(times)}</td><td class="number">${waits === null ? '–' : span(waits.median)}</td></tr>`,
      ),
  );
}

function nameOf({ activities }: JourneyFlow, id: string): string {
  return activities.find((each) => each.id === id)?.name ?? id;
}

/** Days from two of them on. */
function span(seconds: number): string {
  const days = seconds / 86_400;
  return days < 2 ? formatDuration(seconds) : `${Number(days.toFixed(days < 20 ? 1 : 0))} days`;
}
