import type { Looks } from '@bothways/core';
import type { Drivers } from '@bothways/core/contract';
import { saysWhole, touchpointsOfToday } from './driver-choices.ts';
import { driversShown } from './drivers.ts';
import type { Counted, LooksAt } from './finding-counted.ts';
import type { Reading } from './reading.ts';

/**
 * The influence that drags a rating of the whole down, where the tests of drivers say that one does. It stands at the
 * touchpoint of that influence which is felt least, as there is where to begin. Only where people rate the whole.
 */
export async function weakestLooks(reading: Reading, { evidence }: Counted): Promise<LooksAt> {
  const { model } = reading;
  if (!touchpointsOfToday(model).some(saysWhole)) return new Map();
  const drivers = await driversShown(reading, { by: 'influence', costs: new Map() });
  const link = linkIn(drivers);
  if (link === null) return new Map();
  const felt = (id: string): number => {
    const mean = evidence.find(({ touchpoint }) => touchpoint === id)?.felt;
    return mean?.kind === 'estimate' ? mean.median : 1;
  };
  const [place] = touchpointsOfToday(model)
    .filter(({ id, influence, ...rest }) => {
      const seen = evidence.find(({ touchpoint }) => touchpoint === id);
      return (
        influence === link.influence && seen !== undefined && !saysWhole({ id, influence, ...rest })
      );
    })
    .toSorted((a, b) => felt(a.id) - felt(b.id));
  return place === undefined ? new Map() : new Map([[place.id, { weakest: link }]]);
}

/** Null: nothing was found, or not by influence, or nothing was tested. */
function linkIn({ result, by, outcome }: Drivers): NonNullable<Looks['weakest']> | null {
  if (result.kind !== 'found' || by !== 'influence' || outcome === null) return null;
  const tested = result.weakestLink;
  const [lowest] = tested.kind === 'tested' ? tested.weakest : [];
  if (tested.kind !== 'tested' || lowest === undefined || tested.rho.kind !== 'estimate')
    return null;
  const need = tested.needs.find(({ id }) => id === lowest.id);
  const scores = result.drivers.flatMap(({ id, performance }) =>
    performance.kind === 'estimate' ? [{ id, mean: performance.median }] : [],
  );
  const mine = scores.find(({ id }) => id === lowest.id);
  const others = scores.filter(({ id }) => id !== lowest.id);
  if (need === undefined || mine === undefined || others.length === 0) return null;
  const { low, median, high } = tested.rho;
  return {
    ...{ influence: lowest.id, outcome: outcome.name, respondents: tested.of },
    rho: { low, median, high },
    necessary: { effect: need.effect, chance: Math.min(1, need.p * tested.needs.length) },
    score: mine.mean,
    others: others.reduce((sum, { mean }) => sum + mean, 0) / others.length,
  };
}
