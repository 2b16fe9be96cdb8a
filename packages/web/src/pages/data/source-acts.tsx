import type { SourceMade } from '@bothways/core/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRevokeKeys, useRotateKey } from '../../api/sources.ts';

const GRACE = { d7: 7, d1: 1, d0: 0 } as const;

/** Gives a source another key, after it was said how long the one before goes on. */
export function RotateSource({
  source,
  made,
  done,
}: {
  readonly source: string;
  readonly made: (key: SourceMade) => void;
  readonly done: () => void;
}) {
  const { t } = useTranslation('sources');
  const [grace, setGrace] = useState<keyof typeof GRACE>('d7');
  const rotate = useRotateKey();
  return (
    <div className="source-asked">
      <NativeSelect
        label={t('rotateAsk', { source })}
        value={grace}
        onChange={({ currentTarget: { value } }) =>
          setGrace(value === 'd0' || value === 'd1' ? value : 'd7')
        }
        data={(['d7', 'd1', 'd0'] as const).map((each) => ({
          value: each,
          label: t(`grace.${each}`),
        }))}
      />
      <Button
        loading={rotate.isPending}
        onClick={() =>
          rotate.mutate(
            { source, graceDays: GRACE[grace] },
            {
              onSuccess: (key) => {
                made(key);
                done();
              },
            },
          )
        }
      >
        {t('rotateGo')}
      </Button>
      <Button variant="default" onClick={done}>
        {t('keep')}
      </Button>
      {rotate.error !== null && <p role="alert">{rotate.error.message}</p>}
    </div>
  );
}

/** Closes a source, after it was said what that means. */
export function RevokeSource({
  source,
  done,
}: {
  readonly source: string;
  readonly done: () => void;
}) {
  const { t } = useTranslation('sources');
  const revoke = useRevokeKeys();
  return (
    <div className="source-asked">
      <p>{t('revokeAsk', { source })}</p>
      <Button
        color="red"
        loading={revoke.isPending}
        onClick={() => revoke.mutate(source, { onSuccess: done })}
      >
        {t('revokeGo')}
      </Button>
      <Button variant="default" onClick={done}>
        {t('keep')}
      </Button>
      {revoke.error !== null && <p role="alert">{revoke.error.message}</p>}
    </div>
  );
}
