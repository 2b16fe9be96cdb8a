import { Autocomplete, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormTyped } from './form-state.ts';

const CURRENCIES = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'CAD',
  'AUD',
  'JPY',
];

/** What the whole is called, and its currency. */
export function WholeTyped({
  form,
  set,
}: {
  readonly form: FormTyped;
  readonly set: (form: FormTyped) => void;
}) {
  const { t } = useTranslation('start');
  return (
    <div className="start-whole">
      <TextInput
        label={t('modelName')}
        placeholder={t('modelNameUsual')}
        value={form.name}
        maxLength={120}
        onChange={({ currentTarget: { value } }) => set({ ...form, name: value })}
      />
      <Autocomplete
        label={t('currency')}
        data={CURRENCIES}
        value={form.currency}
        maxLength={3}
        onChange={(value) => set({ ...form, currency: value.toUpperCase() })}
        error={/^[A-Z]{3}$/.test(form.currency) ? null : 'EUR, USD …'}
      />
    </div>
  );
}
