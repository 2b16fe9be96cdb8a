import type { ProblemAt } from '@bothways/core/edit';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditing, useShown } from './edit-context.ts';
import { EditIcon } from './edit-icons.tsx';
import { sentence, worstFirst } from './edit-problems.tsx';

/** Undo, redo, what is unsaved and what is wrong, and the way to save. */
export function EditBar({
  isKept,
  isBuilt,
  onSave,
  onVersions,
  onPaste,
  onLeave,
}: {
  /** What is unsaved is kept in the browser. */
  readonly isKept: boolean;
  /** The figures are of the newest version. */
  readonly isBuilt: boolean;
  readonly onSave: () => void;
  readonly onVersions: () => void;
  readonly onPaste: () => void;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('edit');
  const { store } = useEditing();
  const { undo, redo, isChanged, busy, refused, look } = useShown(store);
  const [isListed, setListed] = useState(false);
  const errors = look.problems.filter(({ problem }) => problem.severity === 'error').length;
  const hints = look.problems.length - errors;
  const state = !isChanged
    ? t('clean')
    : isKept
      ? undo > 0
        ? t('unsaved', { count: undo })
        : t('unsavedKept')
      : t('unsavedLost');
  const said = [
    ...(errors > 0 ? [t('errors', { count: errors })] : []),
    ...(hints > 0 ? [t('hints', { count: hints })] : []),
  ].join(', ');
  return (
    <div className="edit-bar">
      <div className="edit-bar-line">
        <button
          type="button"
          className="edit-tool is-large"
          aria-label={t('undo')}
          title={t('undo')}
          disabled={undo === 0 || busy > 0}
          onClick={store.undo}
        >
          <EditIcon name="undo" />
        </button>
        <button
          type="button"
          className="edit-tool is-large"
          aria-label={t('redo')}
          title={t('redo')}
          disabled={redo === 0 || busy > 0}
          onClick={store.redo}
        >
          <EditIcon name="redo" />
        </button>
        <span className="edit-state" role="status" data-busy={busy > 0}>
          {state}
        </span>
        <button
          type="button"
          className={`edit-count ${errors > 0 ? 'is-error' : ''}`}
          aria-expanded={isListed}
          disabled={look.problems.length === 0}
          onClick={() => setListed(!isListed)}
        >
          {look.problems.length === 0 ? t('fine') : said}
        </button>
        <span className="edit-bar-rest">
          <Button variant="default" onClick={onPaste}>
            {t('paste')}
          </Button>
          <Button variant="default" onClick={onVersions}>
            {t('versions')}
          </Button>
          <Button variant="default" onClick={onLeave}>
            {t('leave')}
          </Button>
          <Button disabled={(!isChanged && isBuilt) || busy > 0} onClick={onSave}>
            {t('save')}
          </Button>
        </span>
      </div>
      {refused !== null && (
        <div className="edit-note is-error" role="alert">
          <strong>{t('refused')}: </strong>
          <span lang="en">
            {sentence(refused.message)} {sentence(refused.hint)}
          </span>
          <button
            type="button"
            className="edit-tool"
            aria-label={t('close')}
            onClick={store.forgive}
          >
            <EditIcon name="cross" />
          </button>
        </div>
      )}
      {isListed && look.problems.length > 0 && <Problems problems={look.problems} />}
    </div>
  );
}

/** All that is wrong or doubtful; each leads to the thing that it speaks of. */
function Problems({ problems }: { readonly problems: readonly ProblemAt[] }) {
  const { t } = useTranslation('edit');
  const { open } = useEditing();
  return (
    <section className="edit-problems" aria-label={t('problems')}>
      <ul className="edit-notes">
        {worstFirst(problems).map(({ problem, part }, index) => {
          const kind = problem.severity === 'error' ? 'error' : 'hint';
          const { file, line, message, hint } = problem;
          return (
            <li key={`${file}:${line}:${index}`} className={`edit-note is-${kind}`}>
              <strong>{t(kind)}: </strong>
              <span lang="en">
                {sentence(message)} <span className="edit-note-hint">{sentence(hint)}</span>
              </span>{' '}
              {part?.what === 'touchpoint' ? (
                <button type="button" className="edit-link" onClick={() => open(part.id)}>
                  {t('details', { name: part.id })}
                </button>
              ) : (
                <span className="edit-quiet">
                  {part === null
                    ? t('place', { file, line })
                    : `${t(`what.${part.what}`)} ${part.id}`}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
