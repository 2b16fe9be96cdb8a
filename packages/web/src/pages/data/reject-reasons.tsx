import type { Data } from '@bothways/core/contract';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { RejectFilters } from './reject-filters.tsx';
import { RejectList } from './reject-list.tsx';
import { Section } from './section.tsx';

/** Why records were refused, the most frequent reason first, with what to do, and the records themselves. */
export function RejectReasons({ rejected, imports }: Pick<Data, 'rejected' | 'imports'>) {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  const { as: _, ...of } = useSearch({ from: '/data' });
  if (rejected.length === 0)
    return <Section id="rejects" title={t('rejects')} todo={t('noRejects')} />;
  const most = Math.max(...rejected.map(({ count }) => count));
  return (
    <Section id="rejects" title={t('rejects')} todo={t('rejectsTodo')}>
      <ul className="bars">
        {rejected.map(({ reason, count }) => (
          <li key={reason}>
            <Bar share={count / most} />
            <span className="bar-name">{t(`reason.${reason}`, { defaultValue: reason })}</span>
            <span className="bar-count">{format.count(count)}</span>
            <span className="bar-todo">{t(`todo.${reason}`, { defaultValue: '' })}</span>
          </li>
        ))}
      </ul>
      <RejectFilters rejected={rejected} imports={imports} />
      <RejectList key={JSON.stringify(of)} of={of} />
    </Section>
  );
}

/** How much of the longest. */
export function Bar({ share }: { readonly share: number }) {
  return (
    <span className="bar" aria-hidden="true">
      <span style={{ width: `${Math.max(0.5, 100 * share)}%` }} />
    </span>
  );
}
