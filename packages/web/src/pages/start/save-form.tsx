import { believeDraft, type ModelForm, writeForm } from '@bothways/core';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveModel } from '../../api/model.ts';
import { JobProgress } from '../../parts/job-progress.tsx';
import type { TouchpointTyped } from './form-state.ts';
import { SaidNo } from './said-no.tsx';

/** Makes a model of what the form says, then shows its journey. */
export function SaveForm({
  form,
  draft,
  note,
  onSaved,
}: {
  readonly form: ModelForm;
  readonly draft?: string | undefined;
  readonly note: string;
  readonly onSaved: () => void;
}) {
  const { t } = useTranslation('start');
  const save = useSaveModel();
  const navigate = useNavigate();
  const [job, setJob] = useState<string | null>(null);
  const go = (): void => {
    const files = [{ file: 'model.bothways.yaml', text: textOf(form, draft) }];
    save.mutate(
      { base: null, files, note, onKept: (kept) => setJob(kept.job) },
      {
        onSuccess: () => {
          onSaved();
          void navigate({ to: '/journey', search: {} });
        },
      },
    );
  };
  return (
    <div className="start-bar">
      <Button
        color="cyan.9"
        size="md"
        onClick={go}
        loading={save.isPending}
        disabled={form.touchpoints.length === 0}
      >
        {t('save')}
      </Button>
      {save.isPending && job !== null && <JobProgress job={job} title={t('saving')} />}
      {save.error !== null && <SaidNo error={save.error} title={t('saveFailed')} retry={go} />}
    </div>
  );
}

function textOf(form: ModelForm, draft: string | undefined): string {
  if (draft === undefined) return writeForm(form);
  const touchpoints = form.touchpoints.flatMap((each) => {
    const { id } = each as TouchpointTyped;
    return id === undefined ? [] : [{ ...each, id }];
  });
  return believeDraft(draft, { ...form, touchpoints });
}
