import type { FindingExample, FindingShown } from '@bothways/core/contract';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { channelName } from '../../parts/known-words.ts';
import { kindName, type Speaker, sayCents, sayQuantity } from './say.ts';

/** A few real encounters that show a finding: when, what was given and got. */
export function Examples({
  finding: { examples },
  speaker,
}: {
  readonly finding: FindingShown;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const id = useId();
  if (examples === null) return null;
  const { shown, showing, looked } = examples;
  return (
    <section className="finding-part" aria-labelledby={id}>
      <h2 id={id}>{t('examples')}</h2>
      <p className="finding-how">
        {looked === 0
          ? t('examplesNone')
          : t('examplesOf', { showing: format.count(showing), looked: format.count(looked) })}
      </p>
      <ul className="finding-examples">
        {shown.map((example) => (
          <li key={`${example.at} ${example.person ?? ''}`}>
            <Example example={example} speaker={speaker} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Example({
  example: { person, at, channel, moved, customer, business },
  speaker,
}: {
  readonly example: FindingExample;
  readonly speaker: Speaker;
}) {
  const { t, language } = speaker;
  const shell = useTranslation('shell').t;
  const when = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' },
  }).format(new Date(at));
  const way = (side: 'giver' | 'receiver'): string => {
    const mine = moved.filter((each) => each[side] === 'customer');
    return mine.length === 0
      ? t('nothing')
      : mine
          .map(
            ({ kind, quantity }) =>
              `${sayQuantity(kind, quantity, speaker)} ${kindName(kind, speaker)}`,
          )
          .join(', ');
  };
  const left = (net: number | null): string =>
    net === null ? shell('notSaid') : sayCents(net, speaker, true);
  return (
    <>
      <p className="example-when">
        <span>{when} UTC</span>
        <span>
          {person === null ? t('somebody') : t('person', { id: person })},{' '}
          {channelName(channel, shell)}
        </span>
      </p>
      <dl>
        <div>
          <dt>{t('gave')}</dt>
          <dd>{way('giver')}</dd>
        </div>
        <div>
          <dt>{t('got')}</dt>
          <dd>{way('receiver')}</dd>
        </div>
      </dl>
      <p className="example-left">
        {t('leftWith', { customer: left(customer), business: left(business) })}
      </p>
    </>
  );
}
