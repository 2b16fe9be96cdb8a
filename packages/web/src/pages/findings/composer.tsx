import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Speaker } from './say.ts';

const TEXT_MAX = 4000;

/** Where somebody says why, what was done, or anything else. Plain text. */
export function Composer({
  deed,
  isSending,
  speaker: { t },
  onSend,
  onCancel,
}: {
  readonly deed: 'dismiss' | 'close' | 'say';
  readonly isSending: boolean;
  readonly speaker: Speaker;
  readonly onSend: (deed: 'dismiss' | 'close' | 'say', text: string) => void;
  /** Null: there is nothing to go back to. */
  readonly onCancel: (() => void) | null;
}) {
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim() === '') return;
    onSend(deed, text);
    if (deed === 'say') setText('');
  };
  return (
    <form className="follow-words" onSubmit={submit}>
      <Textarea
        autosize
        minRows={2}
        maxRows={10}
        maxLength={TEXT_MAX}
        label={t(`words.${deed}`)}
        description={t(`wordsHint.${deed}`)}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        error={isMissing ? t('wordsMissing') : undefined}
        data-autofocus={deed === 'say' ? undefined : true}
        autoFocus={deed !== 'say'}
      />
      <div className="follow-deeds">
        <Button type="submit" variant={deed === 'say' ? 'default' : 'filled'} loading={isSending}>
          {t(`deeds.${deed}`)}
        </Button>
        {onCancel !== null && (
          <Button variant="subtle" color="gray" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
