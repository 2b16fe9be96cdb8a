import type { Outline, OutlineJourney } from '@bothways/core/edit';
import { Button, Modal, SegmentedControl, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditing } from './edit-context.ts';
import { sentence } from './edit-problems.tsx';

/** A sheet from a spreadsheet: first what it becomes is shown, then it becomes that. */
export function EditPaste({
  journey,
  begun,
  onClose,
}: {
  readonly journey: OutlineJourney | undefined;
  /** What was pasted already. */
  readonly begun: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('edit');
  const { engine, store, apply } = useEditing();
  const [text, setText] = useState(begun);
  const [isHere, setHere] = useState(journey !== undefined);
  const into = isHere ? (journey?.id ?? null) : null;
  const { data, isPending } = useQuery({
    queryKey: ['edit', 'paste', text, into],
    queryFn: () => engine.ask({ ask: 'paste', files: store.shown().files, text, journey: into }),
    enabled: text.trim() !== '',
    gcTime: 0,
  });
  const refused = data !== undefined && 'refused' in data.answer ? data.answer.refused : null;
  const made = data !== undefined && 'files' in data.answer ? data.answer : null;
  const ids = made?.made.flat() ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={t('pasteTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ title: 'panel-title', content: 'panel' }}
    >
      <div className="edit-dialog">
        <p>{t('pasteLead')}</p>
        <Textarea
          data-autofocus
          label={t('pasteField')}
          rows={5}
          classNames={{ input: 'edit-code' }}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {journey !== undefined && (
          <SegmentedControl
            aria-label={t('pasteInto')}
            value={isHere ? 'here' : 'new'}
            onChange={(value) => setHere(value === 'here')}
            data={[
              { value: 'here', label: t('pasteHere', { name: journey.name }) },
              { value: 'new', label: t('pasteNew') },
            ]}
          />
        )}
        {refused !== null && text.trim() !== '' && (
          <p role="alert" className="edit-note is-error" lang="en">
            {sentence(refused.message)} {sentence(refused.hint)}
          </p>
        )}
        {isPending && text.trim() !== '' && <p className="edit-quiet">{t('busy')}</p>}
        {made !== null && <Preview outline={made.look.outline} made={ids} />}
        <div className="edit-buttons">
          <Button
            disabled={made === null}
            onClick={() => {
              if (data !== undefined) void apply(data.edit);
              onClose();
            }}
          >
            {made === null ? t('pasteNone') : t('pasteTake', { count: ids.length })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** The phases and steps that come, with their touchpoints. */
function Preview({
  outline,
  made,
}: {
  readonly outline: Outline;
  readonly made: readonly string[];
}) {
  const { t } = useTranslation('edit');
  const isNew = new Set(made);
  const phases = outline.journeys
    .flatMap((journey) => journey.phases)
    .filter(({ steps }) =>
      steps.some(({ touchpoints }) => touchpoints.some(({ id }) => isNew.has(id))),
    );
  return (
    <section aria-labelledby="edit-preview">
      <h3 id="edit-preview">{t('pasteSeen')}</h3>
      <div className="edit-preview">
        {phases.map((phase) => (
          <div key={phase.id} className="edit-preview-phase">
            <strong>{phase.name}</strong>
            {phase.steps.map((step) => (
              <div key={step.id}>
                <span>{step.name}</span>
                <ul>
                  {step.touchpoints.map(({ id, name }) => (
                    <li key={id}>{name}</li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
