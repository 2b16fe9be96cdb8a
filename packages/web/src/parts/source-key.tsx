import './sources.css';
import type { SourceMade } from '@bothways/core/contract';
import { Button, CopyButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Command } from './command.tsx';
import { snippetsOf } from './snippets.ts';

/** A key, the only time it is told, and how to send with it. */
export function SourceKey({
  made,
  isRotated = false,
  done,
}: {
  readonly made: SourceMade;
  readonly isRotated?: boolean;
  /** Whoever looks has it; without it there is no button. */
  readonly done?: () => void;
}) {
  const { t } = useTranslation('sources');
  const shell = useTranslation('shell').t;
  const { source, writeKey } = made;
  return (
    <section className="source-key" aria-label={t(isRotated ? 'rotated' : 'made', { source })}>
      <h3>{t(isRotated ? 'rotated' : 'made', { source })}</h3>
      <div className="source-key-line">
        <code data-key>{writeKey}</code>
        <CopyButton value={writeKey}>
          {({ copied, copy }) => (
            <Button onClick={copy}>{copied ? shell('copied') : t('copyKey')}</Button>
          )}
        </CopyButton>
        {done !== undefined && (
          <Button variant="default" onClick={done}>
            {t('done')}
          </Button>
        )}
      </div>
      <p>{t('once')}</p>
      <Snippets writeKey={writeKey} />
    </section>
  );
}

/** How to send a first event with the client that one has. */
export function Snippets({ writeKey }: { readonly writeKey: string }) {
  const { t } = useTranslation('sources');
  const [client, setClient] = useState('curl');
  const all = snippetsOf(window.location.origin, writeKey);
  const snippet = all.find((each) => each.client === client);
  return (
    <div className="snippets">
      <fieldset>
        <legend>{t('client')}</legend>
        {all.map((each) => (
          <button
            key={each.client}
            type="button"
            aria-pressed={each.client === client}
            onClick={() => setClient(each.client)}
          >
            {each.client}
          </button>
        ))}
      </fieldset>
      {snippet !== undefined && (
        <>
          {snippet.install !== '' && (
            <p className="snippet-install">
              {t('install')} <code>{snippet.install}</code>
            </p>
          )}
          <Command lines={snippet.lines} />
        </>
      )}
    </div>
  );
}
