import type { BecameOfEvents } from '@bothways/core/contract';
import { SegmentedControl, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Trouble } from '../../parts/trouble.tsx';
import { BecamePicture } from './became-picture.tsx';
import { BecameTable } from './became-table.tsx';
import { Section } from './section.tsx';
import type { useBecame } from './use-became.ts';

/** What each event became: as a picture of two columns, or as a table. */
export function Became({ query }: { readonly query: ReturnType<typeof useBecame> }) {
  const { t } = useTranslation('data');
  const { data, error, refetch } = query;
  if (error !== null) return <Trouble error={error} retry={() => void refetch()} />;
  return (
    <Section id="became" title={t('became')} todo={t('becameTodo')}>
      {data === undefined ? <Skeleton height={480} radius={14} /> : <Shown became={data} />}
    </Section>
  );
}

function Shown({ became }: { readonly became: BecameOfEvents }) {
  const { t } = useTranslation('data');
  const { as } = useSearch({ from: '/data' });
  const go = useNavigate({ from: '/data' });
  const isNarrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  if (became.names.length === 0) return <p className="data-note">{t('becameNone')}</p>;
  return (
    <>
      {!isNarrow && (
        <SegmentedControl
          className="became-as"
          aria-label={t('view')}
          value={as ?? 'picture'}
          onChange={(value) =>
            void go({
              search: ({ as: _, ...rest }) => (value === 'table' ? { ...rest, as: 'table' } : rest),
              resetScroll: false,
            })
          }
          data={[
            { value: 'picture', label: t('picture') },
            { value: 'table', label: t('table') },
          ]}
        />
      )}
      {isNarrow || as === 'table' ? (
        <BecameTable became={became} />
      ) : (
        <BecamePicture became={became} />
      )}
    </>
  );
}
