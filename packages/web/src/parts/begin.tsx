import { useTranslation } from 'react-i18next';
import { Command } from './command.tsx';

const doors = [
  { name: 'beginDemo', why: 'beginDemoWhy', lines: ['bothways demo', 'bothways serve'] },
  {
    name: 'beginOwn',
    why: 'beginOwnWhy',
    lines: [
      'bothways init shop.bothways.yaml',
      'bothways import events.csv',
      'bothways rebuild shop.bothways.yaml',
      'bothways serve',
    ],
  },
] as const;

/** An empty workspace: what to type to have a ledger. */
export function Begin() {
  const { t } = useTranslation('shell');
  return (
    <div className="state">
      <h2>{t('beginTitle')}</h2>
      <p>{t('beginLead')}</p>
      <div className="doors">
        {doors.map(({ name, why, lines }) => (
          <section key={name}>
            <h3>{t(name)}</h3>
            <p>{t(why)}</p>
            <Command lines={lines} />
          </section>
        ))}
      </div>
    </div>
  );
}
