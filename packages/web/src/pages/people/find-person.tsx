import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { findPeople } from '../../api/people.ts';
import { markOf, type Said } from './said.ts';

/** Finds somebody by an id of the source, which stands in no address and is kept nowhere; the only one found opens. */
export function FindPerson({ said: { t } }: { readonly said: Said }) {
  const [id, setId] = useState('');
  const go = useNavigate();
  const find = useMutation({
    mutationFn: findPeople,
    onSuccess: ({ people: [only, ...others] }) => {
      if (only !== undefined && others.length === 0)
        void go({ to: '/people/$id', params: { id: only.person }, search: {} });
    },
  });
  const found = find.data?.people ?? [];
  return (
    <search>
      <form
        className="people-find"
        onSubmit={(event) => {
          event.preventDefault();
          if (id.trim() !== '') find.mutate(id.trim());
        }}
      >
        <TextInput
          label={t('findLabel')}
          placeholder={t('findPlaceholder')}
          value={id}
          maxLength={400}
          autoComplete="off"
          spellCheck={false}
          onChange={({ currentTarget }) => setId(currentTarget.value)}
        />
        <Button type="submit" loading={find.isPending} disabled={id.trim() === ''}>
          {t('findGo')}
        </Button>
      </form>
      <div role="status">
        {find.isSuccess && found.length === 0 && (
          <p className="people-none">
            {t('foundNone', { id: find.variables })} <span>{t('foundNoneHint')}</span>
          </p>
        )}
        {found.length > 1 && (
          <ul className="people-found">
            {found.map(({ person, isKnownAs }) => (
              <li key={person}>
                <Link to="/people/$id" params={{ id: person }} search={{}}>
                  <code>{markOf(person)}</code>
                </Link>{' '}
                {isKnownAs !== null && t(`knownAs.${isKnownAs}`)}
              </li>
            ))}
          </ul>
        )}
      </div>
      {find.error !== null && (
        <p role="alert" className="people-none">
          {find.error.message}
        </p>
      )}
    </search>
  );
}
