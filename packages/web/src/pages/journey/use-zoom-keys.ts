import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { changedBy } from './search.ts';

/** Where a key has just led, so that what is focused next is where one came from. */
let ledBy: 'in' | 'out' | null = null;

/** Whether a key has led this way, told once. */
export function wasLed(way: 'in' | 'out'): boolean {
  if (ledBy !== way) return false;
  ledBy = null;
  return true;
}

/** Says that a key leads in: a link was opened by it. */
export function leadIn(): void {
  ledBy = 'in';
}

/** Escape and Backspace lead out of a journey to the whole relationship; `journey`: the one that is left, null: out already. */
export function useZoomOut(journey: string | null): void {
  const go = useNavigate();
  useEffect(() => {
    if (journey === null) return;
    const out = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' && event.key !== 'Backspace') return;
      if (event.defaultPrevented || isBusy(event.target)) return;
      event.preventDefault();
      ledBy = 'out';
      const search = changedBy({ level: 'L0', journey, beside: undefined });
      void go({ to: '/journey', search });
    };
    window.addEventListener('keydown', out);
    return () => window.removeEventListener('keydown', out);
  }, [go, journey]);
}

/** Whether the key means something else where it was pressed: text, a choice, something that is open. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role=dialog], [role=menu], [role=listbox], [data-editing]') !== null)
    return true;
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true]',
    ) !== null
  );
}
