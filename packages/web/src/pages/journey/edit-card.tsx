import type { OutlineTouchpoint, ProblemAt } from '@bothways/core/edit';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { channelName } from '../../parts/known-words.ts';
import { useEditing } from './edit-context.ts';
import { Handle } from './edit-drag.tsx';
import { EditIcon } from './edit-icons.tsx';
import { EditName } from './edit-name.tsx';
import { Mark } from './edit-problems.tsx';

/** A touchpoint on the map that is edited: its name is typed in place, the rest in its panel. */
export const EditCard = memo(function EditCard({
  touchpoint: { id, name, channel },
  problems,
  isOpen,
}: {
  readonly touchpoint: OutlineTouchpoint;
  readonly problems: readonly ProblemAt[] | undefined;
  readonly isOpen: boolean;
}) {
  const { t } = useTranslation('edit');
  const shell = useTranslation('shell').t;
  const { apply, open, say } = useEditing();
  return (
    <div className={`edit-card ${isOpen ? 'is-open' : ''}`}>
      <Handle part={{ what: 'touchpoint', id }} name={name} />
      <div className="edit-card-body">
        <EditName
          label={t('nameOf.touchpoint', { name })}
          value={name}
          className="is-touchpoint"
          onName={(to) => void apply({ do: 'rename', what: 'touchpoint', id, name: to })}
        />
        <span className="edit-channel">
          {channel === '' ? t('notSaid') : channelName(channel, shell)}
        </span>
      </div>
      <div className="edit-card-tools">
        <Mark problems={problems} />
        <button
          type="button"
          className="edit-tool"
          aria-label={t('details', { name })}
          aria-expanded={isOpen}
          onClick={() => open(isOpen ? null : id)}
        >
          <EditIcon name="pen" />
        </button>
        <button
          type="button"
          className="edit-tool edit-remove"
          aria-label={t('remove', { name })}
          onClick={() => {
            void apply({ do: 'remove', what: 'touchpoint', id });
            say(t('removed', { name }));
          }}
        >
          <EditIcon name="cross" />
        </button>
      </div>
    </div>
  );
});
