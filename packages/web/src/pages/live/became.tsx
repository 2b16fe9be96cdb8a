import type { LiveBecameShown, LiveNames } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { exchangedText } from '../../parts/amount.ts';
import { Exchanged } from '../../parts/exchanged.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { legReason, rejectReason } from './reasons.ts';

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
  const { t, i18n } = useTranslation('live');
  const sideOf = (id: string): string =>
    names?.actors.find((each) => each.id === id)?.side ??
    (id === 'customer' || id === 'business' ? id : 'other');
  const get = legs.filter(({ receiver }) => sideOf(receiver) === 'customer');
  const give = legs.filter(({ giver }) => sideOf(giver) === 'customer');
  const aside = legs.filter((leg) => !get.includes(leg) && !give.includes(leg));
  const currency = names?.currency ?? 'EUR';
  const writing = { format: useFormat(currency), currency, language: i18n.language };
  const kindOf = (id: string) => names?.kinds.find((each) => each.id === id);
  const nameOf = (id: string): string => kindOf(id)?.name ?? id;
  const told = ({ giver, receiver, kind, quantity }: Leg) => {
    const known = kindOf(kind);
    const amount =
      known === undefined ? '' : exchangedText(quantity / 10 ** known.scale, known.unit, writing);
    return { key: `${kind} ${giver} ${receiver}`, name: nameOf(kind), amount };
  };
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
      {legs.length + refused.length === 0 && <span className="live-under">{t('became.none')}</span>}
      <Exchanged
        ways={[
          { name: t('get'), tone: 'delivered', legs: get.map(told) },
          { name: t('give'), tone: 'captured', legs: give.map(told) },
          { name: t('aside'), tone: 'ink', legs: aside.map(told) },
        ]}
        held={refused.map(({ kind, reason }) => ({
          ...{ key: `${kind} ${reason}`, name: nameOf(kind) },
          reason: legReason(reason, t),
        }))}
        heldName={t('refusedLegs')}
      />
    </div>
  );
}
