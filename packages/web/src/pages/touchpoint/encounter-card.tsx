import type { EncounterLeg, EncounterShown } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import { channelName } from '../../parts/known-words.ts';
import { Money } from '../../parts/money.tsx';
import { boundText } from './expected.tsx';
import { amountText, listed, reasonText, type Said } from './touchpoint-words.ts';

/** One transaction: when and where, what went each way, and what is left to both. */
export function EncounterCard({
  encounter,
  said,
}: {
  readonly encounter: EncounterShown;
  readonly said: Said;
}) {
  const { t, format, language } = said;
  const { at, legs, refused, customer, business } = encounter;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys step from here
    <article className="tp-encounter" tabIndex={0} data-encounter={encounter.id}>
      <h3>
        <time dateTime={at}>{momentText(at, language)}</time>
      </h3>
      <Facts encounter={encounter} said={said} />
      <div className="tp-ways">
        <Legs way="delivered" legs={legs} said={said} />
        <Legs way="captured" legs={legs} said={said} />
        {legs.some(({ way }) => way === 'aside') && <Legs way="aside" legs={legs} said={said} />}
      </div>
      {refused.length > 0 && (
        <p className="tp-note">
          {t('refusedLegs', {
            list: listed(
              refused.map(({ name, reason }) => `${name} (${reasonText(reason, said)})`),
              language,
            ),
          })}
        </p>
      )}
      <section className="tp-remains" aria-label={t('remains')}>
        <h4>{t('remains')}</h4>
        <dl className="tp-facts">
          <div>
            <dt>{t('toCustomers')}</dt>
            <dd>
              {customer.kind === 'abstained' ? (
                reasonText(customer.reason, said)
              ) : (
                <Money estimate={customer} format={format} isSigned />
              )}
            </dd>
          </div>
          <div>
            <dt>{t('toBusiness')}</dt>
            <dd>
              {business.kind === 'abstained' ? (
                reasonText(business.reason, said)
              ) : (
                <Money estimate={business} format={format} isSigned />
              )}
            </dd>
          </div>
        </dl>
      </section>
    </article>
  );
}

function Facts({ encounter, said }: { readonly encounter: EncounterShown; readonly said: Said }) {
  const { t, format } = said;
  const shell = useTranslation('shell').t;
  const { person, channel, durationSeconds, felt, expected, grade } = encounter;
  const facts = [
    [t('person'), person === null ? t('unnamed') : t('somebody', { mark: person })],
    [t('channel', { ns: 'journey' }), channelName(channel, shell)],
    ...(durationSeconds === null
      ? []
      : [[t('lasted'), amountText(durationSeconds, 'second', said)] as const]),
    ...(felt === null
      ? []
      : [
          [
            t('felt'),
            felt.raw === null
              ? format.index(felt.value)
              : t('feltRaw', {
                  value: format.index(felt.value),
                  raw: format.short(felt.raw),
                  scale: felt.scale,
                }),
          ] as const,
        ]),
  ] as const;
  return (
    <dl className="tp-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {expected.map((each) => (
        <div key={boundText(each, said)}>
          <dt>{boundText(each, said)}</dt>
          <dd className={each.isMet === false ? 'tp-missed' : undefined}>
            {each.value === null || each.isMet === null
              ? t('notSaidHere')
              : `${amountText(each.value, each.unit, said)}, ${t(each.isMet ? 'isMet' : 'isMissed')}`}
          </dd>
        </div>
      ))}
      <div>
        <dt>{shell('howWell')}</dt>
        <dd>
          <Grade grade={grade} />
        </dd>
      </div>
    </dl>
  );
}

function Legs({
  way,
  legs,
  said,
}: {
  readonly way: EncounterLeg['way'];
  readonly legs: readonly EncounterLeg[];
  readonly said: Said;
}) {
  const { t, format } = said;
  const here = legs.filter((leg) => leg.way === way);
  const name =
    way === 'aside' ? t('aside') : t(way === 'delivered' ? 'get' : 'give', { ns: 'journey' });
  const [receiver, giver] =
    way === 'delivered' ? (['customer', 'business'] as const) : (['business', 'customer'] as const);
  return (
    <section className={`tp-way is-${way}`}>
      <h4>{name}</h4>
      {here.length === 0 ? (
        <p className="tp-note">{t('nothingHere')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="table-scroll" tabIndex={0} aria-label={`${t('one')}: ${name}`}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t('kind', { ns: 'journey' })}</th>
                <th scope="col" className="number">
                  {way === 'aside' ? t('worthTo') : t(`worthTo.${receiver}`, { ns: 'journey' })}
                </th>
                <th scope="col" className="number">
                  {way === 'aside' ? t('costTo') : t(`costTo.${giver}`, { ns: 'journey' })}
                </th>
              </tr>
            </thead>
            <tbody>
              {here.map((leg) => (
                <tr key={`${leg.kind} ${leg.giver.id} ${leg.receiver.id} ${leg.quantity}`}>
                  <th scope="row">
                    {leg.name}
                    <span className="cell-under">
                      {amountText(Number(leg.quantity), leg.unit, said)}
                    </span>
                  </th>
                  <td className="number">
                    <Money estimate={leg.worth} format={format} />
                  </td>
                  <td className="number">
                    <Money estimate={leg.cost} format={format} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

/** Day and time, in UTC as everywhere in the ledger. */
export function momentText(at: string, language: string): string {
  return `${new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(at))} UTC`;
}
