import type { Experience } from '@bothways/core/contract';
import type { ReportBeside } from '../deliver/report-beside.ts';
import { feltByJourney } from '../store/measure/experience-felt.ts';
import { driversShown } from './drivers.ts';
import { experienceShown } from './experience-shown.ts';
import type { Reading } from './reading.ts';
import { journeysForReport } from './report-journeys-flow.ts';

/** More journeys would make the report long; the app shows each. */
const FELT_MAX = 3;
const WENT_MAX = 2;

/** What the report tells beside the overview. */
export async function reportBeside(reading: Reading): Promise<ReportBeside> {
  const { stores, generation, model } = reading;
  const felt = await feltByJourney(stores.facts, generation);
  const most = model.journeys
    .filter(({ id, state }) => state === 'current' && (felt.get(id)?.felt ?? 0) > 0)
    .toSorted((a, b) => (felt.get(b.id)?.felt ?? 0) - (felt.get(a.id)?.felt ?? 0))
    .slice(0, FELT_MAX);
  const experiences: Experience[] = [];
  for (const { id } of most) {
    const shown = await experienceShown(reading, id);
    if (shown !== null) experiences.push(shown);
  }
  const flows = await journeysForReport(reading);
  const journeys = flows.toSorted((a, b) => b.encounters - a.encounters).slice(0, WENT_MAX);
  return { experiences, journeys, drivers: await driversShown(reading, { costs: new Map() }) };
}
