import './sources.css';
import { SOURCE_NAME_MAX, type SourceMade } from '@bothways/core/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/get.ts';
import { useMakeSource } from '../api/sources.ts';

/** Names a source and makes it. */
export function NewSource({ made }: { readonly made: (source: SourceMade) => void }) {
  const { t } = useTranslation('sources');
  const [name, setName] = useState('');
  const make = useMakeSource();
  const { error } = make;
  const hint = error instanceof ApiError ? error.fault.hint : undefined;
  return (
    <form
      className="new-source"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        make.mutate(name.trim(), {
          onSuccess: (source) => {
            setName('');
            made(source);
          },
        });
      }}
    >
      <TextInput
        label={t('nameLabel')}
        placeholder={t('namePlaceholder')}
        value={name}
        maxLength={SOURCE_NAME_MAX}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button type="submit" loading={make.isPending} disabled={name.trim() === ''}>
        {t('make')}
      </Button>
      {error !== null && (
        <p role="alert">
          {error.message}
          {hint !== undefined && <span>{hint}</span>}
        </p>
      )}
    </form>
  );
}
