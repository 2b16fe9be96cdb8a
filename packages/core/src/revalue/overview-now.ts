import type { Overview } from '../contract/overview.ts';
import type {
  ReportJourney,
  ReportSide,
  ReportSums,
  ReportTouchpoint,
  ReportVoices,
} from '../contract/overview-journeys.ts';
import type { ReportNet } from '../contract/overview-sums.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { customerShare, reciprocity, tilt } from '../ledger/indices.ts';
import { estimateNow } from './estimate-now.ts';
import {
  type EvidenceOf,
  type Figures,
  type PlaceOf,
  together,
  type WayOf,
} from './figures-plan.ts';
import { findingsNow } from './finding-now.ts';
import { type Figure, plus } from './sums.ts';
import type { YearRead } from './year-read.ts';

/**
 * An overview with its figures moved from one set of opinions to another, at once: medians move by what the closed form
 * moves, ranges widen or narrow with the spread to first order, until they are drawn. Whatever no opinion moved is the
 * same object as before.
 */
export function overviewNow(drawn: Overview, was: Figures, is: Figures, read: YearRead): Overview {
  const journeys = kept(drawn.journeys, (journey) => journeyNow(journey, was, is));
  const findings = findingsNow(drawn.findings, journeys, was.measured, is.measured, read);
  const values = kept(drawn.values, (value) => {
    const key = `${value.kind} ${value.giver} ${value.receiver}`;
    const [before, after] = [
      was[value.evidence].values.get(key),
      is[value.evidence].values.get(key),
    ];
    return withParts(value, before, after);
  });
  const measured = netNow(drawn.net.measured, was.measured, is.measured);
  const believed = netNow(drawn.net.believed, was.believed, is.believed);
  const net =
    measured === drawn.net.measured && believed === drawn.net.believed
      ? drawn.net
      : { ...drawn.net, measured, believed };
  const isSame =
    journeys === drawn.journeys &&
    findings === drawn.findings &&
    values === drawn.values &&
    net === drawn.net;
  if (isSame) return drawn;
  const lit = drawn.headline === null ? -1 : drawn.findings.indexOf(drawn.headline);
  return {
    ...drawn,
    ...{ journeys, findings, values, net },
    headline: findings[lit] ?? headlineNow(drawn, findings),
  };
}

/** Over the wire the headline stands beside the findings, as another object of the same content. */
function headlineNow({ headline }: Overview, findings: Overview['findings']): Overview['headline'] {
  if (headline === null) return null;
  const same = findings.find(
    ({ kind, touchpoint }) => kind === headline.kind && touchpoint.id === headline.touchpoint.id,
  );
  return same ?? headline;
}

function journeyNow(journey: ReportJourney, was: Figures, is: Figures): ReportJourney {
  const phases = kept(journey.phases, (phase) => {
    const steps = kept(phase.steps, (step) => {
      const touchpoints = kept(step.touchpoints, (each) => touchpointNow(each, was, is));
      return touchpoints === step.touchpoints ? step : { ...step, touchpoints };
    });
    if (steps === phase.steps) return phase;
    const all = steps.flatMap(({ touchpoints }) => touchpoints);
    return { ...phase, steps, sums: sumsNow(phase.sums, all, was, is) };
  });
  if (phases === journey.phases) return journey;
  const all = phases.flatMap(({ steps }) => steps).flatMap(({ touchpoints }) => touchpoints);
  return { ...journey, phases, sums: sumsNow(journey.sums, all, was, is) };
}

/** Both voices over several touchpoints, moved along. */
function sumsNow(
  sums: ReportSums,
  touchpoints: readonly ReportTouchpoint[],
  was: Figures,
  is: Figures,
): ReportSums {
  const seen = touchpoints.filter(({ measured }) => measured !== null);
  const believed = (seen.length > 0 ? seen : touchpoints).filter((each) => each.believed !== null);
  const over = (figures: Figures, of: 'measured' | 'believed'): PlaceOf<Figure> =>
    together(
      (of === 'measured' ? seen : believed).flatMap(({ id }) => figures[of].places.get(id) ?? []),
    );
  return {
    ...sums,
    measured: voicesNow(sums.measured, over(was, 'measured'), over(is, 'measured')),
    believed: voicesNow(sums.believed, over(was, 'believed'), over(is, 'believed')),
  };
}

function touchpointNow(touchpoint: ReportTouchpoint, was: Figures, is: Figures): ReportTouchpoint {
  const { id } = touchpoint;
  const measured = voicesNow(
    touchpoint.measured,
    was.measured.places.get(id),
    is.measured.places.get(id),
  );
  const believed = voicesNow(
    touchpoint.believed,
    was.believed.places.get(id),
    is.believed.places.get(id),
  );
  return measured === touchpoint.measured && believed === touchpoint.believed
    ? touchpoint
    : { ...touchpoint, measured, believed };
}

/** Both voices of one touchpoint, moved along. */
export function voicesNow(
  voices: ReportVoices | null,
  was: PlaceOf<Figure> | undefined,
  is: PlaceOf<Figure> | undefined,
): ReportVoices | null {
  if (voices === null || was === undefined || is === undefined) return voices;
  const delivered = wayNow(voices.delivered, was.delivered, is.delivered);
  const captured = wayNow(voices.captured, was.captured, is.captured);
  const customer = estimateNow(voices.customer, was.customer, is.customer);
  const business = estimateNow(voices.business, was.business, is.business);
  const isSame =
    delivered === voices.delivered &&
    captured === voices.captured &&
    customer === voices.customer &&
    business === voices.business;
  return isSame ? voices : { delivered, captured, customer, business };
}

function wayNow(side: ReportSide, was: WayOf<Figure>, is: WayOf<Figure>): ReportSide {
  const transfers = kept(side.transfers, (transfer, at) =>
    withParts(transfer, was.transfers[at], is.transfers[at]),
  );
  const { worth, cost } = withParts(side, was, is);
  return transfers === side.transfers && worth === side.worth && cost === side.cost
    ? side
    : { transfers, worth, cost };
}

interface Parts<Each> {
  readonly worth: Each;
  readonly cost: Each;
}

function withParts<Item extends Parts<Estimate>>(
  item: Item,
  was: Parts<Figure> | undefined,
  is: Parts<Figure> | undefined,
): Item {
  const worth = estimateNow(item.worth, was?.worth, is?.worth);
  const cost = estimateNow(item.cost, was?.cost, is?.cost);
  return worth === item.worth && cost === item.cost ? item : { ...item, worth, cost };
}

function netNow(
  net: ReportNet | null,
  was: EvidenceOf<Figure>,
  is: EvidenceOf<Figure>,
): ReportNet | null {
  if (net === null) return null;
  const customer = estimateNow(net.customer, was.customer, is.customer);
  const business = estimateNow(net.business, was.business, is.business);
  if (customer === net.customer && business === net.business) return net;
  const index = (
    estimate: Estimate,
    of: (customer: number, business: number) => number | null,
    least: number,
  ): Estimate => {
    const [a, b] = [of(was.customer.sum, was.business.sum), of(is.customer.sum, is.business.sum)];
    if (estimate.kind === 'abstained' || a === null || b === null) return estimate;
    const by = (value: number): number => Math.min(1, Math.max(least, value + b - a));
    const { median, low, high } = estimate;
    return { ...estimate, median: by(median), low: by(low), high: by(high) };
  };
  return {
    ...net,
    ...{ customer, business },
    joint: estimateNow(
      net.joint,
      plus([was.customer, was.business]),
      plus([is.customer, is.business]),
    ),
    tilt: index(net.tilt, tilt, -1),
    reciprocity: index(net.reciprocity, reciprocity, 0),
    share: index(net.share, customerShare, 0),
  };
}

/** The same list where nothing in it changed. */
function kept<Item>(
  items: readonly Item[],
  change: (item: Item, at: number) => Item,
): readonly Item[] {
  let isSame = true;
  const changed = items.map((item, at) => {
    const now = change(item, at);
    if (now !== item) isSame = false;
    return now;
  });
  return isSame ? items : changed;
}
