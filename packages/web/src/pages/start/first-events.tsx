import type { MappingSeen } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';

type Preview = MappingSeen['preview'][number];

/** The first events as somebody would tell them. */
export function FirstEvents({ seen }: { readonly seen: MappingSeen }) {
  const { t } = useTranslation('start');
  return (
    <section className="start-first" aria-live="polite">
      <h3>{t('firstEvents')}</h3>
      <p className="start-note">{t('firstEventsLead')}</p>
      <ul>
        {seen.preview.map((each, index) => (
          <Told key={index} preview={each} />
        ))}
      </ul>
    </section>
  );
}

function Told({ preview }: { readonly preview: Preview }) {
  const { t, i18n } = useTranslation('start');
  const format = useFormat('EUR');
  const { at, hasClock, event, person, channel, values, lines, flaw } = preview;
  const clock = new Intl.DateTimeFormat(i18n.language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' },
  });
  const day = at === null ? t('noDay') : hasClock ? clock.format(new Date(at)) : format.day(at);
  const told =
    person === null
      ? t('sentenceNobody', { day, event })
      : t('sentence', { day, event, who: t('person', { id: person }) });
  return (
    <li data-refused={flaw !== null}>
      <p className="start-told">{told}</p>
      <p className="start-told-more">
        {[
          ...values.map((each) => `${each.name} ${each.text}`),
          ...(channel === '' ? [] : [channel]),
          ...(lines > 1 ? [t('lines', { count: lines })] : []),
        ].join(' · ')}
      </p>
      {flaw !== null && <p className="start-flaw">{t('refusedEvent', { why: flaw })}</p>}
    </li>
  );
}
