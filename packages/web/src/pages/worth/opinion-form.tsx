import type { WorthShown } from '@bothways/core/contract';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readTyped, type Typed, typedOf, type Wrong } from './amounts.ts';
import type { Unit } from './opinions.ts';

const BASES = ['measured', 'stated', 'assumed'] as const;

/** An opinion in numbers: its middle, its range, how it is known, from where, and who agreed when. */
export function OpinionForm({
  per: { units },
  unit,
  currency,
  worth,
  label,
  before,
  use,
  close,
}: {
  readonly per: Unit;
  /** What one is called. */
  readonly unit: string;
  readonly currency: string;
  /** Null: nothing is said yet. */
  readonly worth: WorthShown | null;
  readonly label: string;
  /** What is asked first. */
  readonly before?: ReactNode;
  /** Null: it is to be said no more. */
  readonly use: (worth: WorthShown | null) => void;
  readonly close: () => void;
}) {
  const { t, i18n } = useTranslation('worth');
  const [typed, setTyped] = useState(() => typedOf(worth, units, i18n.language === 'de'));
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const put = (part: Partial<Typed>): void => {
    // Who agreed to the numbers of before did not agree to others.
    const isOther = 'median' in part || 'low' in part || 'high' in part;
    const isAsBefore = worth !== null && typed.agreedBy === (worth.agreedBy ?? '');
    const nobody = isOther && isAsBefore ? { agreedBy: '', agreedOn: '' } : {};
    setTyped({ ...typed, ...nobody, ...part });
    setWrong(null);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = readTyped(typed, units);
    if (typeof read === 'string') setWrong(read);
    else use(read);
  };
  const text = (name: 'median' | 'low' | 'high' | 'source' | 'agreedBy') => ({
    label: t(`form-${name}`),
    value: typed[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      put({ [name]: event.currentTarget.value }),
  });
  return (
    <form className="opinion-form" aria-label={label} onSubmit={submit} noValidate>
      {before}
      <p className="form-per">{t('form-per', { currency, unit })}</p>
      <div className="form-numbers">
        <TextInput
          {...text('median')}
          inputMode="decimal"
          error={wrong === 'median' && t('wrong-median')}
          data-autofocus
        />
        <TextInput {...text('low')} inputMode="decimal" placeholder={t('form-none')} />
        <TextInput {...text('high')} inputMode="decimal" placeholder={t('form-none')} />
      </div>
      {wrong === 'range' && (
        <p className="form-wrong" role="alert">
          {t('wrong-range')}
        </p>
      )}
      <div className="form-basis">
        <span className="form-label">{t('form-basis')}</span>
        <SegmentedControl
          size="xs"
          value={typed.basis}
          aria-label={t('form-basis')}
          data={BASES.map((value) => ({ value, label: t(value) }))}
          onChange={(basis) => put({ basis: BASES.find((each) => each === basis) ?? 'assumed' })}
        />
      </div>
      <div className="form-origin">
        <TextInput {...text('source')} placeholder={t('form-sourceHint')} />
        <TextInput {...text('agreedBy')} placeholder={t('form-agreedHint')} />
        <TextInput
          type="date"
          label={t('form-agreedOn')}
          value={typed.agreedOn}
          onChange={(event) => put({ agreedOn: event.currentTarget.value })}
        />
      </div>
      <div className="form-acts">
        <Button type="submit" size="compact-md">
          {t('form-use')}
        </Button>
        <Button variant="default" size="compact-md" onClick={close}>
          {t('form-cancel')}
        </Button>
        {worth !== null && (
          <Button variant="subtle" color="gray" size="compact-md" onClick={() => use(null)}>
            {t('form-remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
