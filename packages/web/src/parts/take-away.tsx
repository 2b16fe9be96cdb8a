import './take-away.css';
import type { TakeAwayWhat } from '@bothways/core/contract';
import { Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

const Panel = lazy(() =>
  import('./take-away-panel.tsx').then(({ TakeAwayPanel }) => ({ default: TakeAwayPanel })),
);

/** What a page is of, so that what is taken away is of the same. */
export interface TakeAwayOf {
  /** What is offered first. */
  readonly what: TakeAwayWhat;
  /** Id of the journey shown, or `all`. */
  readonly journey?: string | undefined;
  readonly segment?: string | undefined;
  /** Of what changed: which month, and against which. */
  readonly month?: string | undefined;
  readonly against?: 'month' | 'year' | undefined;
  /** Sliders are moved and not saved: the file will not have them. */
  readonly isMoved?: boolean;
}

/** A button that offers what is shown as a file: to print, to present, to reckon with. */
export function TakeAway(of: TakeAwayOf) {
  const { t } = useTranslation('takeAway');
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      opened={isOpen}
      onChange={close}
      position="bottom-end"
      width={380}
      shadow="md"
      radius="lg"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          variant="default"
          onClick={toggle}
          aria-expanded={isOpen}
          leftSection={
            <svg
              viewBox="0 0 24 24"
              width="18"
              height="18"
              aria-hidden="true"
              className="line-icon"
            >
              <path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16" />
            </svg>
          }
        >
          {t('open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="take-away" aria-label={t('title')}>
        <Suspense fallback={<div className="take-away-wait" />}>
          <Panel {...of} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
