import type { FindingsReply } from '@bothways/core/contract';
import { NativeSelect, Switch } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import { kindOf } from '../../parts/finding-words.ts';
import { type FindingsSearch, findingsSearch, SHOWN } from './search.ts';

/** Of fewer kinds the list itself is quicker to read. */
const KINDS_MANY = 4;

/** Which findings are shown, and in what order. All of it stands in the address. */
export function Filters({
  findings,
  search,
}: {
  readonly findings: FindingsReply['findings'];
  readonly search: FindingsSearch;
}) {
  const { t } = useTranslation('follow');
  const navigate = useNavigate();
  const me = useMe();
  const set = (change: Record<string, unknown>): void => {
    void navigate({
      to: '/findings',
      search: findingsSearch({ ...search, ...change }),
      resetScroll: false,
    });
  };
  const journeys = new Map(
    findings.flatMap(({ journey }) => (journey === null ? [] : [[journey.id, journey.name]])),
  );
  const words = useTranslation('findings').t;
  const kinds = new Map(findings.map(({ said }) => [said.kind, kindOf(said, words)]));
  return (
    <div className="findings-filters">
      <NativeSelect
        label={t('filterState')}
        value={search.shown ?? 'open'}
        onChange={({ currentTarget }) => set({ shown: currentTarget.value })}
        data={SHOWN.map((value) => ({ value, label: t(`shown.${value}`) }))}
      />
      <NativeSelect
        label={t('filterJourney')}
        value={search.journey ?? ''}
        onChange={({ currentTarget }) => set({ journey: currentTarget.value })}
        data={[
          { value: '', label: t('anyJourney') },
          ...[...journeys].map(([value, label]) => ({ value, label })),
        ]}
      />
      {(kinds.size >= KINDS_MANY || search.kind !== undefined) && (
        <NativeSelect
          label={t('filterKind')}
          value={search.kind ?? ''}
          onChange={({ currentTarget }) => set({ kind: currentTarget.value })}
          data={[
            { value: '', label: t('anyKind') },
            ...[...kinds].map(([value, label]) => ({ value, label })),
          ]}
        />
      )}
      <NativeSelect
        label={t('filterSide')}
        value={search.side ?? ''}
        onChange={({ currentTarget }) => set({ side: currentTarget.value })}
        data={[
          { value: '', label: t('anySide') },
          ...(['customer', 'business', 'both'] as const).map((value) => ({
            value,
            label: t(`sides.${value}`),
          })),
        ]}
      />
      <NativeSelect
        label={t('sort')}
        value={search.sort ?? 'lost'}
        onChange={({ currentTarget }) => set({ sort: currentTarget.value })}
        data={(['lost', 'joint'] as const).map((value) => ({ value, label: t(`sorts.${value}`) }))}
      />
      {me !== null && (
        <Switch
          label={t('onlyYours')}
          checked={search.yours === true}
          onChange={({ currentTarget }) => set({ yours: currentTarget.checked })}
        />
      )}
    </div>
  );
}
