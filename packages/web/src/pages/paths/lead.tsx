import type { JourneyFlow } from '@bothways/core/contract';
import { percentsOf } from '../../parts/percents.ts';
import type { Said } from './said.ts';
import { wayText } from './way-text.ts';

/** From this part of the journeys on a way is a usual one. */
const USUAL = 0.05;
const NAMES_MAX = 6;

/** What happened in one or two plain sentences, with the figures that they rest on below. */
export function Lead({ flow, said }: { readonly flow: JourneyFlow; readonly said: Said }) {
  const first = endedText(flow, said) ?? wayTaken(flow, said);
  const plan = plannedText(flow, said);
  if (first === null && plan === null) return null;
  return (
    <section className="paths-lead" aria-label={said.t('lead-label')}>
      <h2>{first ?? plan}</h2>
      {first !== null && plan !== null && <p>{plan}</p>}
    </section>
  );
}

/** How many are completed, and where those stop that are not. */
function endedText({ outcomes, dropOff }: JourneyFlow, { t, format, name }: Said): string | null {
  if (outcomes === null || outcomes.completion.kind === 'abstained') return null;
  const part = format.percent(outcomes.completion.median);
  const left = dropOff.kind === 'seen' ? dropOff.left : [];
  const [most] = left.toSorted((a, b) => b.count - a.count);
  if (most === undefined || most.count === 0) return t('lead-done', { part });
  return t('lead-done-left', {
    ...{ part, name: name(most.activity), many: format.count(most.count) },
    all: format.count(left.reduce((sum, { count }) => sum + count, 0)),
  });
}

/** By which way most went, or that none is usual. */
function wayTaken({ variants }: JourneyFlow, { t, format, name }: Said): string | null {
  const [first] = variants;
  if (first === undefined) return null;
  const part = format.percent(first.share);
  if (first.share < USUAL) return t('lead-no-way', { part });
  return t('lead-way', { part, way: wayText(first, name, NAMES_MAX) });
}

/** How many went as planned, and the difference that weighs most. */
function plannedText({ conformance }: JourneyFlow, { t, format, name }: Said): string | null {
  if (conformance.kind === 'abstained' || conformance.asPlanned.kind === 'abstained') return null;
  const part = format.percent(conformance.asPlanned.median);
  const [most] = conformance.deviations;
  if (most === undefined) return t('lead-plan', { part });
  const what = t(most.kind, { name: most.step ?? most.name });
  const where = most.after === null ? t('atStart') : t('afterName', { name: name(most.after) });
  const write = percentsOf(format, most.share);
  const share = most.share.kind === 'estimate' ? write(most.share.median) : '–';
  const worth = most.jointInAll;
  const said = t('lead-plan-most', { part, what: `${what} ${where}`, share });
  if (worth.kind === 'abstained') return said;
  const [low, high] = [format.moneySigned(worth.low), format.moneySigned(worth.high)];
  const told = t('lead-worth', { worth: format.moneySigned(worth.median), low, high });
  // A line does not break between a minus and its figure.
  return `${said} ${told.replaceAll('\u2212', '\u2212\u2060')}`;
}
