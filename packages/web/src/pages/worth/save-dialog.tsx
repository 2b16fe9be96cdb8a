import type { Valuations } from '@bothways/core/contract';
import type { Opinions } from '@bothways/core/revalue';
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/get.ts';
import { useModel, useSaveModel } from '../../api/model.ts';
import { make, tellSaved } from '../../valued/shared.ts';
import { type Agreement, differencesOf, editsFor } from './differences.ts';
import { useUnitFormat } from './figures.ts';
import { labelOf, unitOf } from './label.ts';
import type { Opinion } from './opinions.ts';

/** Keeps what was moved as a new version of the model: what changes, who agreed, and a note for those who come after. */
export function SaveDialog({
  valuations,
  moved,
  opinions,
  close,
}: {
  readonly valuations: Valuations;
  readonly moved: Opinions;
  readonly opinions: readonly Opinion[];
  readonly close: () => void;
}) {
  const { t } = useTranslation('worth');
  const [by, setBy] = useState('');
  const [on, setOn] = useState(() => new Date().toISOString().slice(0, 10));
  const [note, setNote] = useState('');
  const saving = useSaving(valuations, moved, close);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.save({ by, on }, note);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('save-title')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('form-cancel') }}
    >
      <form className="save-form" onSubmit={submit}>
        <Differences valuations={valuations} moved={moved} opinions={opinions} />
        <div className="save-who">
          <TextInput
            label={t('save-by')}
            placeholder={t('form-agreedHint')}
            value={by}
            onChange={({ currentTarget: { value } }) => setBy(value)}
            data-autofocus
          />
          <TextInput
            type="date"
            label={t('form-agreedOn')}
            value={on}
            onChange={({ currentTarget: { value } }) => setOn(value)}
          />
        </div>
        <p className="worth-note">{t(by.trim() === '' ? 'save-assumed' : 'save-stated')}</p>
        <Textarea
          label={t('save-note')}
          placeholder={t('save-noteHint')}
          autosize
          minRows={2}
          maxLength={2000}
          value={note}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
        {saving.wrong !== null && (
          <p className="form-wrong" role="alert">
            {saving.wrong}
          </p>
        )}
        <div className="form-acts">
          <Button type="submit" loading={saving.isBusy} disabled={!saving.isReady}>
            {t('save-do')}
          </Button>
          <Button variant="default" onClick={close} disabled={saving.isBusy}>
            {t('form-cancel')}
          </Button>
          <span className="save-busy" role="status">
            {saving.isBusy && t('save-busy')}
          </span>
        </div>
      </form>
    </Modal>
  );
}

/** "Waiting time, cost to customers: EUR 0.36 a minute, was 0.24". */
function Differences({
  valuations,
  moved,
  opinions,
}: {
  readonly valuations: Valuations;
  readonly moved: Opinions;
  readonly opinions: readonly Opinion[];
}) {
  const { t } = useTranslation('worth');
  const units = useUnitFormat(valuations.currency);
  const known = new Map(opinions.map((opinion) => [opinion.key, opinion]));
  return (
    <ul className="differences">
      {differencesOf(valuations.valuations, moved).flatMap(({ key, was, is }) => {
        const opinion = known.get(key);
        if (opinion === undefined) return [];
        const { per } = opinion;
        const money = (amount: number): string => units.money(amount * per.units);
        const bare = (amount: number): string => units.bare(amount * per.units);
        const near = (amount: number): string => units.near(amount * per.units);
        const now = is === null ? '' : money(is.median);
        const values = {
          ...{ now, unit: unitOf(per, t), was: was === null ? '' : bare(was.median) },
        };
        const text =
          is === null
            ? t('changed-removed', values)
            : was === null
              ? t('changed-added', values)
              : was.median === is.median
                ? t('changed-words', values)
                : t('changed', values);
        return [
          <li key={key}>
            <strong>{labelOf(opinion, t).full}</strong>
            <span>{text}</span>
            {is !== null && is.low !== is.high && (
              <span className="difference-range">
                {t('changed-range', { low: near(is.low), high: near(is.high) })}
              </span>
            )}
          </li>,
        ];
      })}
    </ul>
  );
}

interface Saving {
  readonly save: (agreement: Agreement, note: string) => void;
  readonly isBusy: boolean;
  readonly isReady: boolean;
  /** What went wrong, for people. */
  readonly wrong: string | null;
}

function useSaving(valuations: Valuations, moved: Opinions, done: () => void): Saving {
  const { t } = useTranslation('worth');
  const model = useModel();
  const queries = useQueryClient();
  const { mutateAsync } = useSaveModel();
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function kept(agreement: Agreement, note: string): Promise<string | null> {
    const { data } = model;
    if (data === undefined) return t('save-noModel');
    if (data.version !== valuations.modelVersion) return t('save-moved');
    // Reading and writing YAML is heavy: it comes when it is needed.
    const { editModel } = await import('@bothways/core/edit');
    const edits = editsFor(valuations.valuations, moved, agreement);
    const edited = editModel(data.files, edits);
    if ('refused' in edited) return `${edited.refused.message}. ${edited.refused.hint}`;
    await mutateAsync({ files: edited.files, note, base: data.version });
    // What was moved is agreed now: sliders rest at it, here and in every other window.
    make({ do: 'reset-all' }, valuations.modelVersion);
    await queries.invalidateQueries();
    tellSaved();
    return null;
  }

  function save(agreement: Agreement, note: string): void {
    setBusy(true);
    setWrong(null);
    kept(agreement, note)
      .then((said) => (said === null ? done() : setWrong(said)))
      .catch((fault: unknown) => setWrong(faultWords(fault, t('save-moved'))))
      .finally(() => setBusy(false));
  }

  return { save, isBusy, isReady: model.data !== undefined && !isBusy, wrong };
}

function faultWords(fault: unknown, movedWords: string): string {
  if (!(fault instanceof ApiError)) return String(fault);
  if (fault.fault.code === 'model-moved') return movedWords;
  const { message, hint } = fault.fault;
  return [message, ...(hint === undefined ? [] : [hint])].join('. ');
}
