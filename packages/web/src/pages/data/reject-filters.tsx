import type { Data } from '@bothways/core/contract';
import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Which refused records are listed: of a reason, of a source. Both stand in the address. */
export function RejectFilters({ rejected, imports }: Pick<Data, 'rejected' | 'imports'>) {
  const { t } = useTranslation('data');
  const { reason = '', source = '' } = useSearch({ from: '/data' });
  const go = useNavigate({ from: '/data' });
  const choose = (key: 'reason' | 'source', value: string): void =>
    void go({
      search: ({ [key]: _, ...rest }) => (value === '' ? rest : { ...rest, [key]: value }),
      resetScroll: false,
    });
  const sources = [
    ...new Set(imports.filter((each) => each.rejected > 0).map((each) => each.source)),
  ];
  return (
    <div className="reject-filters">
      <NativeSelect
        aria-label={t('onlyReason')}
        value={reason}
        onChange={({ currentTarget: { value } }) => choose('reason', value)}
        data={[
          { value: '', label: t('allReasons') },
          ...rejected.map((each) => ({
            value: each.reason,
            label: t(`reason.${each.reason}`, { defaultValue: each.reason }),
          })),
        ]}
      />
      <NativeSelect
        aria-label={t('onlySource')}
        value={source}
        onChange={({ currentTarget: { value } }) => choose('source', value)}
        data={[
          { value: '', label: t('allSources') },
          ...sources.map((each) => ({ value: each, label: each })),
        ]}
      />
    </div>
  );
}
