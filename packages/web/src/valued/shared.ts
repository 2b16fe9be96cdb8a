import { isLater, type Kept, NOTHING_KEPT, readKept, written } from './kept.ts';
import { type Move, movesAfter, UNMOVED } from './moves.ts';

// One state of moves for all pages of a tab, and through a channel for all windows of a workspace: they have one address.
const NAME = 'bothways-moves';
const window = globalThis.crypto?.randomUUID?.() ?? String(Math.random());

type Said = 'ask' | { readonly kept: unknown } | { readonly saved: true };

let kept: Kept = keptBefore();
let frame: number | null = null;
const listeners = new Set<() => void>();
const onSaved = new Set<() => void>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);

channel?.addEventListener('message', ({ data }: MessageEvent<Said>) => {
  if (data === 'ask') {
    if (kept.turn > 0) channel.postMessage({ kept: written(kept) } satisfies Said);
  } else if ('saved' in data) for (const told of onSaved) told();
  else {
    const told = readKept(data.kept);
    if (told !== null && isLater(told, kept)) {
      kept = told;
      if (told.moves.live === null) remember();
      tell();
    }
  }
});
// Another window may have moved something before this one was opened.
channel?.postMessage('ask' satisfies Said);

export function movesKept(): Kept {
  return kept;
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Told when another window has saved a version of the model. */
export function whenSaved(told: () => void): () => void {
  onSaved.add(told);
  return () => onSaved.delete(told);
}

/** Makes a move here and everywhere. While something is dragged, each frame tells only where it is then. */
export function make(move: Move, version: number): void {
  const from = kept.version === version ? kept.moves : UNMOVED;
  const moves = movesAfter(from, move);
  if (moves === kept.moves) return;
  kept = { moves, version, turn: kept.turn + 1, by: window };
  if (move.do === 'drag') {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      spread();
    });
    return;
  }
  if (frame !== null) cancelAnimationFrame(frame);
  frame = null;
  spread();
  remember();
}

/** Another version of the model has come: what was moved of the one before counts no more. */
export function begin(version: number): void {
  if (kept.version === null || kept.version === version) return;
  kept = { moves: UNMOVED, version, turn: kept.turn + 1, by: window };
  remember();
  tell();
}

/** Tells the other windows that a version was saved. */
export function tellSaved(): void {
  channel?.postMessage({ saved: true } satisfies Said);
}

function spread(): void {
  channel?.postMessage({ kept: written(kept) } satisfies Said);
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function remember(): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(written(kept)));
  } catch {
    // A browser that keeps nothing forgets on reload, no more.
  }
}

function keptBefore(): Kept {
  try {
    const text = sessionStorage.getItem(NAME);
    const read = text === null ? null : readKept(JSON.parse(text));
    return read === null ? NOTHING_KEPT : { ...read, moves: { ...read.moves, live: null } };
  } catch {
    return NOTHING_KEPT;
  }
}
