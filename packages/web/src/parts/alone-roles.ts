import type { AloneColumns } from '@bothways/core/contract';
import type { AloneKind } from '../api/alone.ts';

/** What is chosen of a file before it is drawn. */
export interface Role {
  readonly id:
    | 'case'
    | 'activity'
    | 'at'
    | 'felt'
    | 'scale'
    | 'overall'
    | 'outcome'
    | 'drivers'
    | 'missing';
  readonly takes: 'column' | 'columns' | 'text';
  readonly isNeeded: boolean;
  /** Only columns that hold numbers are offered. */
  readonly numbers?: boolean;
}

export const ROLES: Readonly<Record<AloneKind, readonly Role[]>> = {
  journeys: [
    { id: 'case', takes: 'column', isNeeded: true },
    { id: 'activity', takes: 'column', isNeeded: true },
    { id: 'at', takes: 'column', isNeeded: false },
  ],
  experience: [
    { id: 'case', takes: 'column', isNeeded: true },
    { id: 'felt', takes: 'column', isNeeded: true, numbers: true },
    { id: 'scale', takes: 'text', isNeeded: true },
    { id: 'activity', takes: 'column', isNeeded: false },
    { id: 'at', takes: 'column', isNeeded: false },
    { id: 'overall', takes: 'column', isNeeded: false, numbers: true },
  ],
  drivers: [
    { id: 'outcome', takes: 'column', isNeeded: true },
    { id: 'drivers', takes: 'columns', isNeeded: true },
    { id: 'missing', takes: 'text', isNeeded: false },
  ],
};

/** Several columns in one text of the address; a name may hold any sign but this one. */
const BETWEEN = '\u001f';

export function joined(columns: readonly string[]): string {
  return columns.join(BETWEEN);
}

export function parted(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(BETWEEN);
}

/** What names and first records suggest; what they do not is left empty. */
export function guessed(kind: AloneKind, { guess }: AloneColumns): Record<string, string> {
  return Object.fromEntries(
    ROLES[kind].map(({ id }) => {
      if (id === 'missing') return [id, ''];
      const found = guess[id];
      return [id, found === null ? '' : typeof found === 'string' ? found : joined(found)];
    }),
  );
}

/** Whether all that is needed is chosen. */
export function isWhole(kind: AloneKind, roles: Readonly<Record<string, string>>): boolean {
  return ROLES[kind].every(
    ({ id, isNeeded, takes }) =>
      !isNeeded || (takes === 'columns' ? parted(roles[id]).length >= 2 : (roles[id] ?? '') !== ''),
  );
}

/** What is asked of the server. */
export function bodyOf(
  kind: AloneKind,
  upload: string,
  roles: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const said = ROLES[kind].map(({ id, takes }) => {
    const text = roles[id] ?? '';
    if (takes === 'columns') return [id, parted(text)] as const;
    return [id, text === '' && takes === 'column' ? null : text] as const;
  });
  return { upload, ...Object.fromEntries(said) };
}
