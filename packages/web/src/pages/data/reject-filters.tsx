import type { Data } from '@bothways/core/contract';
import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSources } from '../../api/sources.ts';

/** Which refused records are listed: of a reason, of a source, with some text. All stand in the address. */
export function RejectFilters({ rejected, imports }: Pick<Data, 'rejected' | 'imports'>) {
  const { t } = useTranslation('data');
  const { reason = '', source = '', text = '' } = useSearch({ from: '/data' });
  const go = useNavigate({ from: '/data' });
  const live = useSources().data?.sources ?? [];
  const choose = (key: 'reason' | 'source' | 'text', value: string): void =>
    void go({
      search: ({ [key]: _, ...rest }) => (value === '' ? rest : { ...rest, [key]: value }),
      resetScroll: false,
      replace: key === 'text',
    });
  const sources = new Set([
    ...[...imports, ...live].flatMap((each) =>
      each.rejected > 0 ? ['source' in each ? each.source : each.name] : [],
    ),
    ...(source === '' ? [] : [source]),
  ]);
  return (
    <search className="reject-filters" aria-label={t('onlyOf')}>
      <TextInput
        aria-label={t('onlyText')}
        placeholder={t('onlyText')}
        value={text}
        maxLength={400}
        onChange={({ currentTarget: { value } }) => choose('text', value)}
      />
      <NativeSelect
        aria-label={t('onlyReason')}
        value={reason}
        onChange={({ currentTarget: { value } }) => choose('reason', value)}
        data={[
          { value: '', label: t('allReasons') },
          ...rejected.map((each) => ({
            value: each.reason,
            label: t(`reason.${each.reason}` as 'reason.bad-time', { defaultValue: each.reason }),
          })),
        ]}
      />
      <NativeSelect
        aria-label={t('onlySource')}
        value={source}
        onChange={({ currentTarget: { value } }) => choose('source', value)}
        data={[
          { value: '', label: t('allSources') },
          ...[...sources].toSorted().map((each) => ({ value: each, label: each })),
        ]}
      />
    </search>
  );
}
