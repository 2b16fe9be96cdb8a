import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/send.ts';
import { Command } from '../../parts/command.tsx';
import { markOf, type Said } from './said.ts';
import { Section } from './section.tsx';

/** Everything of a person, to take away or to erase. */
export function OwnData({ person, said }: { readonly person: string; readonly said: Said }) {
  const { t } = said;
  const [typed, setTyped] = useState<string | null>(null);
  const erase = useMutation({
    mutationFn: () => send<unknown>(`/api/people/${person}/erase`, {}),
  });
  const mark = markOf(person);
  return (
    <Section id="own" title={t('own.title')} note={t('own.note')}>
      <div className="person-own">
        <div>
          <a
            className="link-button"
            href={`/api/people/${person}/export`}
            download={`${mark}.json`}
          >
            {t('own.export')}
          </a>
          <p className="person-muted">{t('own.exportNote')}</p>
        </div>
        {erase.isSuccess ? (
          <div role="status" className="person-erased">
            <h3>{t('own.eraseAsked')}</h3>
            <p>{t('own.eraseAskedNote')}</p>
            <Command lines={[`bothways erase ${person} --now`]} />
          </div>
        ) : typed === null ? (
          <div>
            <Button variant="default" onClick={() => setTyped('')}>
              {t('own.eraseBegin')}
            </Button>
          </div>
        ) : (
          <form
            className="person-erase"
            onSubmit={(event) => {
              event.preventDefault();
              if (typed.trim() === mark) erase.mutate();
            }}
          >
            <h3>{t('own.erase')}</h3>
            <p>{t('own.eraseNote')}</p>
            <TextInput
              label={t('own.eraseType', { mark })}
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
            <div className="person-acts">
              <Button
                type="submit"
                color="red"
                disabled={typed.trim() !== mark}
                loading={erase.isPending}
              >
                {t('own.eraseGo')}
              </Button>
              <Button variant="default" onClick={() => setTyped(null)}>
                {t('own.eraseStays')}
              </Button>
            </div>
            {erase.error !== null && (
              <p role="alert" className="person-fault">
                {erase.error.message}
              </p>
            )}
          </form>
        )}
      </div>
    </Section>
  );
}
