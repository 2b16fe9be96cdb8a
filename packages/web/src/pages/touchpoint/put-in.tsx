import type { TouchpointWhole } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../../api/get.ts';
import { useModel, useSaveModel } from '../../api/model.ts';
import { filesWithRules } from './put-in-model.ts';
import type { RuleDrafts } from './rule-drafts.ts';
import type { Said } from './touchpoint-words.ts';

/** Saves the rules that were tried as a new version of the model; the ledger follows. */
export function PutIn({
  touchpoint,
  drafts,
  isSound,
  onDone,
  said: { t },
}: {
  readonly touchpoint: TouchpointWhole;
  readonly drafts: RuleDrafts;
  readonly isSound: boolean;
  readonly onDone: () => void;
  readonly said: Said;
}) {
  const queries = useQueryClient();
  const model = useModel();
  const save = useSaveModel();
  const put = useMutation({
    mutationFn: async () => {
      if (model.data === undefined) throw model.error ?? new Error('no model');
      const edited = await filesWithRules(model.data.files, touchpoint, drafts);
      if ('refused' in edited) throw new ApiError({ code: 'model-wrong', ...edited.refused }, 422);
      const note = t('putNote', { name: touchpoint.name });
      await save.mutateAsync({ files: edited.files, note, base: model.data.version });
      await queries.invalidateQueries({ queryKey: ['touchpoint', touchpoint.id] });
    },
    onSuccess: onDone,
  });
  return (
    <>
      <Button
        disabled={!isSound || model.data === undefined}
        loading={put.isPending}
        onClick={() => put.mutate()}
      >
        {put.isPending ? t('putting') : t('putIn')}
      </Button>
      {put.error !== null && <Refused error={put.error} title={t('putRefused')} />}
    </>
  );
}

function Refused({ error, title }: { readonly error: Error; readonly title: string }) {
  const hint = error instanceof ApiError ? error.fault.hint : undefined;
  return (
    <div className="tp-refused" role="alert">
      <strong>{title}</strong>
      <p lang="en">
        {error.message} {hint}
      </p>
    </div>
  );
}
