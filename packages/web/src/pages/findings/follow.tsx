import type { FindingShown, FindingsReply } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../api/findings.ts';
import { ApiError } from '../../api/get.ts';
import { useMe } from '../../api/me.ts';
import { Composer } from './composer.tsx';
import { MoneyThen } from './money-then.tsx';
import type { Speaker } from './say.ts';
import { Thread } from './thread.tsx';
import { useSeen } from './use-seen.ts';
import { Who } from './who.tsx';

type Deed = FindingShown['may'][number];
type Worded = 'dismiss' | 'close' | 'say';

/** What becomes of a finding: what can be done now, and all that was done and said. */
export function Follow({
  finding,
  people,
  speaker,
}: {
  readonly finding: FindingShown;
  readonly people: FindingsReply['people'];
  readonly speaker: Speaker;
}) {
  const { t } = speaker;
  const id = useId();
  const me = useMe();
  const by = people.find((each) => each.id === me);
  const answer = useAnswer();
  const [wording, setWording] = useState<Worded | null>(null);
  useSeen(finding, by);
  const send = (deed: Deed, text = ''): void => {
    if (by === undefined) return;
    answer.mutate({ key: finding.key, by, deed, text }, { onSuccess: () => setWording(null) });
  };
  return (
    <aside className="follow" id="follow" aria-labelledby={id}>
      <h2 id={id}>{t('follow')}</h2>
      <Who people={people} />
      {by === undefined ? (
        <p className="follow-first">{t('whoFirst')}</p>
      ) : (
        <div className="follow-deeds">
          {finding.may.map((deed) => (
            <Button
              key={deed}
              variant={deed === 'dismiss' || deed === 'reopen' ? 'default' : 'filled'}
              aria-expanded={deed === 'dismiss' || deed === 'close' ? wording === deed : undefined}
              onClick={() =>
                deed === 'dismiss' || deed === 'close' ? setWording(deed) : send(deed)
              }
            >
              {deed === 'reopen' && finding.state === 'dismissed' ? t('undo') : t(`deeds.${deed}`)}
            </Button>
          ))}
        </div>
      )}
      {by !== undefined && (
        <Composer
          key={wording ?? 'say'}
          deed={wording ?? 'say'}
          isSending={answer.isPending && answer.variables?.deed === (wording ?? 'say')}
          speaker={speaker}
          onSend={(deed, text) => send(deed, text)}
          onCancel={wording === null ? null : () => setWording(null)}
        />
      )}
      {answer.error !== null && answer.variables.deed !== 'see' && <Unsent error={answer.error} />}
      <MoneyThen finding={finding} speaker={speaker} />
      <Thread finding={finding} speaker={speaker} />
    </aside>
  );
}

function Unsent({ error }: { readonly error: Error }) {
  const { t } = useTranslation('follow');
  const shell = useTranslation('shell').t;
  const fault = error instanceof ApiError ? error.fault : null;
  const isMoved = fault?.code === 'finding-moved';
  return (
    <div className="follow-unsent" role="alert">
      <strong>{t(isMoved ? 'movedOn' : 'notSent')}</strong>
      <p>{fault?.code === 'unreachable' ? shell('troubleNetwork') : error.message}</p>
      {fault?.hint !== undefined && !isMoved && <p>{fault.hint}</p>}
    </div>
  );
}
