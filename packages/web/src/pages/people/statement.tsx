import type { PersonBalance, PersonStatement, StatementLine } from '@bothways/core/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { exactNumber, exchangedText } from '../../parts/amount.ts';
import { Grade } from '../../parts/grade.tsx';
import { type Estimate, Money } from '../../parts/money.tsx';
import { Section } from '../../parts/section.tsx';
import type { Said } from './said.ts';

/** Like a bank's: what they got and gave, and what is left to both. */
export function Statement({
  statement,
  balances,
  said,
}: {
  readonly statement: PersonStatement;
  readonly balances: readonly PersonBalance[];
  readonly said: Said;
}) {
  const { t } = said;
  const { get, give, aside, worth, cost, net, business, turns, leavesOut } = statement;
  const lines = [...get, ...give, ...aside];
  return (
    <Section id="statement" title={t('statement.title')} why={t('statement.note')}>
      <dl className="person-sums">
        <Sum name={t('statement.left')} estimate={net} said={said} isSigned>
          <Turning turns={turns.customer} {...{ estimate: net, lines, said }} />
        </Sum>
        <Sum name={t('statement.worth')} estimate={worth} said={said} tone="delivered" />
        <Sum name={t('statement.cost')} estimate={cost} said={said} tone="captured" />
        <Sum name={t('statement.leftBusiness')} estimate={business} said={said} isSigned>
          <Turning turns={turns.business} {...{ estimate: business, lines, said }} />
        </Sum>
      </dl>
      <div className="person-ways">
        <Lines lines={get} way="get" sum={worth} said={said} />
        <Lines lines={give} way="give" sum={cost} said={said} />
        {aside.length > 0 && <Lines lines={aside} way="aside" sum={null} said={said} />}
      </div>
      {leavesOut.length > 0 && (
        <p className="person-note">
          {t('statement.leavesOut', {
            kinds: [...new Set(leavesOut.map(({ name }) => name))].join(', '),
          })}
        </p>
      )}
      {balances.length > 0 && <Balances balances={balances} said={said} />}
    </Section>
  );
}

function Sum({
  name,
  estimate,
  said: { format },
  tone = 'ink',
  isSigned = false,
  children,
}: {
  readonly name: string;
  readonly estimate: Estimate;
  readonly said: Said;
  readonly tone?: 'delivered' | 'captured' | 'ink';
  readonly isSigned?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className={`t-${tone}`}>
      <dt>{name}</dt>
      <dd>
        <Money estimate={estimate} format={format} isSigned={isSigned} />
        {children}
      </dd>
    </div>
  );
}

/** The opinion that a net hangs on most, and where it would turn. */
function Turning({
  turns,
  estimate,
  lines,
  said: { t, format },
}: {
  readonly turns: PersonStatement['turns']['customer'];
  readonly estimate: Estimate;
  readonly lines: readonly StatementLine[];
  readonly said: Said;
}) {
  if (turns === null || estimate.kind === 'abstained') return null;
  const { kind, part, per, at, holdsWhile } = turns;
  const words = {
    sign: t(estimate.median > 0 ? 'statement.turns.above' : 'statement.turns.below'),
    kind: lines.find((line) => line.kind === kind)?.name ?? kind,
    per: per === 'minute' ? t('statement.turns.minute') : per,
  };
  const sense = holdsWhile === 'above' ? 'Above' : 'Below';
  return (
    <span className="person-turns">
      {at === null
        ? t(`statement.turns.${part}Always`, words)
        : t(`statement.turns.${part}${sense}`, { ...words, money: format.money(at) })}
    </span>
  );
}

function Lines({
  lines,
  way,
  sum,
  said,
}: {
  readonly lines: readonly StatementLine[];
  readonly way: 'get' | 'give' | 'aside';
  /** Of all lines, in money; null: it is nobody's account. */
  readonly sum: Estimate | null;
  readonly said: Said;
}) {
  const { t, format } = said;
  const shell = useTranslation('shell').t;
  const tone = { get: 'delivered', give: 'captured', aside: 'ink' } as const;
  return (
    <section className={`person-way t-${tone[way]}`}>
      <h3>{t(`statement.${way}`)}</h3>
      {lines.length === 0 ? (
        <p className="person-note">{t('statement.nothing')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="table-scroll" aria-label={t(`statement.${way}`)} tabIndex={0}>
          <table className="figures person-lines">
            <thead>
              <tr>
                <th scope="col">{t('statement.kind')}</th>
                <th scope="col" className="number">
                  {t('statement.amount')}
                </th>
                <th scope="col" className="number">
                  {t(way === 'give' ? 'statement.costOf' : 'statement.worthTo')}
                </th>
                <th scope="col" className="person-known">
                  {shell('howWell')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line
                  key={`${line.kind} ${line.giver.id} ${line.receiver.id}`}
                  {...{ line, way, said }}
                />
              ))}
            </tbody>
            {sum !== null && (
              <tfoot>
                <tr>
                  <th scope="row" colSpan={2}>
                    {t('statement.sum')}
                  </th>
                  <td className="number">
                    <Money estimate={sum} format={format} />
                  </td>
                  <td />
                </tr>
              </tfoot>
            )}
          </table>
        </section>
      )}
    </section>
  );
}

function Line({
  line: { giver, receiver, name, unit, quantity, worth, cost, n, grade },
  way,
  said,
}: {
  readonly line: StatementLine;
  readonly way: 'get' | 'give' | 'aside';
  readonly said: Said;
}) {
  const { t, format } = said;
  const whom =
    way === 'aside'
      ? t('statement.between', { from: giver.name, to: receiver.name })
      : way === 'get'
        ? t('statement.from', { name: giver.name })
        : t('statement.to', { name: receiver.name });
  const amount = exchangedText(Number(quantity), unit, said);
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="cell-under">{whom}</span>
      </th>
      <td className="number">
        {amount === '' ? exactNumber(Number(quantity), said) : amount}
        <span className="cell-under">
          {t('statement.times', { count: n, often: format.count(n) })}
        </span>
      </td>
      <td className="number">
        <Valued estimate={way === 'give' ? cost : worth} said={said} />
      </td>
      <td>
        <Grade grade={grade} />
      </td>
    </tr>
  );
}

/** Nobody has said what some kinds are worth: which, stands below once. */
function Valued({ estimate, said }: { readonly estimate: Estimate; readonly said: Said }) {
  if (estimate.kind === 'estimate') return <Money estimate={estimate} format={said.format} />;
  return (
    <span className="person-unsaid" title={said.format.glued(estimate.reason)}>
      {said.t('relation.noMoney')}
    </span>
  );
}

function Balances({
  balances,
  said,
}: {
  readonly balances: readonly PersonBalance[];
  readonly said: Said;
}) {
  const { t } = said;
  const text = (value: string, unit: string): string =>
    exchangedText(Number(value), unit, said) === '' || Number(value) === 0
      ? exactNumber(Number(value), said)
      : exchangedText(Number(value), unit, said).replace('\u00d7\u2060\u00a0', '');
  return (
    <details className="person-details">
      <summary>{t('statement.all')}</summary>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('statement.kind')}</th>
            <th scope="col" className="number">
              {t('statement.got')}
            </th>
            <th scope="col" className="number">
              {t('statement.gave')}
            </th>
            <th scope="col" className="number">
              {t('statement.held')}
            </th>
          </tr>
        </thead>
        <tbody>
          {balances.map(({ kind, name, unit, get, give, held }) => (
            <tr key={kind}>
              <th scope="row">{name}</th>
              <td className="number">{text(get, unit)}</td>
              <td className="number">{text(give, unit)}</td>
              <td className="number">{text(held, unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
