import type { Change, Outline } from '@bothways/core/edit';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { edit as words } from '../../words/en/edit.ts';
import { touchpointsIn } from './edit-panel.tsx';

const SHOWN_MOST = 200;

/** What became different from one version to another, a sentence each. */
export function ChangeList({
  changes,
  outline,
}: {
  readonly changes: readonly Change[];
  readonly outline: Outline | null;
}) {
  const { t } = useTranslation('edit');
  // The lines of a touchpoint that moved go without saying.
  const told = changes.filter(({ kind, what }) => kind !== 'moved' || what !== 'exchange line');
  if (told.length === 0) return <p className="edit-quiet">{t('differenceNone')}</p>;
  return (
    <ul className="edit-changes">
      {told.slice(0, SHOWN_MOST).map((change, index) => (
        <li key={`${index}:${change.id}`}>{sentence(change, outline, t)}</li>
      ))}
      {told.length > SHOWN_MOST && <li>… +{told.length - SHOWN_MOST}</li>}
    </ul>
  );
}

function sentence(change: Change, outline: Outline | null, t: TFunction<'edit'>): string {
  const { kind, field = '', before, after } = change;
  const what = t(`parts.${change.what}`, { defaultValue: change.what });
  const name = nameOf(change, outline);
  if (kind === 'changed' && change.what === 'extension') return t('change.content', { what, name });
  if (kind !== 'changed') return t(`change.${kind}`, { what, name });
  const none = t('change.none');
  const known = Object.keys(words.fields).find((each) => each === field);
  const said = known === undefined ? field : t(`fields.${known as keyof typeof words.fields}`);
  return t('change.changed', {
    ...{ what, name, field: said },
    ...{ before: before ?? none, after: after ?? none },
  });
}

/** As people call it, where the model of now still has it. */
function nameOf({ what, id }: Change, outline: Outline | null): string {
  if (outline === null) return id;
  const [journey = '', own = ''] = id.split('/');
  const phases = outline.journeys.find((each) => each.id === journey)?.phases ?? [];
  const lists = {
    touchpoint: touchpointsIn(outline),
    journey: outline.journeys,
    actor: outline.actors,
    'value kind': outline.kinds,
    phase: phases.map((each) => ({ ...each, id: `${journey}/${each.id}` })),
    step: phases
      .flatMap(({ steps }) => steps)
      .map((each) => ({ ...each, id: `${journey}/${each.id}` })),
  };
  const list = what in lists ? lists[what as keyof typeof lists] : [];
  return list.find((each) => each.id === id)?.name ?? (own === '' ? id : own);
}
