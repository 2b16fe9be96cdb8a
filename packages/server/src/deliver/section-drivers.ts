import type { Estimate } from '@bothways/core';
import type { Drivers, DriversFound } from '@bothways/core/contract';
import { type DriverDrawn, driverBars, importancePicture } from './drivers-scene.ts';
import { html, type Markup } from './html.ts';
import { count, percent, signed } from './numbers.ts';
import { scenes, table, tableDetails } from './report-parts.ts';

/** What shapes value: the drivers with their ranges, importance against performance, and that it is no cause. Nothing where nothing was found. */
export function driversSection(drivers: Drivers | null): Markup | null {
  if (drivers === null || drivers.result.kind === 'abstained') return null;
  const { result } = drivers;
  const drawn = drawnOf(drivers.by, result);
  if (drawn.length < 2) return null;
  return html`<section aria-labelledby="drivers">
<h2 id="drivers">What shapes value</h2>
<p>${topSentence(drivers, drawn)} Together they go with ${percent(middle(result.r2))} of what differs, in ${count(result.n)} of ${count(drivers.asked)} ${drivers.rows}.</p>
<p><strong>This is association, not cause.</strong> People who are content rate everything better; only a change tried on some of them shows what it does.</p>
<figure><h3>How much each goes with it</h3>${scenes(
    'driver-bars',
    pictures((width) => driverBars(drawn, width)),
  )}</figure>
<figure><h3>Important, and how well it does</h3><p>The numbers are those above. Right is more important, up is better, the lines are the means; a dashed ring says that the place is undecided.</p>${scenes(
    'driver-places',
    pictures((width) => importancePicture(drawn, result.lines, Math.min(width, 820))),
  )}</figure>
${tableDetails('What shapes value, in numbers', numbersOf(drawn))}</section>`;
}

function pictures(draw: (width: number) => ReturnType<typeof driverBars>) {
  return { wide: [draw(1120)], medium: [draw(680)], narrow: [draw(342)] };
}

const INFLUENCES: Readonly<Record<string, string>> = {
  brand: 'Brand',
  communications: 'Communications',
  purchase: 'Purchase',
  product: 'Product',
  service: 'Service',
};

function drawnOf(by: Drivers['by'], { drivers }: DriversFound): readonly DriverDrawn[] {
  return drivers.flatMap((driver): readonly DriverDrawn[] => {
    const { share, performance } = driver;
    if (share.kind === 'abstained' || performance.kind === 'abstained') return [];
    const name = by === 'influence' ? (INFLUENCES[driver.name] ?? driver.name) : driver.name;
    return [{ name, driver, share, performance }];
  });
}

const OUTCOMES: Readonly<Record<NonNullable<Drivers['outcome']>['kind'], string>> = {
  rating: 'the rating of',
  'came-back': 'coming back',
  'bought-again': 'buying again',
  'net-customer': 'what customers gain afterwards',
  'net-business': 'what the business gains afterwards',
  joint: 'what both sides gain afterwards',
  column: '',
};

function topSentence({ outcome }: Drivers, drawn: readonly DriverDrawn[]): string {
  const what =
    outcome === null
      ? 'the outcome'
      : `${OUTCOMES[outcome.kind]}${outcome.name === '' ? '' : ` “${outcome.name}”`}`;
  const [first] = drawn;
  const chance = first?.driver.rankProbabilities[0] ?? 0;
  if (first !== undefined && chance >= 0.9) return `${first.name} goes with ${what} most.`;
  const rivals = drawn
    .filter(({ driver }) => (driver.rankProbabilities[0] ?? 0) >= 0.05)
    .map(({ name, driver }) => `${name} (${percent(driver.rankProbabilities[0] ?? 0)})`);
  return `Which goes with ${what} most is open: ${rivals.join(', ')}.`;
}

const PLACES: Readonly<Record<DriverDrawn['driver']['quadrant'], string>> = {
  concentrate: 'work here',
  'keep-up': 'keep it up',
  'low-priority': 'less urgent',
  'more-than-needed': 'does well, matters less',
  undecided: 'undecided',
};

function numbersOf(drawn: readonly DriverDrawn[]): Markup {
  return table(
    'Parts of what all drivers go with together, with their ranges; how each does, on −1 to +1.',
    [
      { name: 'Driver' },
      { name: 'Part', isNumber: true },
      { name: 'First in', isNumber: true },
      { name: 'How it does', isNumber: true },
      { name: 'Second opinion', isNumber: true },
      { name: 'Place' },
    ],
    drawn.map(
      ({ name, driver, share, performance }) =>
        html`<tr><th scope="row">${driver.rank}. ${name}</th><td class="number">${percent(share.median)}<p>${percent(share.low)} to ${percent(share.high)}</p></td><td class="number">${percent(driver.rankProbabilities[0] ?? 0)}</td><td class="number">${index2(performance.median)}<p>${index2(performance.low)} to ${index2(performance.high)}</p></td><td class="number">${percent(driver.second.share)}</td><td>${PLACES[driver.quadrant]}</td></tr>`,
    ),
  );
}

function middle(estimate: Estimate): number {
  return estimate.kind === 'estimate' ? estimate.median : 0;
}

/** On -1..+1. */
function index2(value: number): string {
  return signed(Math.round(100 * value) / 100);
}
