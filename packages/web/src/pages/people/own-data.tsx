import type { EraseReply } from '@bothways/core/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useJob } from '../../api/jobs.ts';
import { send } from '../../api/send.ts';
import { localeOf } from '../../parts/amount.ts';
import { JobProgress } from '../../parts/job-progress.tsx';
import { Section } from '../../parts/section.tsx';
import { markOf, type Said } from './said.ts';

/** Everything of a person, to take away or to erase. */
export function OwnData({ person, said }: { readonly person: string; readonly said: Said }) {
  const { t } = said;
  const [typed, setTyped] = useState<string | null>(null);
  const erase = useMutation({
    mutationFn: (now: boolean) => send<EraseReply>(`/api/people/${person}/erase`, { now }),
  });
  const mark = markOf(person);
  return (
    <Section id="own" title={t('own.title')} why={t('own.note')}>
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
            {erase.data.job === null ? (
              <>
                <p>{t('own.eraseDue', { at: momentText(erase.data.dueAt, said) })}</p>
                <div>
                  <Button variant="default" onClick={() => erase.mutate(true)}>
                    {t('own.eraseNow')}
                  </Button>
                </div>
              </>
            ) : (
              <EraseJob job={erase.data.job} said={said} />
            )}
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
              if (typed.trim() === mark) erase.mutate(false);
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

function EraseJob({ job, said: { t } }: { readonly job: string; readonly said: Said }) {
  const { data } = useJob(job);
  if (data?.state === 'done') return <p>{t('own.eraseDone')}</p>;
  return <JobProgress job={job} title={t('own.erasing')} />;
}

function momentText(at: string, { language }: Said): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    ...{ dateStyle: 'long', timeStyle: 'short' },
  }).format(new Date(at));
}
