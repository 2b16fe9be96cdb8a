import { useEffect } from 'react';
import type { EditStore } from './edit-store.ts';

/** Undo and redo by their usual keys, and a sheet that is pasted anywhere; not while a dialog has the page. */
export function useEditKeys(
  store: EditStore,
  isOn: boolean,
  onSheet: (text: string) => void,
): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const keys = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
      // What is being typed is undone by the field itself.
      if (isTypedIn(event.target)) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) store.redo();
      else store.undo();
    };
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const isSheet = /\t/.test(text) && /\n/.test(text.trim());
      if (!isSheet && (isField(event.target) || !/\n/.test(text.trim()))) return;
      event.preventDefault();
      onSheet(text);
    };
    addEventListener('keydown', keys);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('keydown', keys);
      removeEventListener('paste', paste);
    };
  }, [store, isOn, onSheet]);
}

function isField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** A field whose text is another than what is kept of it. */
function isTypedIn(target: EventTarget | null): boolean {
  return isField(target) && target.value !== target.dataset['kept'];
}
