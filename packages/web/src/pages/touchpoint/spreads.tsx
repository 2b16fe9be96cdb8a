import type { ExpectationHeld, Spread } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { Histogram } from './histogram.tsx';
import { Nothing } from './nothing.tsx';
import { amountText, type Said, spreadName } from './touchpoint-words.ts';

type Shown = Spread & { readonly kind: 'spread' };

/** Every figure with its middle, its mean and its worst tenth; the one chosen as a picture beside. */
export function Spreads({
  spreads,
  expectations,
  chosen,
  choose,
  said,
}: {
  readonly spreads: readonly Spread[];
  readonly expectations: readonly ExpectationHeld[];
  readonly chosen: string | undefined;
  readonly choose: (metric: string) => void;
  readonly said: Said;
}) {
  const { t } = said;
  if (spreads.length === 0) return <Nothing>{t('spreadNone')}</Nothing>;
  const shown = spreads.find(({ metric }) => metric === chosen) ?? firstShown(spreads);
  return (
    <div className="tp-spread">
      <section className="table-scroll" aria-label={`${t('spread')}: ${t('figure')}`}>
        <table className="figures tp-figures">
          <thead>
            <tr>
              <th scope="col">{t('figure')}</th>
              <th scope="col" className="number">
                {t('middle')}
              </th>
              <th scope="col" className="number">
                {t('mean')}
              </th>
              <th scope="col" className="number">
                {t('worstTenth')}
              </th>
            </tr>
          </thead>
          <tbody>
            {spreads.map((each) => (
              <Row
                key={each.metric}
                spread={each}
                isChosen={each === shown}
                choose={choose}
                said={said}
              />
            ))}
          </tbody>
        </table>
      </section>
      {shown !== undefined && <Chosen spread={shown} expectations={expectations} said={said} />}
    </div>
  );
}

function firstShown(spreads: readonly Spread[]): Spread | undefined {
  const whole = spreads.filter(({ kind }) => kind === 'spread');
  return (
    whole.find(({ of, unit }) => of === 'measure' && unit === 'second') ?? whole[0] ?? spreads[0]
  );
}

function Row({
  spread,
  isChosen,
  choose,
  said,
}: {
  readonly spread: Spread;
  readonly isChosen: boolean;
  readonly choose: (metric: string) => void;
  readonly said: Said;
}) {
  const { t } = said;
  const amount = (value: number): string => amountText(value, spread.unit, said);
  return (
    <tr className={isChosen ? 'is-chosen' : undefined}>
      <th scope="row">
        <button
          type="button"
          className="tp-choose"
          aria-pressed={isChosen}
          onClick={() => choose(spread.metric)}
        >
          {spreadName(spread, t)}
        </button>
      </th>
      {spread.kind === 'abstained' ? (
        <td colSpan={3}>
          <span className="cell-under">{fewText(spread, said)}</span>
        </td>
      ) : (
        <>
          <td className="number">{amount(spread.median)}</td>
          <td className="number">
            {spread.mean.kind === 'estimate' && (
              <>
                {amount(spread.mean.median)}
                {amount(spread.mean.low) !== amount(spread.mean.high) && (
                  <span className="cell-under">
                    {t('fromTo', { from: amount(spread.mean.low), to: amount(spread.mean.high) })}
                  </span>
                )}
              </>
            )}
          </td>
          <td className="number">
            {spread.worst === null ? '–' : <strong>{amount(spread.worst.mean)}</strong>}
          </td>
        </>
      )}
    </tr>
  );
}

function fewText({ of, n }: Spread, { t, format }: Said): string {
  if (n > 0) return t('few.some', { n: format.count(n) });
  return of === 'felt' ? t('few.noneFelt') : of === 'net' ? t('few.noneNet') : t('few.none');
}

function toldText(spread: Shown, said: Said): string {
  const { t } = said;
  const { worst, unit, of } = spread;
  const amount = (value: number): string => amountText(value, unit, said);
  if (worst === null)
    return t('told.both', {
      median: amount(spread.median),
      tenth: amount(spread.tenth),
      ninth: amount(spread.ninth),
    });
  const words = {
    median: amount(spread.median),
    from: amount(worst.from),
    mean: amount(worst.mean),
  };
  return t(of === 'net' ? 'told.lowPeople' : `told.${worst.side}`, words);
}

function Chosen({
  spread,
  expectations,
  said,
}: {
  readonly spread: Spread;
  readonly expectations: readonly ExpectationHeld[];
  readonly said: Said;
}) {
  const { t, format } = said;
  const { i18n } = useTranslation();
  const name = spreadName(spread, t);
  if (spread.kind === 'abstained')
    return (
      <figure className="tp-figure">
        <figcaption>
          <h3>{name}</h3>
        </figcaption>
        <Nothing>{fewText(spread, said)}</Nothing>
      </figure>
    );
  const told = toldText(spread, said);
  const of = [
    t(spread.over === 'people' ? 'overPeople' : 'overEncounters', { n: format.count(spread.n) }),
    ...(spread.newest === null ? [] : [t('newestOnly', { n: format.count(spread.newest) })]),
    ...(spread.everyNth === 1 ? [] : [t('everyNth', { n: spread.everyNth })]),
  ].join(', ');
  const expected = expectations.find(({ metric }) => metric === spread.metric);
  return (
    <figure className="tp-figure">
      <figcaption>
        <h3>{name}</h3>
        <p className="tp-told">{told}</p>
        <p className="tp-note">{of}</p>
      </figcaption>
      <Histogram
        key={i18n.language}
        spread={spread}
        bound={expected?.atMost ?? expected?.atLeast ?? null}
        label={t('histogram', { name, told })}
        said={said}
      />
      <details className="tp-details">
        <summary>{t('asTable')}</summary>
        <Quantiles spread={spread} said={said} />
        <Bars spread={spread} said={said} />
      </details>
    </figure>
  );
}

const quantiles = [
  'least',
  'tenth',
  'quarter',
  'median',
  'threeQuarters',
  'ninth',
  'most',
] as const;

function Quantiles({ spread, said }: { readonly spread: Shown; readonly said: Said }) {
  const { t } = said;
  return (
    <table className="figures">
      <tbody>
        {quantiles.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`quantiles.${name}`)}</th>
            <td className="number">{amountText(spread[name], spread.unit, said)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bars({ spread, said }: { readonly spread: Shown; readonly said: Said }) {
  const { t, format } = said;
  const amount = (value: number): string => amountText(value, spread.unit, said);
  return (
    <table className="figures">
      <caption>{t('beyond')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('value')}</th>
          <th scope="col" className="number">
            {t('howMany')}
          </th>
        </tr>
      </thead>
      <tbody>
        {spread.bars.map(({ from, to, count }) => (
          <tr key={from}>
            <th scope="row">
              {from === to ? amount(from) : t('fromTo', { from: amount(from), to: amount(to) })}
            </th>
            <td className="number">{format.count(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
