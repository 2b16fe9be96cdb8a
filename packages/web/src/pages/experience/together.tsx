import type { CombinedEffect, Experience } from '@bothways/core/contract';
import { Section } from '../../parts/section.tsx';
import { Scrolled } from './curve-table.tsx';
import { CannotSay, Figure } from './marks.tsx';
import type { Said } from './said.ts';

/** So many are told in a sentence; the others stand in the table. */
const TOLD_MAX = 4;

/** What two touchpoints deliver together against each alone, and whether their order matters. */
export function Together({
  combined: { pairs, unsaid },
  said,
}: {
  readonly combined: Experience['combined'];
  readonly said: Said;
}) {
  const { t, format } = said;
  if (unsaid?.code === 'no-felt') return null;
  const isAnswer = pairs.some(({ of }) => of === 'answer');
  const found = pairs.filter(
    ({ isFound, verdict }) => isFound && verdict !== 'adds-up' && verdict !== 'unknown',
  );
  return (
    <Section
      id="together"
      title={t('together.title')}
      {...(unsaid === null ? { why: t(isAnswer ? 'together.whyAnswer' : 'together.why') } : {})}
    >
      {unsaid !== null && <CannotSay unsaid={unsaid} said={said} />}
      {unsaid === null && found.length === 0 && (
        <p className="ex-told">{t('together.none', { n: format.count(pairs.length) })}</p>
      )}
      {found.length > 0 && (
        <ul className="ex-pairs">
          {found.slice(0, TOLD_MAX).map((pair) => (
            <li key={`${pair.first.id} ${pair.second.id}`}>
              <p className="ex-pair">{pairText(pair, said)}</p>
              <p className="ex-note">
                {t('together.both', { n: format.count(pair.both) })}
                {orderText(pair, said)}
              </p>
            </li>
          ))}
        </ul>
      )}
      {pairs.length > 0 && (
        <details className="ex-details">
          <summary>{t('together.pairs')}</summary>
          <Pairs pairs={pairs} said={said} />
        </details>
      )}
    </Section>
  );
}

function pairText({ first, second, verdict, beyond }: CombinedEffect, { t, step }: Said): string {
  const by = beyond.kind === 'estimate' ? step(beyond.median) : '–';
  const words = { first: first.name, second: second.name, by };
  if (verdict === 'redundant') return t('together.redundant', words);
  return t(verdict === 'stronger-together' ? 'together.more' : 'together.less', words);
}

function orderText({ first, second, order }: CombinedEffect, { t, step }: Said): string {
  if (order.kind === 'abstained' || (order.low <= 0 && order.high >= 0)) return '';
  const name = order.median > 0 ? first.name : second.name;
  return ` · ${t('together.order', { first: name, by: step(order.median) })}`;
}

function Pairs({
  pairs,
  said,
}: {
  readonly pairs: readonly CombinedEffect[];
  readonly said: Said;
}) {
  const { t, format } = said;
  return (
    <Scrolled label={t('together.pairs')}>
      <thead>
        <tr>
          <th scope="col">{t('together.pair')}</th>
          <th scope="col" className="number">
            {t('together.alone')}
          </th>
          <th scope="col" className="number">
            {t('together.sum')}
          </th>
          <th scope="col" className="number">
            {t('together.beyond')}
          </th>
          <th scope="col" className="number">
            {t('together.orderColumn')}
          </th>
          <th scope="col">{t('together.verdictColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ first, second, alone, together, beyond, order, verdict, both }) => (
          <tr key={`${first.id} ${second.id}`}>
            <th scope="row">
              {first.name}, {second.name}
              <span className="cell-under">{t('together.both', { n: format.count(both) })}</span>
            </th>
            <td className="number">
              <Figure estimate={alone.first} write={format.index} />
              <Figure estimate={alone.second} write={format.index} />
            </td>
            <td className="number">
              <Figure estimate={together} write={format.index} />
            </td>
            <td className="number">
              <Figure estimate={beyond} write={format.index} />
            </td>
            <td className="number">
              <Figure estimate={order} write={format.index} />
            </td>
            <td>{t(`together.verdict.${verdict}`)}</td>
          </tr>
        ))}
      </tbody>
    </Scrolled>
  );
}
