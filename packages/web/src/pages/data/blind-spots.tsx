import type { Data } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { Bar } from './reject-reasons.tsx';
import { Section } from './section.tsx';

/** Events that no touchpoint takes. */
export function Unmapped({ data: { unmapped, unmappedNames, ledger } }: { readonly data: Data }) {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  const todo = ledger === null ? t('afterLedger') : t('noUnmapped');
  if (unmapped.length === 0) return <Section id="unmapped" title={t('unmapped')} todo={todo} />;
  const most = Math.max(...unmapped.map(({ count }) => count));
  return (
    <Section id="unmapped" title={t('unmapped')} todo={t('unmappedTodo')}>
      <ul className="bars">
        {unmapped.map(({ name, count }) => (
          <li key={name}>
            <Bar share={count / most} />
            <span className="bar-name">
              <code>{name === '' ? t('noName') : name}</code>
            </span>
            <span className="bar-count">{format.count(count)}</span>
          </li>
        ))}
      </ul>
      {unmappedNames > unmapped.length && (
        <p className="data-note">{t('moreNames', { count: unmappedNames - unmapped.length })}</p>
      )}
    </Section>
  );
}

/** Touchpoints that no event reaches. */
export function Unseen({ data: { unseen, ledger } }: { readonly data: Data }) {
  const { t } = useTranslation('data');
  const todo = ledger === null ? t('afterLedger') : t('noUnseen');
  if (unseen.length === 0) return <Section id="unseen" title={t('unseen')} todo={todo} />;
  return (
    <Section id="unseen" title={t('unseen')} todo={t('unseenTodo')}>
      <ul className="unseen">
        {unseen.map(({ id, name, channel }) => (
          <li key={id}>
            <span>{name}</span>
            <span className="unseen-channel">{channel}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
