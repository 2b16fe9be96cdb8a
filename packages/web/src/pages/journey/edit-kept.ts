import type { ModelShown } from '@bothways/core/contract';

const PLACE = 'bothways-edit';

/** What was edited and not saved, kept in the browser until it is. */
export interface Kept {
  /** The version it was made from, and when that was saved: another workspace has other versions of the same number. */
  readonly base: number;
  readonly savedAt: string;
  readonly files: ModelShown['files'];
}

export function savedAtOf(model: ModelShown): string {
  return model.versions.find(({ version }) => version === model.version)?.savedAt ?? '';
}

/** What is kept of this model: made from the version of now, or from one before; null: nothing. */
export function keptOf(model: ModelShown): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? 'null') as Kept | null;
    const isOurs = model.versions.some(
      ({ version, savedAt }) => version === kept?.base && savedAt === kept.savedAt,
    );
    return isOurs ? kept : null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing, or has no room, is no reason to stop: gives whether it is kept. */
export function keep(kept: Kept | null): boolean {
  try {
    if (kept === null) localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}
