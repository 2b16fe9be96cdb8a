import type { ModelShown } from '@bothways/core/contract';
import { Button, Modal, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/get.ts';
import { useSaveModel } from '../../api/model.ts';
import { JobProgress } from '../../parts/job-progress.tsx';
import { ChangeList } from './edit-changes.tsx';
import { useEditing, useShown } from './edit-context.ts';
import { ProblemNotes } from './edit-problems.tsx';

/** As the contract has it, which is not worth its weight here. */
const NOTE_MAX = 2000;

/** Asks what was changed, shows the difference, and saves it as a new version that the figures then follow. */
export function EditSave({
  model,
  note: begun,
  onClose,
  onMoved,
  onKept,
  onSaved,
}: {
  readonly model: ModelShown;
  readonly note: string;
  readonly onClose: () => void;
  /** Somebody else was first. */
  readonly onMoved: () => void;
  /** It is saved; the figures have not followed yet. */
  readonly onKept: () => void;
  readonly onSaved: () => void;
}) {
  const { t } = useTranslation('edit');
  const { store } = useEditing();
  const { problems } = useShown(store).look;
  const [note, setNote] = useState(begun);
  const [kept, setKept] = useState<{ readonly version: number; readonly job: string } | null>(null);
  const save = useSaveModel();
  const errors = problems.filter(({ problem }) => problem.severity === 'error');
  const isMoved = save.error instanceof ApiError && save.error.fault.code === 'model-moved';
  const begin = (): void =>
    save.mutate(
      {
        ...{ files: store.shown().files, note, base: model.version },
        onKept: (saved) => {
          setKept(saved);
          onKept();
        },
      },
      { onSuccess: onSaved },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={isMoved ? t('moved') : t('saveTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ title: 'panel-title', content: 'panel' }}
      withCloseButton={!save.isPending}
      closeOnClickOutside={!save.isPending}
      closeOnEscape={!save.isPending}
    >
      {kept !== null ? (
        <JobProgress job={kept.job} title={t('follows', { version: kept.version })} />
      ) : isMoved ? (
        <div className="edit-dialog">
          <p>{t('movedWhy')}</p>
          <Button onClick={onMoved}>{t('movedLook')}</Button>
        </div>
      ) : (
        <form
          className="edit-dialog"
          onSubmit={(event) => {
            event.preventDefault();
            begin();
          }}
        >
          {errors.length > 0 ? (
            <>
              <p>{t('saveErrors')}</p>
              <ProblemNotes problems={errors} />
            </>
          ) : (
            <Difference model={model} />
          )}
          <Textarea
            data-autofocus
            label={t('note')}
            description={t('noteHint')}
            autosize
            minRows={2}
            maxLength={NOTE_MAX}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          {save.error !== null && (
            <div role="alert" className="edit-note is-error">
              {save.error.message}. {save.error instanceof ApiError && save.error.fault.hint}
            </div>
          )}
          <div className="edit-buttons">
            <Button type="submit" disabled={errors.length > 0} loading={save.isPending}>
              {t('saveNow')}
            </Button>
            <Button variant="default" onClick={onClose} disabled={save.isPending}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

/** What the save makes different, in words. */
function Difference({ model }: { readonly model: ModelShown }) {
  const { t } = useTranslation('edit');
  const { store, engine } = useEditing();
  const { files, look } = useShown(store);
  const { data } = useQuery({
    queryKey: ['edit', 'difference', model.version, files],
    queryFn: () => engine.ask({ ask: 'changes', before: model.files, after: files }),
    gcTime: 0,
  });
  return (
    <section aria-labelledby="edit-difference">
      <h3 id="edit-difference">{t('difference')}</h3>
      {data === undefined && <p className="edit-quiet">{t('busy')}</p>}
      {data !== undefined && <ChangeList changes={data ?? []} outline={look.outline} />}
    </section>
  );
}
