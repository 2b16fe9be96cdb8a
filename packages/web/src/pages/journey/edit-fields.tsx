import type { OutlineRange } from '@bothways/core/edit';
import { Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** What is typed until it is kept: on leaving the field. What comes from elsewhere, such as undo, is shown at once. */
export function useTyped(value: string, onKeep: (text: string) => void) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  return {
    text,
    setText,
    keep: () => {
      if (text.trim() !== value.trim()) onKeep(text);
    },
  };
}

export function TextField({
  label,
  value,
  hint,
  error,
  isLong = false,
  isCode = false,
  onKeep,
  onType,
}: {
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly error?: ReactNode;
  readonly isLong?: boolean;
  readonly isCode?: boolean;
  readonly onKeep: (text: string) => void;
  readonly onType?: (text: string) => void;
}) {
  const { text, setText, keep } = useTyped(value, onKeep);
  const shared = {
    label,
    value: text,
    'data-kept': value,
    onBlur: keep,
    ...(hint === undefined ? {} : { description: hint }),
    ...(error === undefined || error === null ? {} : { error }),
    classNames: { input: isCode ? 'edit-code' : '' },
    spellCheck: !isCode,
  };
  const type = (now: string): void => {
    setText(now);
    onType?.(now);
  };
  if (isLong)
    return (
      <Textarea
        {...shared}
        autosize
        minRows={1}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...shared}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}

const PARTS = ['low', 'median', 'high'] as const;

/** A number with its range: three fields, kept as one. With none of them filled in, nothing is believed. */
export function RangeFields({
  value,
  onKeep,
}: {
  readonly value: OutlineRange | null;
  readonly onKeep: (range: { median: number; low: number; high: number } | null) => void;
}) {
  const { t } = useTranslation('edit');
  const now = PARTS.map((part) => written(value?.[part] ?? null));
  const [typed, setTyped] = useState(now);
  const [known, setKnown] = useState(now.join(' '));
  if (known !== now.join(' ')) {
    setKnown(now.join(' '));
    setTyped(now);
  }
  const numbers = typed.map(numberIn);
  const [low = null, median = null, high = null] = numbers;
  const isEmpty = typed.every((each) => each.trim() === '');
  const isKept = typed.join(' ') === now.join(' ');
  const keep = (): void => {
    if (isKept) return;
    if (isEmpty) onKeep(null);
    else if (
      median !== null &&
      !typed.some((text, at) => text.trim() !== '' && numbers[at] === null)
    )
      onKeep({ median, low: low ?? median, high: high ?? median });
  };
  return (
    <div className="edit-range">
      {PARTS.map((part, index) => (
        <TextInput
          key={part}
          label={t(part)}
          inputMode="decimal"
          data-kept={now[index]}
          value={typed[index] ?? ''}
          error={(typed[index] ?? '').trim() !== '' && numbers[index] === null ? t('number') : null}
          onChange={({ currentTarget: { value: text } }) =>
            setTyped((before) => before.map((each, at) => (at === index ? text : each)))
          }
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
          }}
        />
      ))}
    </div>
  );
}

export function written(value: number | null): string {
  return value === null ? '' : String(value);
}

/** A number above 0 as people type it, with a comma or a point; null: it is none. */
export function numberIn(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value > 0 ? value : null;
}
