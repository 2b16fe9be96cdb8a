import type { NetworkShown } from '@bothways/core/contract';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { familyName } from '../../parts/known-words.ts';
import type { NetworkSearch } from './search.ts';

/** What is looked at and how: all of it stands in the address. */
export function Controls({ network }: { readonly network: NetworkShown }) {
  const { t } = useTranslation('network');
  const { t: shell } = useTranslation('shell');
  const search = useSearch({ from: '/network' });
  const go = useNavigate({ from: '/network' });
  const change = (next: NetworkSearch, drop: keyof NetworkSearch): void =>
    void go({
      search: (before) => {
        const { [drop]: _, actor: __, pair: ___, ...rest } = before;
        return { ...rest, ...next };
      },
    });
  const moving = new Set(
    network.figures.ways.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)),
  );
  const families = [
    ...new Set(network.kinds.filter(({ id }) => moving.has(id)).map(({ family }) => family)),
  ];
  return (
    <div className="controls net-controls">
      {network.journeys.length > 1 && (
        <NativeSelect
          aria-label={t('choose')}
          value={network.journey ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change(value === '' ? {} : { journey: value }, 'journey')
          }
          data={[
            { value: '', label: t('all') },
            ...network.journeys.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {families.length > 1 && (
        <NativeSelect
          aria-label={t('family')}
          value={search.family ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change(value === '' ? {} : { family: value }, 'family')
          }
          data={[
            { value: '', label: t('allKinds') },
            ...families.map((family) => ({ value: family, label: familyName(family, shell) })),
          ]}
        />
      )}
      <SegmentedControl
        aria-label={t('evidence')}
        value={network.evidence}
        onChange={(value) =>
          change({ evidence: value === 'believed' ? 'believed' : 'measured' }, 'evidence')
        }
        data={[
          { value: 'measured', label: t('measured') },
          { value: 'believed', label: t('believed') },
        ]}
      />
      <SegmentedControl
        aria-label={t('view')}
        value={search.as ?? 'picture'}
        onChange={(value) => change(value === 'table' ? { as: 'table' } : {}, 'as')}
        data={[
          { value: 'picture', label: t('picture') },
          { value: 'table', label: t('table') },
        ]}
      />
      <Link to="/network" search={{ model: 'e3value' }} className="link-button net-open">
        {t('open')}
      </Link>
    </div>
  );
}
