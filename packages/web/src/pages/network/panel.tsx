import type { NetworkShown } from '@bothways/core/contract';
import { Drawer } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActorFacts } from './actor-facts.tsx';
import { nameOf } from './ledger-drawn.ts';
import { PairFacts } from './pair-facts.tsx';

/** The panel over the network that shows the actor or the pair in the address; away from it, back to the picture. */
export function NetworkPanel({ network }: { readonly network: NetworkShown }) {
  const { t } = useTranslation('network');
  const { actor, pair } = useSearch({ from: '/network' });
  const go = useNavigate({ from: '/network' });
  const [a = '', b = ''] = pair?.split('~') ?? [];
  const name = (id: string): string => nameOf(network, id, t);
  const isThere = (id: string): boolean => network.actors.some((each) => each.id === id);
  const title =
    actor !== undefined && isThere(actor)
      ? name(actor)
      : pair !== undefined && isThere(a) && isThere(b)
        ? `${name(a)} · ${name(b)}`
        : null;
  return (
    <Drawer
      opened={actor !== undefined || pair !== undefined}
      onClose={() =>
        void go({ search: ({ actor: _, pair: __, ...rest }) => rest, resetScroll: false })
      }
      position="right"
      size={600}
      title={title ?? t('gone')}
      closeButtonProps={{ 'aria-label': t('close') }}
      overlayProps={{ backgroundOpacity: 0.18 }}
      transitionProps={{ duration: 120 }}
      classNames={{ content: 'net-panel', title: 'net-panel-title' }}
    >
      {title === null ? null : actor !== undefined ? (
        <ActorFacts network={network} id={actor} />
      ) : (
        <PairFacts network={network} a={a} b={b} />
      )}
    </Drawer>
  );
}
