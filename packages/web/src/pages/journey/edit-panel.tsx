import type { Edit, Outline, OutlineTouchpoint, ProblemAt } from '@bothways/core/edit';
import { Autocomplete, Button, Drawer, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEditing } from './edit-context.ts';
import { EditExpectations } from './edit-expectations.tsx';
import { RangeFields, TextField, useTyped } from './edit-fields.tsx';
import { EditLines } from './edit-lines.tsx';
import { ProblemNotes } from './edit-problems.tsx';
import { EditRule } from './edit-rule.tsx';

const INFLUENCES = ['brand', 'communications', 'purchase', 'product', 'service'] as const;
const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
const CHANNELS = ['web', 'app', 'store', 'phone', 'email', 'chat', 'post', 'partner'];
/** Fields that show what is wrong with them beside themselves. */
const OWN_NOTES = [
  'name',
  'channel',
  'owner',
  'influence',
  'intention',
  'quote',
  'believed',
  'exchange',
  'expects',
  'when',
];

/** The panel in which everything of a touchpoint is edited. */
export function EditPanel({
  outline,
  open,
  problems,
}: {
  readonly outline: Outline;
  readonly open: string | undefined;
  readonly problems: readonly ProblemAt[];
}) {
  const { t } = useTranslation('edit');
  const editing = useEditing();
  const touchpoint = touchpointsIn(outline).find(({ id }) => id === open);
  return (
    <Drawer
      opened={open !== undefined}
      onClose={() => editing.open(null)}
      position="right"
      size={480}
      title={touchpoint?.name ?? t('gone')}
      closeButtonProps={{ 'aria-label': t('close') }}
      overlayProps={{ backgroundOpacity: 0.1 }}
      transitionProps={{ duration: 120 }}
      classNames={{ content: 'panel', title: 'panel-title', header: 'panel-header' }}
    >
      {touchpoint !== undefined && (
        <Fields key={touchpoint.id} outline={outline} touchpoint={touchpoint} problems={problems} />
      )}
    </Drawer>
  );
}

export function touchpointsIn(outline: Outline): readonly OutlineTouchpoint[] {
  return outline.journeys
    .flatMap(({ phases }) => phases)
    .flatMap(({ steps }) => steps)
    .flatMap(({ touchpoints }) => touchpoints);
}

function Fields({
  outline,
  touchpoint,
  problems,
}: {
  readonly outline: Outline;
  readonly touchpoint: OutlineTouchpoint;
  readonly problems: readonly ProblemAt[];
}) {
  const { t } = useTranslation('edit');
  const words = useTranslation('journey').t;
  const { apply, open, say } = useEditing();
  const { id, name } = touchpoint;
  const set = (edit: Omit<Extract<Edit, { readonly do: 'set' }>, 'do' | 'touchpoint'>): void =>
    void apply({ do: 'set', touchpoint: id, ...edit } as Edit);
  const of = (field: string): readonly ProblemAt[] =>
    problems.filter(({ part }) => part?.field === field);
  const rest = problems.filter(({ part }) => !OWN_NOTES.includes(part?.field ?? ''));
  return (
    <div className="edit-fields">
      <ProblemNotes problems={rest} />
      <TextField
        label={t('name')}
        value={name}
        onKeep={(to) =>
          to.trim() !== '' && void apply({ do: 'rename', what: 'touchpoint', id, name: to })
        }
      />
      <Channel outline={outline} touchpoint={touchpoint} />
      <ProblemNotes problems={of('channel')} />
      <Owner outline={outline} touchpoint={touchpoint} />
      <ProblemNotes problems={of('owner')} />
      <NativeSelect
        label={t('influence')}
        value={touchpoint.influence ?? ''}
        onChange={({ currentTarget: { value } }) =>
          set({ field: 'influence', value: INFLUENCES.find((each) => each === value) ?? null })
        }
        data={[
          { value: '', label: t('notSaid') },
          ...INFLUENCES.map((each) => ({ value: each, label: words(`influences.${each}`) })),
        ]}
      />
      <TextField
        isLong
        label={t('intention')}
        hint={t('intentionHint')}
        value={touchpoint.intention ?? ''}
        onKeep={(value) => set({ field: 'intention', value })}
      />
      <TextField
        isLong
        label={t('quote')}
        value={touchpoint.quote ?? ''}
        onKeep={(value) => set({ field: 'quote', value })}
      />
      <Volume touchpoint={touchpoint} problems={of('believed')} />
      <EditLines outline={outline} touchpoint={touchpoint} problems={of('exchange')} />
      <EditExpectations touchpoint={touchpoint} problems={of('expects')} />
      <EditRule touchpoint={touchpoint} problems={of('when')} />
      <Button
        variant="default"
        onClick={() => {
          open(null);
          void apply({ do: 'remove', what: 'touchpoint', id });
          say(t('removed', { name }));
        }}
      >
        {t('removeTouchpoint')}
      </Button>
    </div>
  );
}

interface Field {
  readonly outline: Outline;
  readonly touchpoint: OutlineTouchpoint;
}

function Channel({ outline, touchpoint: { id, channel } }: Field) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  const keepChannel = (value: string): void => {
    if (value.trim() !== '') void apply({ do: 'set', touchpoint: id, field: 'channel', value });
  };
  const { text, setText, keep } = useTyped(channel, keepChannel);
  const known = new Set([...touchpointsIn(outline).map((each) => each.channel), ...CHANNELS]);
  return (
    <Autocomplete
      label={t('channel')}
      value={text}
      onChange={setText}
      onOptionSubmit={keepChannel}
      onBlur={keep}
      data={[...known].filter((each) => each !== '')}
    />
  );
}

/** A team of the model by its name, or a new one. */
function Owner({ outline, touchpoint: { id, owner } }: Field) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  const teams = outline.actors.filter(({ kind }) => kind === 'team');
  const known = outline.actors.find((each) => each.id === owner)?.name ?? owner ?? '';
  const keepOwner = (name: string): void => {
    if (name.trim() === '') void apply({ do: 'set', touchpoint: id, field: 'owner', value: null });
    else void apply({ do: 'add-team', name, touchpoint: id });
  };
  const { text, setText, keep } = useTyped(known, keepOwner);
  return (
    <Autocomplete
      label={t('owner')}
      description={t('ownerHint')}
      value={text}
      onChange={setText}
      onOptionSubmit={keepOwner}
      onBlur={keep}
      data={[...new Set(teams.map(({ name }) => name))]}
    />
  );
}

function Volume({
  touchpoint: { id, volume },
  problems,
}: {
  readonly touchpoint: OutlineTouchpoint;
  readonly problems: readonly ProblemAt[];
}) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  const per = PERIODS.find((each) => each === volume?.per) ?? 'month';
  return (
    <fieldset className="edit-group">
      <legend>{t('volume')}</legend>
      <RangeFields
        value={volume}
        onKeep={(range) =>
          void apply({
            ...{ do: 'set', touchpoint: id, field: 'volume' },
            value: range === null ? null : { per, ...range },
          })
        }
      />
      <NativeSelect
        label={t('per')}
        value={per}
        disabled={volume?.median === undefined || volume.median === null}
        onChange={({ currentTarget: { value } }) => {
          const { median, low, high } = volume ?? { median: null, low: null, high: null };
          if (median === null) return;
          void apply({
            ...{ do: 'set', touchpoint: id, field: 'volume' },
            value: {
              per: PERIODS.find((each) => each === value) ?? per,
              ...{ median, low: low ?? median, high: high ?? median },
            },
          });
        }}
        data={PERIODS.map((each) => ({ value: each, label: t(`periods.${each}`) }))}
      />
      <p className="edit-quiet">{t('rangeHint')}</p>
      <ProblemNotes problems={problems} />
    </fieldset>
  );
}
