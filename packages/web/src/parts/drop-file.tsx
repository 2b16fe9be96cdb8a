import '@mantine/dropzone/styles.css';
import './drop-file.css';
import { UPLOAD_BYTES_MAX, type Upload } from '@bothways/core/contract';
import { Button, Progress } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/get.ts';
import { sendUpload } from '../api/start.ts';
import { Command } from './command.tsx';

type State =
  | { readonly is: 'waiting' }
  | { readonly is: 'sending'; readonly name: string; readonly part: number }
  | { readonly is: 'too-large'; readonly name: string }
  | { readonly is: 'failed'; readonly message: string; readonly hint: string | undefined };

/** A place to drop a file on or choose one; says how much of it has gone, or why it did not. */
export function DropFile({ onSent }: { readonly onSent: (upload: Upload) => void }) {
  const { t } = useTranslation('alone');
  const [state, setState] = useState<State>({ is: 'waiting' });
  const stop = useRef<AbortController>(null);
  const send = async (file: File): Promise<void> => {
    if (file.size > UPLOAD_BYTES_MAX) {
      setState({ is: 'too-large', name: file.name });
      return;
    }
    stop.current = new AbortController();
    setState({ is: 'sending', name: file.name, part: 0 });
    try {
      const onPart = (part: number): void => setState({ is: 'sending', name: file.name, part });
      onSent(await sendUpload(file, { onPart, signal: stop.current.signal }));
    } catch (fault) {
      setState(faultState(fault));
    }
  };
  if (state.is === 'sending')
    return (
      <div className="drop-sending">
        <p role="status">{t('sending', { name: state.name })}</p>
        <Progress value={100 * state.part} aria-label={t('sending', { name: state.name })} />
        <Button variant="default" onClick={() => stop.current?.abort()}>
          {t('sendStop')}
        </Button>
      </div>
    );
  return (
    <>
      <Refused state={state} />
      <Dropzone
        className="drop-file"
        multiple={false}
        onDrop={([file]) => {
          if (file !== undefined) void send(file);
        }}
        inputProps={{ 'aria-label': t('dropChoose') }}
      >
        <div className="drop-file-in">
          <svg viewBox="0 0 24 24" width="40" height="40" aria-hidden="true" className="line-icon">
            <path d="M12 16V5M7.5 9.5 12 5l4.5 4.5M4 15v4h16v-4" />
          </svg>
          <p className="drop-file-title">{t('dropTitle')}</p>
          <p>{t('dropHint')}</p>
          <p>{t('dropStays')}</p>
        </div>
      </Dropzone>
    </>
  );
}

function Refused({ state }: { readonly state: State }) {
  const { t } = useTranslation('alone');
  if (state.is === 'too-large')
    return (
      <div className="job" role="alert">
        <p className="job-title">{t('tooLarge', { name: state.name })}</p>
        <p>{t('tooLargeHint')}</p>
        <Command lines={[`bothways import ${state.name} --guess`]} />
      </div>
    );
  if (state.is !== 'failed') return null;
  return (
    <div className="job" role="alert">
      <p className="job-title">{state.message}</p>
      {state.hint !== undefined && <p className="job-hint">{state.hint}</p>}
    </div>
  );
}

function faultState(fault: unknown): State {
  if (fault instanceof DOMException && fault.name === 'AbortError') return { is: 'waiting' };
  if (fault instanceof ApiError)
    return { is: 'failed', message: fault.fault.message, hint: fault.fault.hint };
  return { is: 'failed', message: String(fault), hint: undefined };
}
