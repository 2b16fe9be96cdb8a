import type { ModelShown } from '@bothways/core/contract';
import type { OutlineJourney } from '@bothways/core/edit';
import { NativeSelect } from '@mantine/core';
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { EditBar } from './edit-bar.tsx';
import { type Editing, EditingProvider, useEditing, useShown } from './edit-context.ts';
import type { Engine } from './edit-engine.ts';
import { keep } from './edit-kept.ts';
import { EditEmpty, EditMap } from './edit-map.tsx';
import { EditName } from './edit-name.tsx';
import { EditPanel } from './edit-panel.tsx';
import { EditPaste } from './edit-paste.tsx';
import { marksOf, type PartMarks } from './edit-problems.tsx';
import { EditSave } from './edit-save.tsx';
import type { EditStore } from './edit-store.ts';
import { EditVersions } from './edit-versions.tsx';
import { useEditKeys } from './use-edit-keys.ts';

const route = getRouteApi('/journey');
type Dialog =
  | { readonly kind: 'save' | 'versions' }
  | { readonly kind: 'paste'; readonly text: string }
  | null;

interface DeskProps {
  readonly model: ModelShown;
  readonly working: { readonly engine: Engine; readonly store: EditStore };
  readonly isKept: boolean;
  readonly onMoved: () => Promise<void>;
}

/** Where the model is edited: the map, the panel of a touchpoint, and what is done with all of it. */
export function EditDesk({ model, working: { engine, store }, isKept, onMoved }: DeskProps) {
  const { t } = useTranslation('edit');
  const go = useNavigate();
  const search = route.useSearch();
  const { touchpoint: open } = useParams({ strict: false });
  const { outline, problems } = useShown(store).look;
  const [dialog, setDialog] = useState<Dialog>(null);
  const [said, setSaid] = useState('');
  const journey = chosen(outline.journeys, search.journey, open);
  const id = journey?.id ?? null;
  const editing = useMemo<Editing>(
    () => ({
      ...{ engine, store, journey: id ?? '', apply: store.apply, say: setSaid },
      open: (touchpoint) =>
        void (touchpoint === null
          ? go({ to: '/journey', search: true, resetScroll: false })
          : go({
              ...{ to: '/journey/$touchpoint', params: { touchpoint } },
              ...{ search: true, resetScroll: false },
            })),
    }),
    [engine, store, id, go],
  );
  const marks = useMemo(() => marksOf(problems, id ?? ''), [problems, id]);
  useEditKeys(store, dialog === null, (text) => setDialog({ kind: 'paste', text }));
  const leave = (): void =>
    void go({ to: '/journey', search: ({ edit: _, ...rest }) => rest, resetScroll: false });
  return (
    <EditingProvider value={editing}>
      <Page
        title={t('title')}
        lead={t('lead')}
        beside={<Which journeys={outline.journeys} chosen={id} />}
      >
        <EditBar
          isKept={isKept}
          isBuilt={model.shown === model.version}
          onSave={() => setDialog({ kind: 'save' })}
          onVersions={() => setDialog({ kind: 'versions' })}
          onPaste={() => setDialog({ kind: 'paste', text: '' })}
          onLeave={leave}
        />
        <Surface journey={journey} marks={marks} open={open} />
        <EditPanel outline={outline} open={open} problems={marks.get(`touchpoint:${open}`) ?? []} />
        <output className="edit-hidden" aria-live="assertive">
          {said}
        </output>
        <Dialogs
          {...{ model, journey, dialog, onMoved }}
          onDialog={setDialog}
          onSay={setSaid}
          onSaved={leave}
        />
      </Page>
    </EditingProvider>
  );
}

function Surface({
  journey,
  marks,
  open,
}: {
  readonly journey: OutlineJourney | undefined;
  readonly marks: PartMarks;
  readonly open: string | undefined;
}) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  if (journey === undefined) return <EditEmpty journey={null} />;
  const { id, name, phases } = journey;
  return (
    <>
      <EditName
        label={t('nameOf.journey')}
        value={name}
        className="is-journey"
        onName={(to) => void apply({ do: 'rename', what: 'journey', id, name: to })}
      />
      {phases.length === 0 ? (
        <EditEmpty journey={id} />
      ) : (
        <EditMap journey={journey} marks={marks} open={open} />
      )}
    </>
  );
}

function Dialogs({
  model,
  journey,
  dialog,
  onDialog,
  onSay,
  onMoved,
  onSaved,
}: {
  readonly model: ModelShown;
  readonly journey: OutlineJourney | undefined;
  readonly dialog: Dialog;
  readonly onDialog: (dialog: Dialog) => void;
  readonly onSay: (text: string) => void;
  readonly onMoved: () => Promise<void>;
  readonly onSaved: () => void;
}) {
  const { t } = useTranslation('edit');
  const { store } = useEditing();
  const [note, setNote] = useState('');
  const close = (): void => onDialog(null);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'paste':
      return <EditPaste journey={journey} begun={dialog.text} onClose={close} />;
    case 'versions':
      return (
        <EditVersions
          model={model}
          onClose={close}
          onBuild={model.shown === model.version ? null : () => onDialog({ kind: 'save' })}
          onRestore={(version, files) => {
            setNote(t('backTo', { version }));
            onSay(t('restored', { version }));
            close();
            void store.replace(files);
          }}
        />
      );
    case 'save':
      return (
        <EditSave
          {...{ model, note, onSaved }}
          onClose={close}
          onKept={() => keep(null)}
          onMoved={() => {
            close();
            void onMoved();
          }}
        />
      );
  }
}

function chosen(
  journeys: readonly OutlineJourney[],
  asked: string | undefined,
  open: string | undefined,
): OutlineJourney | undefined {
  const has = ({ phases }: OutlineJourney): boolean =>
    phases.some(({ steps }) =>
      steps.some(({ touchpoints }) => touchpoints.some(({ id }) => id === open)),
    );
  return journeys.find(({ id }) => id === asked) ?? journeys.find(has) ?? journeys[0];
}

/** Which journey is edited; also those that have nothing yet. */
function Which({
  journeys,
  chosen: now,
}: {
  readonly journeys: readonly OutlineJourney[];
  readonly chosen: string | null;
}) {
  const { t } = useTranslation('edit');
  const go = useNavigate();
  if (journeys.length < 2) return null;
  return (
    <NativeSelect
      aria-label={t('which')}
      value={now ?? ''}
      onChange={({ currentTarget: { value } }) =>
        void go({ to: '/journey', search: (search) => ({ ...search, journey: value }) })
      }
      data={journeys.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
