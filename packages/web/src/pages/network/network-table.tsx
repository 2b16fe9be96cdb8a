import type { NetworkShown } from '@bothways/core/contract';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import { Money } from '../../parts/money.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { strengthOf } from './drawn.ts';
import { actorsIn, judgedPair, nameOf } from './ledger-drawn.ts';
import { MarkIcon } from './mark.tsx';
import { pairKey } from './search.ts';

/** All that the picture says, in rows. */
export function NetworkTable({ network }: { readonly network: NetworkShown }) {
  return (
    <div className="net-tables">
      <Ways network={network} />
      <Nets network={network} />
    </div>
  );
}

function Ways({ network }: { readonly network: NetworkShown }) {
  const { t } = useTranslation('network');
  const { family } = useSearch({ from: '/network' });
  const format = useFormat(network.currency);
  const known = new Map(network.kinds.map((kind) => [kind.id, kind]));
  const rows = network.figures.ways.flatMap((way) => {
    const kinds = way.kinds.filter(
      ({ kind }) => family === undefined || known.get(kind)?.family === family,
    );
    return kinds.map((kind, at) => ({ way, kind, isFirst: at === 0, of: kinds.length }));
  });
  return (
    <div className="table-scroll">
      <table className="figures">
        <caption>{t('waysTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('who')}</th>
            <th scope="col">{t('whom')}</th>
            <th scope="col">{t('what')}</th>
            <th scope="col" className="number">
              {t('e3.got')}
            </th>
            <th scope="col" className="number">
              {t('e3.paid')}
            </th>
            <th scope="col">{t('known')}</th>
            <th scope="col">{t('comesBack')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ way, kind, isFirst, of }) => (
            <tr key={`${way.giver} ${way.receiver} ${kind.kind}`}>
              {isFirst && (
                <>
                  <th scope="rowgroup" rowSpan={of}>
                    <ActorLink network={network} id={way.giver} />
                  </th>
                  <td rowSpan={of}>
                    <ActorLink network={network} id={way.receiver} />
                  </td>
                </>
              )}
              <td>{known.get(kind.kind)?.name ?? kind.kind}</td>
              <td className="number">
                <Money estimate={kind.worth} format={format} />
              </td>
              <td className="number">
                <Money estimate={kind.cost} format={format} />
              </td>
              <td>
                <Grade grade={kind.grade} />
              </td>
              {isFirst && (
                <td rowSpan={of}>
                  <Judged network={network} a={way.giver} b={way.receiver} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Judged({
  network,
  a,
  b,
}: {
  readonly network: NetworkShown;
  readonly a: string;
  readonly b: string;
}) {
  const { t } = useTranslation('network');
  const pair = judgedPair(network, a, b);
  const words = pair === null ? t('team') : t(`state.${pair.state}`);
  return (
    <Link
      from="/network"
      to="/network"
      search={({ actor: _, ...before }) => ({ ...before, pair: pairKey(a, b) })}
      resetScroll={false}
    >
      <span className="net-mark" data-strength={pair === null ? 'none' : strengthOf(pair.state)}>
        {pair !== null && <MarkIcon strength={strengthOf(pair.state)} />}
        {words}
      </span>
    </Link>
  );
}

function ActorLink({ network, id }: { readonly network: NetworkShown; readonly id: string }) {
  const { t } = useTranslation('network');
  return (
    <Link
      from="/network"
      to="/network"
      search={({ pair: _, ...before }) => ({ ...before, actor: id })}
      resetScroll={false}
    >
      {nameOf(network, id, t)}
    </Link>
  );
}

function Nets({ network }: { readonly network: NetworkShown }) {
  const { t } = useTranslation('network');
  const format = useFormat(network.currency);
  const nets = new Map(network.figures.actors.map((each) => [each.id, each]));
  return (
    <div className="table-scroll">
      <table className="figures">
        <caption>{t('netsTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('who')}</th>
            <th scope="col" className="number">
              {t('received')}
            </th>
            <th scope="col" className="number">
              {t('given')}
            </th>
            <th scope="col" className="number">
              {t('net')}
            </th>
          </tr>
        </thead>
        <tbody>
          {actorsIn(network).flatMap(({ id }) => {
            const net = nets.get(id);
            return net === undefined
              ? []
              : [
                  <tr key={id}>
                    <th scope="row">
                      <ActorLink network={network} id={id} />
                    </th>
                    <td className="number">
                      <Money estimate={net.received} format={format} />
                    </td>
                    <td className="number">
                      <Money estimate={net.given} format={format} />
                    </td>
                    <td className="number">
                      <Money estimate={net.net} format={format} isSigned />
                    </td>
                  </tr>,
                ];
          })}
        </tbody>
      </table>
    </div>
  );
}
