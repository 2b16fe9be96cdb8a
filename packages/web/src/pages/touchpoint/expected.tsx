import type { ExpectationHeld } from '@bothways/core/contract';
import { Grade } from '../../parts/grade.tsx';
import { Nothing } from './nothing.tsx';
import { amountText, measureName, reasonText, type Said } from './touchpoint-words.ts';

/** What people expected, who set it, and in how many encounters it was kept. */
export function Expected({
  expectations,
  said,
}: {
  readonly expectations: readonly ExpectationHeld[];
  readonly said: Said;
}) {
  if (expectations.length === 0) return <Nothing>{said.t('expectedNone')}</Nothing>;
  return (
    <ul className="tp-expected">
      {expectations.map((each) => (
        <li key={boundText(each, said)}>
          <Held held={each} said={said} />
        </li>
      ))}
    </ul>
  );
}

/** "Waiting: at most 2 min". */
export function boundText(
  {
    metric,
    unit,
    atMost,
    atLeast,
  }: Pick<ExpectationHeld, 'metric' | 'unit' | 'atMost' | 'atLeast'>,
  said: Said,
): string {
  const { t } = said;
  const name = measureName(metric, t);
  const amount = (value: number): string => amountText(value, unit, said);
  if (atMost !== null && atLeast !== null)
    return t('between', { metric: name, low: amount(atLeast), high: amount(atMost) });
  return atMost === null
    ? t('atLeast', { metric: name, value: amount(atLeast ?? 0) })
    : t('atMost', { metric: name, value: amount(atMost) });
}

function Held({ held, said }: { readonly held: ExpectationHeld; readonly said: Said }) {
  const { t } = said;
  const { source, outcome } = held;
  return (
    <>
      <h3>{boundText(held, said)}</h3>
      <p className="tp-note">{source === null ? t('setByNobody') : t('setBy', { source })}</p>
      {outcome.kind === 'abstained' ? (
        <Nothing>{reasonText(outcome.reason, said)}</Nothing>
      ) : (
        <Outcome outcome={outcome} unit={held.unit} said={said} />
      )}
    </>
  );
}

function Outcome({
  outcome: { share, met, n, shortfall, people, peopleMissed, grade, newest },
  unit,
  said,
}: {
  readonly outcome: ExpectationHeld['outcome'] & { readonly kind: 'measured' };
  readonly unit: string;
  readonly said: Said;
}) {
  const { t, format } = said;
  const amount = (value: number): string => amountText(value, unit, said);
  if (share.kind === 'abstained') return null;
  const [low, part, high] = [share.low, share.median, share.high].map((each) => 100 * each);
  return (
    <div className="tp-held">
      <p className="tp-share">{t('kept', { share: format.percent(share.median) })}</p>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="tp-bar-ground" x={0} y={0} width={100} height={6} />
        <rect className="tp-bar-kept" x={0} y={0} width={part} height={6} />
        <line className="tp-bar-range" x1={low} x2={high} y1={3} y2={3} />
      </svg>
      <p className="tp-note">
        {t('keptRange', {
          low: format.percent(share.low),
          high: format.percent(share.high),
          met: format.count(met),
          n: format.count(n),
        })}
        {newest !== null && ` (${t('newestOnly', { n: format.count(newest) })})`}
      </p>
      <p>
        {shortfall === null
          ? t('missedNever')
          : t('missed', {
              mean: amount(shortfall.mean),
              median: amount(shortfall.median),
              most: amount(shortfall.most),
            })}{' '}
        {shortfall !== null &&
          (people === 0
            ? t('missedNobody')
            : t('missedPeople', {
                missed: format.count(peopleMissed),
                people: format.count(people),
              }))}
      </p>
      <Grade grade={grade} />
    </div>
  );
}
