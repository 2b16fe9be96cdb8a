import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type LiveSearch, OUTCOMES } from './search.ts';

/** Which events are shown: of a source, called so, become this. All of it stands in the address. */
export function LiveFilters({ sources }: { readonly sources: readonly string[] }) {
  const { t } = useTranslation('live');
  const { source = '', name = '', outcome } = useSearch({ from: '/live' });
  const go = useNavigate({ from: '/live' });
  const choose = (key: keyof LiveSearch, value: string): void =>
    void go({
      search: ({ [key]: _, ...rest }) => (value === '' ? rest : { ...rest, [key]: value }),
      resetScroll: false,
      replace: key === 'name',
    });
  return (
    <search className="live-filters" aria-label={t('filters')}>
      <TextInput
        aria-label={t('name')}
        placeholder={t('namePlaceholder')}
        value={name}
        onChange={({ currentTarget }) => choose('name', currentTarget.value)}
      />
      <NativeSelect
        aria-label={t('source')}
        value={source}
        onChange={({ currentTarget }) => choose('source', currentTarget.value)}
        data={[
          { value: '', label: t('allSources') },
          ...sources.map((each) => ({ value: each, label: each })),
        ]}
      />
      <NativeSelect
        aria-label={t('outcome')}
        value={outcome ?? ''}
        onChange={({ currentTarget }) => choose('outcome', currentTarget.value)}
        data={[
          { value: '', label: `${t('outcome')}: ${t('outcomes.all')}` },
          ...OUTCOMES.map((each) => ({ value: each, label: t(`outcomes.${each}`) })),
        ]}
      />
      <p className="live-keys">{t('keys')}</p>
    </search>
  );
}
