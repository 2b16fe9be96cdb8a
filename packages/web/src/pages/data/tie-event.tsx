import type { Overview } from '@bothways/core/contract';
import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Loose } from './make-tie.ts';
import { TieChoose } from './tie-choose.tsx';
import type { Tying } from './use-tie.ts';

/** "This is…": two clicks tie events of a name to a touchpoint. */
export function TieEvent({
  loose,
  overview,
  tying,
}: {
  readonly loose: Loose;
  readonly overview: Overview;
  readonly tying: Tying;
}) {
  const { t } = useTranslation('data');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={340}
      trapFocus
      returnFocus
      shadow="md"
      withinPortal
    >
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          disabled={tying.isTying || tying.isUndoing}
          aria-label={t('thisIsOf', { event: loose.name })}
          onClick={() => setOpen(!isOpen)}
        >
          {t('thisIs')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('thisIsOf', { event: loose.name })}>
        <TieChoose
          event={loose.name}
          overview={overview}
          choose={(taker, called) => {
            setOpen(false);
            const note = t('noteTie', { event: loose.name, touchpoint: called });
            tying.tie({ loose, taker, called, note });
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
