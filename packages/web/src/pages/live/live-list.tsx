import type { LiveEventShown, LiveNames } from '@bothways/core/contract';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rowKey } from '../../api/live.ts';
import { LiveRow } from './live-row.tsx';

/** More at once nobody reads. */
const SHOWN_MOST = 80;

/** Events, the newest first; each can be opened. Arrow keys go from one to the next. */
export function LiveList({
  events,
  names,
}: {
  readonly events: readonly LiveEventShown[];
  readonly names: LiveNames | undefined;
}) {
  const { t } = useTranslation('live');
  const [open, setOpen] = useState<string | null>(null);
  return (
    <ol className="live-list" aria-label={t('list')} onKeyDown={walk}>
      {events.slice(0, SHOWN_MOST).map((event) => (
        <LiveRow
          key={rowKey(event)}
          event={event}
          names={names}
          isOpen={open === rowKey(event)}
          setOpen={setOpen}
        />
      ))}
    </ol>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')];
  const at =
    document.activeElement instanceof HTMLElement ? stops.indexOf(document.activeElement) : -1;
  if (at === -1) return;
  event.preventDefault();
  stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
}
