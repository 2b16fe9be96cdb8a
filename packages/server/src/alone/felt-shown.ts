import type { Estimate } from '@bothways/core';
import type { Experience, Unsaid } from '@bothways/core/contract';
import {
  leversOf,
  type Memory,
  meanOf,
  type RememberedJourneys,
  rememberedJourneys,
  spreadOf,
} from '@bothways/core/experience';
import { combinedAlone } from './felt-combined.ts';
import { bounded, curveAlone, NOTHING, spreadsOf } from './felt-curve-alone.ts';
import type { JourneysAlone } from './felt-journeys.ts';
import type { MemoryAlone } from './felt-memory.ts';

/** More journeys than that say the same of how they are remembered. */
const FOLLOWED_MAX = 4000;
const LATER_DAYS = [0, 7, 35, 70] as const;

/** How the journeys of a file felt, in the shape of the ledger's own reply. */
export function feltShown(
  name: string,
  read: JourneysAlone,
  { memory, told }: MemoryAlone,
  asked: { readonly scale: string; readonly named: boolean },
): Experience {
  const { journeys, places } = read;
  const said = journeys.filter(({ felt }) => felt.some((value) => !Number.isNaN(value)));
  const encounters = journeys.reduce((sum, { felt }) => sum + felt.length, 0);
  const answers = journeys.reduce(
    (sum, { felt }) => sum + felt.filter((value) => !Number.isNaN(value)).length,
    0,
  );
  // Evenly through the file: its beginning alone may be of another time.
  const step = Math.max(1, said.length / FOLLOWED_MAX);
  const some = Array.from(
    { length: Math.floor(said.length / step) },
    (_, at) => said[Math.floor(at * step)],
  ).filter((each) => each !== undefined);
  const inside = spreadsOf(places.length, (add) => {
    for (const { places: met, felt } of journeys)
      for (const [at, value] of felt.entries()) add(met[at] ?? -1, value);
  });
  const moments = inside.map(({ mean, variance }) => ({ mean, sd: Math.sqrt(variance) }));
  const all = rememberedJourneys(some, moments, memory);
  const { pairs, unsaid } = combinedAlone(read, told.answer !== null);
  const levers = leversOf(some, moments, memory);
  return {
    of: 'file',
    journeys: [{ id: name, name, encounters, felt: answers }],
    journey: { id: name, name },
    ...{ segment: null, segments: [], currency: null, period: null },
    ...{ encounters, felt: answers, instances: journeys.length },
    people: new Set(journeys.map(({ person }) => person).filter(Boolean)).size,
    ...{ read: some.length, imagined: all.drawn },
    curve: curveAlone(read, inside, all, levers, asked),
    lenses: lensesOf(some, moments, memory, all),
    remembered: told,
    combined: { pairs, unsaid },
    expectations: {
      setters: [],
      held: [],
      unsaid: inFile(
        'no-expectation',
        'a file has no model that states expectations',
        'name columns: --expected A,B --perceived C,D',
      ),
    },
    scores: {
      asked: [],
      unsaid: inFile(
        'no-score',
        'no column was named for a score',
        'name one: --csat COLUMN, --ces COLUMN, or bothways nps FILE',
      ),
    },
  };
}

function inFile(code: Unsaid['code'], reason: string, todo: string): Unsaid {
  return { code, reason, todo, seen: null, wanted: null };
}

function lensesOf(
  some: JourneysAlone['journeys'],
  moments: readonly { readonly mean: number; readonly sd: number }[],
  memory: Memory,
  all: RememberedJourneys,
): Experience['lenses'] {
  const none: Estimate = { kind: 'abstained', reason: 'a file has no ledger' };
  const means = some.map(({ felt }) => spreadOf(felt).mean);
  return {
    journeys: some.length,
    experienced: bounded(meanOf(spreadOf(means), 'mean over journeys')),
    byTime: false,
    remembered: bounded(all.remembered),
    spread: bounded(all.band ?? NOTHING),
    later: LATER_DAYS.map((days) => ({
      days,
      remembered: bounded(
        days === 0
          ? all.remembered
          : rememberedJourneys(some, moments, memory, { days }).remembered,
      ),
    })),
    cost: { customer: none, business: none, seconds: none },
    unsaid:
      some.length >= 2
        ? null
        : inFile(
            'too-few-journeys',
            'fewer than two journeys say how they felt',
            'name the column that tells journeys apart: --case COLUMN',
          ),
  };
}
