import type { TakeAwayFormat, TakeAwayWhat } from '@bothways/core/contract';
import { Loader, SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/get.ts';
import { takeAway } from '../api/take-away.ts';
import type { TakeAwayOf } from './take-away.tsx';

type Form = TakeAwayFormat | 'copy';

/** What is had in which forms, the most useful first. */
const offered: Readonly<Record<TakeAwayWhat, readonly Form[]>> = {
  journey: ['pdf', 'pptx', 'png', 'copy', 'svg', 'xlsx', 'csv'],
  findings: ['pdf', 'pptx', 'xlsx', 'png', 'svg', 'csv'],
  summary: ['pdf', 'png', 'copy', 'svg', 'csv'],
  changed: ['pdf', 'png', 'copy', 'svg'],
};
const whats = [
  'journey',
  'findings',
  'summary',
  'changed',
] as const satisfies readonly TakeAwayWhat[];

/** Chooses what and in which form; the file is made at a click and lies in the downloads. */
export function TakeAwayPanel(of: TakeAwayOf) {
  const { t } = useTranslation('takeAway');
  const [what, setWhat] = useState<TakeAwayWhat>(of.what);
  const { mutate, reset, variables, isPending, data, error } = useTaking(what, of);
  const forms = offered[what].filter((form) => form !== 'copy' || canCopy());
  return (
    <>
      <h2>{t('title')}</h2>
      <p className="take-away-lead">
        {t('lead')} {of.isMoved === true && t('unsaved')}
      </p>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('what')}
        value={what}
        onChange={(value) => {
          setWhat(whats.find((each) => each === value) ?? 'journey');
          reset();
        }}
        data={whats.map((value) => ({ value, label: t(`whats.${value}`) }))}
      />
      <ul className="take-away-forms">
        {forms.map((form) => (
          <li key={form}>
            <button
              type="button"
              data-form={form}
              aria-disabled={isPending}
              onClick={() => !isPending && mutate(form)}
            >
              <span>
                <strong>{form === 'copy' ? t('copy') : t(`formats.${form}`)}</strong>
                <span>{form === 'copy' ? t('copyWhy') : t(`goodFor.${form}`)}</span>
              </span>
              {isPending && variables === form && <Loader size={16} />}
            </button>
          </li>
        ))}
      </ul>
      <p className="take-away-said" role="status">
        {isPending && t('making', { what: t(`whats.${what}`) })}
        {data !== undefined && data}
        {error !== null && <Refused error={error} />}
      </p>
    </>
  );
}

function Refused({ error }: { readonly error: Error }) {
  const { t } = useTranslation('takeAway');
  const hint = error instanceof ApiError ? (error.fault.hint ?? '') : '';
  return (
    <>
      {t('refused')}: {error.message}
      {hint !== '' && `; ${hint}`}.
    </>
  );
}

/** Makes a file and hands it over; what it gives back is what to say then. */
function useTaking(what: TakeAwayWhat, { journey, segment, month, against }: TakeAwayOf) {
  const { t, i18n } = useTranslation('takeAway');
  const theme = useComputedColorScheme('light');
  return useMutation({
    mutationFn: async (form: Form) => {
      const format = form === 'copy' ? 'png' : form;
      // What is printed or presented is light; a picture is as the screen is.
      const isPicture = form === 'copy' || form === 'png' || form === 'svg';
      const asked = { what, format, journey, segment, month, against, lang: i18n.language };
      const making = takeAway(
        { ...asked, theme: isPicture ? theme : 'light' },
        AbortSignal.timeout(90_000),
      );
      if (form === 'copy') {
        const picture = making.then(({ blob }) => blob);
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
        return t('copied');
      }
      const { name, blob } = await making;
      handOver(name, blob);
      return t('made', { name });
    },
  });
}

function canCopy(): boolean {
  return typeof ClipboardItem !== 'undefined' && navigator.clipboard !== undefined;
}

function handOver(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Firefox reads it after the click has ended.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
