// A year with as many touchpoints as one likes, made of one that was measured: for tests and benches of size.
import type { Overview } from '../contract/overview.ts';
import type { Year } from '../contract/year.ts';

/** The same overview and year over and over, under other ids, until there are so many touchpoints. */
export function manyTimes(
  { overview, year }: { readonly overview: Overview; readonly year: Year },
  touchpoints: number,
): { readonly overview: Overview; readonly year: Year } {
  const rounds = Math.ceil(touchpoints / Math.max(1, year.touchpoints.length));
  const all = Array.from({ length: rounds }, (_, round) => (id: string) => named(id, round));
  return {
    overview: {
      ...overview,
      journeys: all.flatMap((name) =>
        overview.journeys.map((journey) => ({
          ...journey,
          id: name(journey.id),
          phases: journey.phases.map((phase) => ({
            ...phase,
            id: name(phase.id),
            steps: phase.steps.map((step) => ({
              ...step,
              id: name(step.id),
              touchpoints: step.touchpoints.map((each) => ({ ...each, id: name(each.id) })),
            })),
          })),
        })),
      ),
      findings: all.flatMap((name) =>
        overview.findings.map((finding) => ({
          ...finding,
          touchpoint: { ...finding.touchpoint, id: name(finding.touchpoint.id) },
        })),
      ),
    },
    year: {
      ...year,
      touchpoints: all.flatMap((name) =>
        year.touchpoints.map((each) => ({ ...each, id: name(each.id) })),
      ),
      planned: all.flatMap((name) => year.planned.map((each) => ({ ...each, id: name(each.id) }))),
      rows: all.flatMap((name) =>
        year.rows.map((row) => ({ ...row, touchpoint: name(row.touchpoint) })),
      ),
    },
  };
}

/** The first keeps its name, so that what stands elsewhere still finds it. */
function named(id: string, round: number): string {
  return round === 0 ? id : `${id}-${round}`;
}
