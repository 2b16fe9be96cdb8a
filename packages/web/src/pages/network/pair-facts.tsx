import type { NetworkFigures, NetworkShown } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import { channelName } from '../../parts/known-words.ts';
import { Money } from '../../parts/money.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { judgedPair, nameOf } from './ledger-drawn.ts';
import { Scrolled } from './scrolled.tsx';
import { pairKey } from './search.ts';
import { StateMark } from './state-mark.tsx';

interface Both {
  readonly network: NetworkShown;
  readonly a: string;
  readonly b: string;
}

/** What goes both ways between two: whether it comes back, by kind, and at each touchpoint. */
export function PairFacts({ network, a, b }: Both) {
  const { t } = useTranslation('network');
  const ways = network.figures.ways.filter(
    ({ giver, receiver }) => pairKey(giver, receiver) === pairKey(a, b),
  );
  if (ways.length === 0) return <p className="data-note">{t('gone')}</p>;
  return (
    <div className="net-facts">
      <Verdict network={network} a={a} b={b} />
      {ways.map((way) => (
        <WayFacts key={way.giver} network={network} way={way} />
      ))}
      <Places network={network} a={a} b={b} />
    </div>
  );
}

function Verdict({ network, a, b }: Both) {
  const { t } = useTranslation('network');
  const format = useFormat(network.currency);
  const pair = judgedPair(network, a, b);
  if (pair === null) return <p className="net-note-text">{t('inTeam')}</p>;
  const name = (id: string | null): string => (id === null ? '' : nameOf(network, id, t));
  const other = pair.loser === a ? b : a;
  return (
    <div className="net-verdict">
      <StateMark state={pair.state} />
      <p>{t(`why.${pair.state}`, { loser: name(pair.loser), other: name(other) })}</p>
      {pair.balance !== null && (
        <dl>
          <div>
            <dt>{t('leftWith', { name: name(pair.loser) })}</dt>
            <dd>
              <Money estimate={pair.balance} format={format} isSigned />
              {pair.probability !== null && pair.state !== 'elsewhere' && (
                <span className="net-note-text">
                  {t('sure', { probability: format.percent(pair.probability) })}
                </span>
              )}
            </dd>
          </div>
        </dl>
      )}
    </div>
  );
}

function WayFacts({
  network,
  way,
}: {
  readonly network: NetworkShown;
  readonly way: NetworkFigures['ways'][number];
}) {
  const { t } = useTranslation('network');
  const format = useFormat(network.currency);
  const kinds = new Map(network.kinds.map((kind) => [kind.id, kind.name]));
  const [from, to] = [nameOf(network, way.giver, t), nameOf(network, way.receiver, t)];
  return (
    <Scrolled label={t('gives', { from, to })}>
      <table className="figures">
        <caption className="net-caption">{t('gives', { from, to })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col" className="number">
              {t('worthTo', { name: to })}
            </th>
            <th scope="col" className="number">
              {t('costTo', { name: from })}
            </th>
            <th scope="col">{t('known')}</th>
          </tr>
        </thead>
        <tbody>
          {way.kinds.map(({ kind, worth, cost, grade }) => (
            <tr key={kind}>
              <th scope="row">{kinds.get(kind) ?? kind}</th>
              <td className="number">
                <Money estimate={worth} format={format} />
              </td>
              <td className="number">
                <Money estimate={cost} format={format} />
              </td>
              <td>
                <Grade grade={grade} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

/** The same at each touchpoint: what flows there each way, and whether it returns anything by itself. */
function Places({ network, a, b }: Both) {
  const { t } = useTranslation('network');
  const { t: shell } = useTranslation('shell');
  const key = pairKey(a, b);
  const flows = network.figures.flows.filter(
    ({ giver, receiver }) => pairKey(giver, receiver) === key,
  );
  const known = new Map(network.touchpoints.map((each) => [each.id, each]));
  const kinds = new Map(network.kinds.map((kind) => [kind.id, kind.name]));
  const party = (id: string): string => network.actors.find((each) => each.id === id)?.party ?? id;
  const parties = pairKey(party(a), party(b));
  return (
    <>
      <h3>{t('places')}</h3>
      <p className="net-note-text">{t('placesNote')}</p>
      <ul className="net-places">
        {[...Map.groupBy(flows, ({ touchpoint }) => touchpoint)].map(([id, some]) => {
          const judged = network.figures.places.find(
            (each) => each.touchpoint === id && pairKey(each.a, each.b) === parties,
          );
          const touchpoint = known.get(id);
          return (
            <li key={id}>
              <Link to="/journey/$touchpoint" params={{ touchpoint: id }}>
                {touchpoint?.name ?? id}
              </Link>
              <span className="net-note-text">{channelName(touchpoint?.channel ?? '', shell)}</span>
              {judged !== undefined && <StateMark state={judged.state} />}
              <ul>
                {some.map((flow) => (
                  <FlowLine
                    key={`${flow.giver} ${flow.kind}`}
                    network={network}
                    flow={flow}
                    kind={kinds.get(flow.kind) ?? flow.kind}
                  />
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function FlowLine({
  network,
  flow,
  kind,
}: {
  readonly network: NetworkShown;
  readonly flow: NetworkFigures['flows'][number];
  readonly kind: string;
}) {
  const { t } = useTranslation('network');
  const { t: shell } = useTranslation('shell');
  const format = useFormat(network.currency);
  const isTo = network.actors.find(({ id }) => id === flow.receiver)?.side === 'customer';
  const isFrom = network.actors.find(({ id }) => id === flow.giver)?.side === 'customer';
  const shown = flow.worth.kind === 'estimate' ? flow.worth : flow.cost;
  return (
    <li className={isTo ? 't-delivered' : isFrom ? 't-captured' : 't-ink'}>
      <span>{nameOf(network, flow.giver, t)}</span>
      <span className="net-arrow" aria-hidden="true">
        →
      </span>
      <span>{kind}</span>
      <span className="net-amount">
        {shown.kind === 'estimate' ? format.money(shown.median) : shell('notSaid')}
      </span>
    </li>
  );
}
