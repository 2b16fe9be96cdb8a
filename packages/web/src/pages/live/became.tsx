import type { LiveBecameShown, LiveNames } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { exchangedText } from '../../parts/amount.ts';
import { useFormat } from '../../parts/use-format.ts';
import { legReason, rejectReason } from './reasons.ts';
import { isHeldBack } from './wanted.ts';

type Encounter = Extract<LiveBecameShown, { kind: 'encounters' }>['encounters'][number];
type Leg = Encounter['legs'][number];

/** What an event became: touchpoints with what was exchanged both ways, or why not. */
export function Became({
  became,
  names,
}: {
  readonly became: LiveBecameShown;
  readonly names: LiveNames | undefined;
}) {
  const { t } = useTranslation('live');
  const data = useTranslation('data').t;
  if (became.kind === 'encounters')
    return (
      <div className="live-became">
        {became.encounters.map((encounter) => (
          <Met key={encounter.touchpoint} encounter={encounter} names={names} />
        ))}
      </div>
    );
  return (
    <div className="live-became">
      <p className="live-not">
        {became.kind === 'rejected'
          ? t('became.rejected', { reason: rejectReason(became.reason, data) })
          : t(`became.${became.kind}`)}
        {became.kind === 'unmapped' && (
          <Link to="/data" search={{}} hash="unmapped">
            {t('toModel')}
          </Link>
        )}
      </p>
    </div>
  );
}

function Met({
  encounter: { touchpoint, legs, refused },
  names,
}: {
  readonly encounter: Encounter;
  readonly names: LiveNames | undefined;
}) {
  const { t } = useTranslation('live');
  const sideOf = (id: string): string =>
    names?.actors.find((each) => each.id === id)?.side ??
    (id === 'customer' || id === 'business' ? id : 'other');
  const get = legs.filter(({ receiver }) => sideOf(receiver) === 'customer');
  const give = legs.filter(({ giver }) => sideOf(giver) === 'customer');
  const aside = legs.filter((leg) => !get.includes(leg) && !give.includes(leg));
  const held = refused.filter(isHeldBack);
  return (
    <div className="live-met">
      <Link
        to="/touchpoint/$id"
        params={{ id: touchpoint }}
        search={{}}
        className="live-touchpoint"
      >
        {names?.touchpoints.find(({ id }) => id === touchpoint)?.name ?? touchpoint}
      </Link>
      {legs.length + held.length === 0 && <span className="live-under">{t('became.none')}</span>}
      <dl className="live-ways">
        <Way name={t('get')} tone="delivered" legs={get} names={names} />
        <Way name={t('give')} tone="captured" legs={give} names={names} />
        <Way name={t('aside')} tone="ink" legs={aside} names={names} />
        {held.length > 0 && (
          <div className="live-way live-held">
            <dt>{t('refusedLegs')}</dt>
            <dd>
              {held.map(({ kind, reason }) => (
                <span key={`${kind} ${reason}`} className="live-leg is-held">
                  <s>{names?.kinds.find(({ id }) => id === kind)?.name ?? kind}</s>{' '}
                  {legReason(reason, t)}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function Way({
  name,
  tone,
  legs,
  names,
}: {
  readonly name: string;
  readonly tone: 'delivered' | 'captured' | 'ink';
  readonly legs: readonly Leg[];
  readonly names: LiveNames | undefined;
}) {
  const { i18n } = useTranslation('live');
  const currency = names?.currency ?? 'EUR';
  const format = useFormat(currency);
  if (legs.length === 0) return null;
  return (
    <div className={`live-way t-${tone}`}>
      <dt>{name}</dt>
      <dd>
        {legs.map(({ giver, receiver, kind, quantity }) => {
          const known = names?.kinds.find(({ id }) => id === kind);
          const amount =
            known === undefined
              ? ''
              : exchangedText(quantity / 10 ** known.scale, known.unit, {
                  ...{ format, currency, language: i18n.language },
                });
          return (
            <span key={`${kind} ${giver} ${receiver}`} className="live-leg">
              {known?.name ?? kind}
              {amount !== '' && <b>{amount}</b>}
            </span>
          );
        })}
      </dd>
    </div>
  );
}
