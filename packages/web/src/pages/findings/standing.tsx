import type { FindingShown } from '@bothways/core/contract';
import { useMe } from '../../api/me.ts';
import type { Speaker } from './say.ts';

/** Where a finding stands, and whether it is new to whoever looks. */
export function StateMark({
  finding,
  speaker,
}: {
  readonly finding: FindingShown;
  readonly speaker: Speaker;
}) {
  const { t } = speaker;
  const me = useMe();
  const isNew = me !== null && finding.newTo.includes(me);
  return (
    <span className="finding-marks">
      <span className={`state-mark is-${finding.state}`}>{t(`states.${finding.state}`)}</span>
      {isNew && <span className="new-mark">{t('newForYou')}</span>}
    </span>
  );
}

/** What has become of a finding, in sentences: dismissed why, gone since when, come back, lying still. */
export function StandingNotes({
  finding,
  speaker,
}: {
  readonly finding: FindingShown;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const { state, by, reason, isFound, goneSince, reopened, since, isQuiet, movedAt, owner, newTo } =
    finding;
  const who = by?.name ?? '';
  const notes = [
    ...(state === 'dismissed' ? [t('dismissedBy', { who, reason })] : []),
    ...(state === 'closed' ? [t('closedBy', { who, reason })] : []),
    ...(!isFound && goneSince !== null
      ? [`${t('goneSince', { day: format.day(goneSince) })}. ${t('goneWhy')}`]
      : []),
    ...(reopened === 'back' ? [t('cameBack', { day: format.day(since) })] : []),
    ...(reopened === 'grown' ? [t('grew', { day: format.day(since) })] : []),
    ...(reopened === 'asked' && by !== null ? [t('asked', { who, day: format.day(since) })] : []),
    ...(isQuiet ? [t('quiet', { day: format.day(movedAt) })] : []),
    ...(owner !== null && newTo.includes(owner.id)
      ? [t('newForOwner', { owner: owner.name })]
      : []),
  ];
  if (notes.length === 0) return null;
  return (
    <ul className="standing-notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
