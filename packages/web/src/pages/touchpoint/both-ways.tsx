import type { TouchpointExchange, TouchpointLine, Way } from '@bothways/core/contract';
import { type Estimate, Money } from '../../parts/money.tsx';
import { Nothing } from './nothing.tsx';
import { amountText, listed, type Said, unitName } from './touchpoint-words.ts';

/** What goes each way at a touchpoint: how much, what it is worth to whom, and what it costs whom. */
export function BothWays({
  exchange,
  isMeasured,
  said,
}: {
  readonly exchange: TouchpointExchange;
  readonly isMeasured: boolean;
  readonly said: Said;
}) {
  const { t, language } = said;
  const { lines, unsaid } = exchange;
  if (lines.length === 0) return <Nothing>{t('noExchange')}</Nothing>;
  const hasAside = lines.some(({ way }) => way === 'aside');
  return (
    <>
      <div className="tp-ways">
        <Direction way="delivered" exchange={exchange} said={said} />
        <Direction way="captured" exchange={exchange} said={said} />
        {hasAside && <Direction way="aside" exchange={exchange} said={said} />}
      </div>
      {unsaid.length > 0 && (
        <p className="tp-note">
          {t(isMeasured ? 'unsaid' : 'unsaidBelieved', { kinds: listed(unsaid, language) })}
        </p>
      )}
    </>
  );
}

function Direction({
  way,
  exchange,
  said,
}: {
  readonly way: Way;
  readonly exchange: TouchpointExchange;
  readonly said: Said;
}) {
  const { t, format } = said;
  const lines = exchange.lines.filter((line) => line.way === way);
  const name =
    way === 'aside' ? t('aside') : t(way === 'delivered' ? 'get' : 'give', { ns: 'journey' });
  return (
    <section className={`tp-way is-${way}`}>
      <h3>{name}</h3>
      {lines.length === 0 ? (
        <Nothing>{t('nothingMoves', { ns: 'journey' })}</Nothing>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="table-scroll" tabIndex={0} aria-label={name}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t('kind', { ns: 'journey' })}</th>
                <th scope="col" className="number">
                  {worthHead(way, said)}
                </th>
                <th scope="col" className="number">
                  {costHead(way, said)}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line
                  key={`${line.kind} ${line.giver.id} ${line.receiver.id}`}
                  line={line}
                  said={said}
                />
              ))}
            </tbody>
            {way !== 'aside' && lines.length > 1 && (
              <tfoot>
                <tr>
                  <th scope="row">{t('together', { ns: 'journey' })}</th>
                  <td className="number">
                    <Money estimate={exchange[way].worth} format={format} />
                  </td>
                  <td className="number">
                    <Money estimate={exchange[way].cost} format={format} />
                  </td>
                </tr>
              </tfoot>
            )}
          </table>
        </section>
      )}
    </section>
  );
}

function worthHead(way: Way, { t }: Said): string {
  if (way === 'aside') return t('worthTo');
  return t(`worthTo.${way === 'delivered' ? 'customer' : 'business'}`, { ns: 'journey' });
}

function costHead(way: Way, { t }: Said): string {
  if (way === 'aside') return t('costTo');
  return t(`costTo.${way === 'delivered' ? 'business' : 'customer'}`, { ns: 'journey' });
}

/** Who it is, where it is not simply the business and the customer. */
function whoText({ giver, receiver, way }: TouchpointLine, { t }: Said): string | null {
  if (way === 'delivered') return giver.id === 'business' ? null : t('from', { name: giver.name });
  if (way === 'captured')
    return receiver.id === 'business' ? null : t('to', { name: receiver.name });
  return `${t('from', { name: giver.name })}, ${t('to', { name: receiver.name })}`;
}

function Line({ line, said }: { readonly line: TouchpointLine; readonly said: Said }) {
  const { t } = said;
  const { name, unit, each, quantity } = line;
  const who = whoText(line, said);
  return (
    <tr>
      <th scope="row">
        {name}
        {who !== null && <span className="cell-under">{who}</span>}
        {each !== null && (
          <span className="cell-under">
            {t('eachAmount', { amount: amountText(each, unit, said) })}
          </span>
        )}
        <span className="cell-under">
          {t('yearAmount', { amount: amountText(Number(quantity), unit, said) })}
        </span>
      </th>
      <td className="number">
        <Valued
          year={line.worth}
          each={line.worthEach}
          unitValue={line.unitWorth}
          other={line.way !== 'aside' && line.receiverSide === 'other' ? line.receiver.name : null}
          unit={unit}
          said={said}
        />
      </td>
      <td className="number">
        <Valued
          year={line.cost}
          each={line.costEach}
          unitValue={line.unitCost}
          other={line.way !== 'aside' && line.giverSide === 'other' ? line.giver.name : null}
          unit={unit}
          said={said}
        />
      </td>
    </tr>
  );
}

function Valued({
  year,
  each,
  unitValue,
  unit,
  other,
  said,
}: {
  readonly year: Estimate;
  readonly each: Estimate;
  readonly unitValue: TouchpointLine['unitWorth'];
  readonly unit: string;
  /** Whose it is, where that is neither the business nor customers; null: it is theirs. */
  readonly other: string | null;
  readonly said: Said;
}) {
  const { t, format, currency } = said;
  // Where it is nothing to that side for certain, once is enough.
  if (year.kind === 'estimate' && year.low === 0 && year.high === 0)
    return <Money estimate={year} format={format} />;
  return (
    <>
      <Money estimate={year} format={format} />
      {other !== null && year.kind === 'estimate' && (
        <span className="cell-under tp-not-ours">{t('notOurs', { name: other })}</span>
      )}
      {each.kind === 'estimate' && (
        <span className="cell-under">{t('eachMoney', { money: format.money(each.median) })}</span>
      )}
      {unitValue !== null && unit !== currency && (
        <span className="cell-under">
          {t('unitMoney', { money: unitPrice(unitValue.median, said), unit: unitName(unit) })}
        </span>
      )}
    </>
  );
}

/** Prices of a second are fractions of a cent. */
function unitPrice(value: number, { format, currency, language }: Said): string {
  if (value === 0 || Math.abs(value) >= 0.1) return format.money(value);
  return new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumSignificantDigits: 2,
  }).format(value);
}
