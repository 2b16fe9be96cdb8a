import type { NetworkShown } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import { Money } from '../../parts/money.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { judgedPair, nameOf } from './ledger-drawn.ts';
import { pairKey } from './search.ts';
import { StateMark } from './state-mark.tsx';

/** What one actor gets, gives and is left with, and with whom. */
export function ActorFacts({
  network,
  id,
}: {
  readonly network: NetworkShown;
  readonly id: string;
}) {
  const { t } = useTranslation('network');
  const format = useFormat(network.currency);
  const net = network.figures.actors.find((each) => each.id === id);
  const actor = network.actors.find((each) => each.id === id);
  if (net === undefined || actor === undefined) return <p className="data-note">{t('gone')}</p>;
  const kinds = new Map(network.kinds.map((kind) => [kind.id, kind.name]));
  const left = [...new Set(net.leavesOut.map(({ kind }) => kinds.get(kind) ?? kind))];
  return (
    <div className="net-facts">
      <dl className="net-sums">
        <div className="net-sum-whole">
          <dt>{t('leftWith', { name: nameOf(network, id, t) })}</dt>
          <dd>
            <Money estimate={net.net} format={format} isSigned />
          </dd>
        </div>
        <div>
          <dt>{t('received')}</dt>
          <dd>
            <Money estimate={net.received} format={format} />
          </dd>
        </div>
        <div>
          <dt>{t('given')}</dt>
          <dd>
            <Money estimate={net.given} format={format} />
          </dd>
        </div>
      </dl>
      {net.net.kind === 'estimate' && <Grade grade={net.net.grade} />}
      {left.length > 0 && (
        <p className="net-note-text">{t('leavesOut', { kinds: left.join(', ') })}</p>
      )}
      {actor.party !== id && <p className="net-note-text">{t('inTeam')}</p>}
      <h3>{t('exchanges')}</h3>
      <Others network={network} id={id} />
    </div>
  );
}

function Others({ network, id }: { readonly network: NetworkShown; readonly id: string }) {
  const { t } = useTranslation('network');
  const format = useFormat(network.currency);
  const others = [
    ...new Set(
      network.figures.ways
        .filter(({ giver, receiver }) => giver === id || receiver === id)
        .map(({ giver, receiver }) => (giver === id ? receiver : giver)),
    ),
  ];
  const way = (giver: string, receiver: string) =>
    network.figures.ways.find((each) => each.giver === giver && each.receiver === receiver);
  return (
    <ul className="net-others">
      {others.map((other) => {
        const [gets, gives] = [way(other, id), way(id, other)];
        const pair = judgedPair(network, id, other);
        return (
          <li key={other}>
            <Link
              from="/network"
              to="/network"
              search={({ actor: _, ...before }) => ({ ...before, pair: pairKey(id, other) })}
              resetScroll={false}
            >
              {nameOf(network, other, t)}
            </Link>
            <dl>
              {gets !== undefined && (
                <div>
                  <dt>{t('received')}</dt>
                  <dd>
                    <Money estimate={gets.worth} format={format} />
                  </dd>
                </div>
              )}
              {gives !== undefined && (
                <div>
                  <dt>{t('given')}</dt>
                  <dd>
                    <Money estimate={gives.cost} format={format} />
                  </dd>
                </div>
              )}
            </dl>
            {pair !== null && <StateMark state={pair.state} />}
          </li>
        );
      })}
    </ul>
  );
}
