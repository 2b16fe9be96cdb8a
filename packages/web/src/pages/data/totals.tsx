import type { Data } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';

/** What there is at one look, and whether the ledger has taken it in. */
export function Totals({ data }: { readonly data: Data }) {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  const { events, rejected, unmapped, ledger } = data;
  const refused = rejected.reduce((sum, { count }) => sum + count, 0);
  const came = cameIn(data, refused);
  const loose = unmapped.reduce((sum, { count }) => sum + count, 0);
  return (
    <dl className="totals">
      <Total name={t('events')} value={format.count(events)} note={t('eventsNote')} />
      <Total
        name={t('refused')}
        value={format.count(refused)}
        note={t('refusedNote', { share: share(refused, came, format.percent) })}
      />
      <Total
        name={t('loose')}
        value={format.count(loose)}
        note={t('looseNote', { share: share(loose, events, format.percent) })}
      />
      <Total
        name={t('ledger')}
        value={
          ledger === null
            ? t('noLedger')
            : ledger.behind === 0
              ? t('upToDate')
              : t('behind', { count: ledger.behind, events: format.count(ledger.behind) })
        }
        note={
          ledger?.builtAt === null || ledger === null
            ? t('builtNever')
            : t('builtAt', { at: format.day(ledger.builtAt) })
        }
      />
    </dl>
  );
}

function Total({
  name,
  value,
  note,
}: {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="total-value">{value}</span>
        <span className="total-note">{note}</span>
      </dd>
    </div>
  );
}

/** Records that were read from files, and live ones, which are the events and the refused that no import tells of. */
function cameIn({ events, imports }: Data, refused: number): number {
  const sum = (of: 'read' | 'events' | 'rejected'): number =>
    imports.reduce((all, each) => all + each[of], 0);
  const live = Math.max(0, events - sum('events')) + Math.max(0, refused - sum('rejected'));
  return sum('read') + live;
}

/** Less than one in a hundred is not none. */
function share(part: number, whole: number, percent: (share: number) => string): string {
  if (whole === 0 || part === 0) return percent(0);
  return part / whole < 0.01 ? `< ${percent(0.01)}` : percent(part / whole);
}
