import type { Valuations } from '@bothways/core/contract';
import { partOf, type Swing } from '@bothways/core/revalue';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { kindOf } from '../../parts/finding-words.ts';
import { useFormat } from '../../parts/use-format.ts';
import type { Format } from '../../words/format.ts';
import type { Conclusion, Hanging } from './conclusions.ts';
import { useUnitFormat } from './figures.ts';
import { labelOf, unitOf } from './label.ts';
import type { Opinion } from './opinions.ts';

const MOST = 8;

/** Which opinions a conclusion hangs on, as a chart or as a table. */
export function Tornado({
  conclusions,
  chosen,
  hanging,
  shown,
  opinions,
  said,
  currency,
  asTable,
  choose,
  goTo,
}: {
  readonly conclusions: readonly Conclusion[];
  readonly chosen: Conclusion;
  readonly hanging: Hanging;
  /** The conclusion's figure as the page shows it; ends are moved along. */
  readonly shown: number | null;
  readonly opinions: readonly Opinion[];
  readonly said: Valuations['valuations'];
  readonly currency: string;
  readonly asTable: boolean;
  readonly choose: (search: { readonly of?: string; readonly as?: 'table' | undefined }) => void;
  /** To an opinion's slider. */
  readonly goTo: (opinion: Opinion) => void;
}) {
  const { t } = useTranslation('worth');
  const { t: found } = useTranslation('findings');
  const format = useFormat(currency);
  const now = shown ?? hanging.now;
  const along = (now ?? 0) - (hanging.now ?? 0);
  const swings = hanging.swings
    .slice(0, MOST)
    .map((swing) => ({ ...swing, low: swing.low + along, high: swing.high + along }));
  const known = new Map(opinions.map((opinion) => [opinion.id, opinion]));
  const lines = swings.flatMap((swing) => {
    const opinion = known.get(swing.id);
    return opinion === undefined ? [] : [{ swing, opinion }];
  });
  return (
    <section aria-labelledby="tornado" className="hangs">
      <div className="hangs-head">
        <h2 id="tornado">{t('tornado')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('shownAs')}
          value={asTable ? 'table' : 'chart'}
          data={[
            { value: 'chart', label: t('chart') },
            { value: 'table', label: t('table') },
          ]}
          onChange={(as) => choose({ as: as === 'table' ? 'table' : undefined })}
        />
      </div>
      <NativeSelect
        aria-label={t('conclusion')}
        value={chosen.id}
        onChange={(event) => choose({ of: event.currentTarget.value })}
        data={conclusions.map(({ id, net, finding }) => ({
          value: id,
          label:
            finding === null
              ? t(`conclusion-${net}`)
              : t('conclusion-finding', {
                  name: finding.touchpoint.name,
                  what: kindOf(finding, found),
                  side: t(`${net}-short`),
                }),
        }))}
      />
      {now === null || lines.length === 0 ? (
        <p className="worth-note">{t('hangsOnNothing')}</p>
      ) : (
        <>
          <p className="worth-note">{t('tornadoNote', { now: format.money(now) })}</p>
          {asTable ? (
            <SwingTable {...{ lines, said, now, currency, format, goTo }} />
          ) : (
            <SwingChart {...{ lines, now, format, goTo }} />
          )}
        </>
      )}
    </section>
  );
}

interface Line {
  readonly swing: Swing;
  readonly opinion: Opinion;
}

interface Swings {
  readonly lines: readonly Line[];
  readonly now: number;
  readonly format: Format;
  readonly goTo: (opinion: Opinion) => void;
}

function SwingChart({ lines, now, format, goTo }: Swings) {
  const { t } = useTranslation('worth');
  const ends = lines.flatMap(({ swing: { low, high } }) => [low, high]);
  const [least, most] = [Math.min(...ends, now), Math.max(...ends, now)];
  // Nothing is where a net turns: it is drawn where it is not far out.
  const reach = most - least;
  const showsZero = least - reach * 0.6 <= 0 && most + reach * 0.6 >= 0;
  const [from, to] = showsZero ? [Math.min(least, 0), Math.max(most, 0)] : [least, most];
  const at = (amount: number): number => 2 + (96 * (amount - from)) / (to - from);
  return (
    <ul className="swings" data-zero={showsZero}>
      {lines.map(({ swing, opinion }) => {
        const { low, high } = swing;
        const label = labelOf(opinion, t);
        const turns = low * high < 0;
        const told = t('swingTold', { low: format.money(low), high: format.money(high) });
        return (
          <li key={swing.id}>
            <button type="button" onClick={() => goTo(opinion)}>
              <span className="swing-name">
                <strong>{opinion.name}</strong> {label.what}
                {label.of !== '' && <span className="swing-of">{label.of}</span>}
              </span>
              <span className="swing-ends" aria-hidden="true">
                {t('fromTo', {
                  low: format.money(Math.min(low, high)),
                  high: format.money(Math.max(low, high)),
                })}
              </span>
              <span className="unseen-text">
                {told} {turns && t('swingTurns')}
              </span>
              <svg viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
                {showsZero && <line x1={at(0)} x2={at(0)} y1="-6" y2="22" className="swing-zero" />}
                <rect {...bar(at(low), at(now))} className="swing-low" data-turns={turns} />
                <rect {...bar(at(high), at(now))} className="swing-high" data-turns={turns} />
                <line x1={at(now)} x2={at(now)} y1="-6" y2="22" className="swing-now" />
              </svg>
            </button>
          </li>
        );
      })}
      <li className="swing-legend" aria-hidden="true">
        <span>
          <i className="key-low" /> {t('atLow')}
        </span>
        <span>
          <i className="key-high" /> {t('atHigh')}
        </span>
        {showsZero && (
          <span>
            <i className="key-zero" /> {t('turnsHere')}
          </span>
        )}
      </li>
    </ul>
  );
}

function SwingTable({
  lines,
  said,
  now,
  currency,
  format,
  goTo,
}: Swings & { readonly said: Valuations['valuations']; readonly currency: string }) {
  const { t } = useTranslation('worth');
  const units = useUnitFormat(currency);
  return (
    <table className="swing-table">
      <thead>
        <tr>
          <th scope="col">{t('opinion')}</th>
          <th scope="col" className="number">
            {t('atLow')}
          </th>
          <th scope="col" className="number">
            {t('atHigh')}
          </th>
          <th scope="col" className="number">
            {t('turnsAt')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ swing, opinion }) => (
          <tr key={swing.id} data-turns={swing.low * swing.high < 0}>
            <th scope="row">
              <button type="button" onClick={() => goTo(opinion)}>
                {labelOf(opinion, t).full}
              </button>
            </th>
            <td className="number">{format.money(swing.low)}</td>
            <td className="number">{format.money(swing.high)}</td>
            <td className="number">{turnsText(swing, opinion)}</td>
          </tr>
        ))}
      </tbody>
      <caption>{t('turnsAtNote', { now: format.money(now) })}</caption>
    </table>
  );

  function turnsText({ id, turnsAt }: Swing, { per }: Opinion): string {
    const { at, part } = partOf(id);
    const median = said[at]?.[part]?.median ?? 0;
    return turnsAt === null
      ? t('turnsNever')
      : t('turnsAtOne', {
          amount: units.money(median * turnsAt * per.units),
          unit: unitOf(per, t),
        });
  }
}

function bar(a: number, b: number) {
  return { x: Math.min(a, b), width: Math.abs(a - b), y: 3, height: 10 };
}
