import type { Factors } from '@bothways/core/revalue';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { useUnitFormat } from './figures.ts';
import type { Move } from './moves.ts';
import type { KindOpinions, Opinion, Unit } from './opinions.ts';
import { Slider } from './slider.tsx';

interface Shown {
  readonly factors: Factors;
  readonly currency: string;
  readonly move: (move: Move) => void;
}

/** Every opinion, by kind. */
export function Kinds({
  kinds,
  unsaid,
  factors,
  currency,
  move,
}: Shown & { readonly kinds: readonly KindOpinions[]; readonly unsaid: readonly string[] }) {
  const { t } = useTranslation('worth');
  return (
    <section aria-labelledby="opinions">
      <h2 id="opinions">{t('opinions')}</h2>
      <p className="worth-note">{t('opinionsNote')}</p>
      {kinds.length === 0 && <p className="worth-note">{t('noOpinions')}</p>}
      {kinds.map(({ kind, name, per, opinions }) => (
        <article key={kind} className="kind">
          <h3>
            {name} <span className="kind-unit">{t('per', { unit: unitOf(per, t) })}</span>
          </h3>
          <ul>
            {opinions.map((opinion) => (
              <OpinionRow
                key={opinion.id}
                opinion={opinion}
                factor={factors.get(opinion.id) ?? 1}
                currency={currency}
                move={move}
              />
            ))}
          </ul>
        </article>
      ))}
      {unsaid.length > 0 && (
        <article className="kind">
          <h3>{t('unsaid')}</h3>
          <p className="worth-note">{t('unsaidNote', { kinds: unsaid.join(', ') })}</p>
        </article>
      )}
    </section>
  );
}

// Only the row that is moved is drawn again.
const OpinionRow = memo(function OpinionRow({
  opinion,
  factor,
  currency,
  move,
}: Omit<Shown, 'factors'> & { readonly opinion: Opinion; readonly factor: number }) {
  const { t } = useTranslation('worth');
  const units = useUnitFormat(currency);
  const { id, grid, median, low, high, whose } = opinion;
  const value = median * factor;
  const label = useOpinionLabel()(opinion);
  const amount = units.money(value);
  return (
    <li className="opinion" data-moved={factor !== 1}>
      <div className="opinion-head">
        <span className="opinion-label">
          {label.what}
          {label.of !== '' && <span className="opinion-of">{label.of}</span>}
        </span>
        <span className="opinion-value">
          <output htmlFor={`slider-${id}`}>{amount}</output>
          <span className="opinion-range">
            {low === high
              ? t('exactly')
              : t('fromTo', {
                  low: units.bare(low * factor),
                  high: units.bare(high * factor),
                })}
          </span>
        </span>
      </div>
      {grid === null || whose === null ? (
        <p className="opinion-fixed">{t(fixedReason(opinion))}</p>
      ) : (
        <Slider
          id={`slider-${id}`}
          grid={grid}
          value={factor === 1 ? grid.median : value}
          range={{ low, high }}
          label={label.full}
          valueText={t('valueText', { amount, unit: unitOf(opinion.per, t) })}
          onDrag={(to) => move({ do: 'drag', id, factor: to / median })}
          onSettle={() => move({ do: 'settle' })}
        />
      )}
      <div className="opinion-foot">
        <Said opinion={opinion} isMoved={factor !== 1} currency={currency} />
        {factor !== 1 && (
          <button
            type="button"
            className="opinion-reset"
            aria-label={t('resetOne', { name: label.full })}
            onClick={() => move({ do: 'reset', id })}
          >
            {t('reset')}
          </button>
        )}
      </div>
    </li>
  );
});

/** Who said it, how they know, and who agreed when. */
function Said({
  opinion: { stated, median },
  isMoved,
  currency,
}: {
  readonly opinion: Opinion;
  readonly isMoved: boolean;
  readonly currency: string;
}) {
  const { t } = useTranslation('worth');
  const format = useFormat(currency);
  const units = useUnitFormat(currency);
  const { basis, source, agreedBy, agreedOn } = stated;
  if (isMoved)
    return <span className="opinion-said">{t('moved', { was: units.money(median) })}</span>;
  const agreed =
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
      <span>{[...(source === null ? [t('noSource')] : [source]), agreed].join(' · ')}</span>
    </span>
  );
}

function fixedReason({
  median,
  whose,
  per,
}: Opinion): 'exactlyNothing' | 'faceValue' | 'movesNothing' {
  if (median === 0) return 'exactlyNothing';
  return per.isMoney && whose !== null ? 'faceValue' : 'movesNothing';
}

type Translate = ReturnType<typeof useTranslation<'worth'>>['t'];

export function unitOf({ name, units, isMoney }: Unit, t: Translate): string {
  if (units === 60) return t('minute');
  return isMoney ? t('oneOf', { currency: name }) : name;
}

/** How an opinion is called: "worth to customers", of whom and which way, and all of it with its kind. */
export function useOpinionLabel(): (opinion: Opinion) => {
  readonly what: string;
  readonly of: string;
  readonly full: string;
} {
  const { t } = useTranslation('worth');
  return ({ name, part, whose, segment, give }) => {
    const what = t(`${part}-${whose ?? 'none'}`);
    const parts = [
      ...(segment === null ? [] : [segment]),
      ...(give === null ? [] : [t(`give-${give}`)]),
    ];
    const of = parts.join(', ');
    return { what, of, full: `${name}: ${what}${of === '' ? '' : ` (${of})`}` };
  };
}
