import type { WorthShown } from '@bothways/core/contract';
import { isSameOpinion, movedTo, rangeFactors } from '@bothways/core/revalue';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import type { Move } from '../../valued/moves.ts';
import { useUnitFormat } from './figures.ts';
import { labelOf, unitOf } from './label.ts';
import { OpinionForm } from './opinion-form.tsx';
import type { Opinion } from './opinions.ts';
import { Slider } from './slider.tsx';

/** One opinion with its slider, where it comes from, and a form to put it in numbers. */
// Only the row that is moved is drawn again.
export const OpinionRow = memo(function OpinionRow({
  opinion,
  worth,
  currency,
  move,
}: {
  readonly opinion: Opinion;
  /** What is said now; null: nothing any more. */
  readonly worth: WorthShown | null;
  readonly currency: string;
  readonly move: (move: Move) => void;
}) {
  const { t } = useTranslation('worth');
  const [isEdited, setEdited] = useState(false);
  const { key, agreed, per } = opinion;
  const label = labelOf(opinion, t);
  const isMoved = !isSameOpinion(worth, agreed);
  return (
    <li className="opinion" data-moved={isMoved}>
      <div className="opinion-head">
        <span className="opinion-label">
          <strong>{opinion.name}</strong> {label.what}
          {label.of !== '' && <span className="opinion-of">{label.of}</span>}
        </span>
        <Figure worth={worth} opinion={opinion} currency={currency} />
      </div>
      <Control opinion={opinion} worth={worth} currency={currency} label={label.full} move={move} />
      <div className="opinion-foot">
        <Said opinion={opinion} worth={worth} isMoved={isMoved} currency={currency} />
        <span className="opinion-acts">
          {isMoved && (
            <button
              type="button"
              aria-label={t('resetOne', { name: label.full })}
              onClick={() => move({ do: 'reset', key })}
            >
              {t('reset')}
            </button>
          )}
          <button
            type="button"
            aria-expanded={isEdited}
            aria-label={t('editOne', { name: label.full })}
            onClick={() => setEdited(!isEdited)}
          >
            {t('edit')}
          </button>
        </span>
      </div>
      {isEdited && (
        <OpinionForm
          per={per}
          unit={unitOf(per, t)}
          currency={currency}
          worth={worth}
          label={label.full}
          use={(said) => {
            move({ do: 'say', key, worth: said, agreed });
            setEdited(false);
          }}
          close={() => setEdited(false)}
        />
      )}
    </li>
  );
});

function Figure({
  worth,
  opinion: { key, per },
  currency,
}: {
  readonly worth: WorthShown | null;
  readonly opinion: Opinion;
  readonly currency: string;
}) {
  const { t } = useTranslation('worth');
  const units = useUnitFormat(currency);
  if (worth === null) return <span className="opinion-value">{t('saidNoMore')}</span>;
  const median = worth.median * per.units;
  const { low, high } = rangeFactors(worth);
  return (
    <span className="opinion-value">
      <output htmlFor={`slider-${key}`}>{units.money(median)}</output>
      <span className="opinion-per">{t('per', { unit: unitOf(per, t) })}</span>
      <span className="opinion-range">
        {low === high
          ? t('exactly')
          : t('fromTo', { low: units.near(median * low), high: units.near(median * high) })}
      </span>
    </span>
  );
}

/** The slider, or why there is none. */
function Control({
  opinion,
  worth,
  currency,
  label,
  move,
}: {
  readonly opinion: Opinion;
  readonly worth: WorthShown | null;
  readonly currency: string;
  readonly label: string;
  readonly move: (move: Move) => void;
}) {
  const { t } = useTranslation('worth');
  const units = useUnitFormat(currency);
  const { key, agreed, grid, whose, per } = opinion;
  if (grid === null || whose === null || worth === null || worth.median <= 0)
    return worth === null ? null : <p className="opinion-fixed">{t(fixedReason(opinion))}</p>;
  const value = worth.median * per.units;
  const { low, high } = rangeFactors(agreed ?? worth);
  return (
    <Slider
      id={`slider-${key}`}
      grid={grid}
      value={agreed?.median === worth.median ? grid.median : value}
      range={{ low: grid.median * low, high: grid.median * high }}
      label={label}
      valueText={t('valueText', { amount: units.money(value), unit: unitOf(per, t) })}
      onDrag={(to) => {
        const isHome = agreed !== null && to === grid.median && isInProportion(worth, agreed);
        const moved = movedTo(worth, to / per.units);
        const { median, low, high } = moved;
        // What was agreed is an assumption where it is moved; what somebody put in words since stays as it is put.
        const apart = isSameOpinion(worth, agreed) ? moved : { ...worth, median, low, high };
        const said = isHome ? agreed : apart;
        move({ do: 'drag', key, worth: said, agreed });
      }}
      onSettle={() => move({ do: 'settle' })}
    />
  );
}

/** As unsure as what is agreed: only its middle was moved. */
function isInProportion(worth: WorthShown, agreed: WorthShown): boolean {
  const by = worth.median / agreed.median;
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(b);
  return near(worth.low, agreed.low * by) && near(worth.high, agreed.high * by);
}

/** Who said it, how they know, and who agreed when. */
function Said({
  opinion: { agreed, per },
  worth,
  isMoved,
  currency,
}: {
  readonly opinion: Opinion;
  readonly worth: WorthShown | null;
  readonly isMoved: boolean;
  readonly currency: string;
}) {
  const { t } = useTranslation('worth');
  const format = useFormat(currency);
  const units = useUnitFormat(currency);
  if (isMoved) {
    const was = agreed === null ? null : units.money(agreed.median * per.units);
    return (
      <span className="opinion-said opinion-moved">
        {was === null ? t('added') : worth === null ? t('removed', { was }) : t('moved', { was })}
      </span>
    );
  }
  if (worth === null) return null;
  const { basis, source, agreedBy, agreedOn } = worth;
  const whoAgreed =
    agreedBy === null
      ? t('notAgreed')
      : agreedOn === null
        ? t('agreedBy', { by: agreedBy })
        : t('agreedByOn', { by: agreedBy, on: format.day(agreedOn) });
  return (
    <span className="opinion-said">
      <span className="basis" data-basis={basis}>
        {t(basis)}
      </span>
      <span>{[...(source === null ? [t('noSource')] : [source]), whoAgreed].join(' · ')}</span>
    </span>
  );
}

function fixedReason({
  agreed,
  whose,
  per,
}: Opinion): 'exactlyNothing' | 'faceValue' | 'movesNothing' {
  if (agreed?.median === 0) return 'exactlyNothing';
  return per.isMoney && whose !== null ? 'faceValue' : 'movesNothing';
}
