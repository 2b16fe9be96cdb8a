import type { FindingShown } from '@bothways/core/contract';
import { useEffect, useRef } from 'react';
import { type ToAnswer, useAnswer } from '../../api/findings.ts';

/** Whoever opens a finding that is new to them has seen it: told once. */
export function useSeen(finding: FindingShown, by: ToAnswer['by'] | undefined): void {
  const { mutate: answer } = useAnswer();
  const told = useRef('');
  const isNew = by !== undefined && finding.newTo.includes(by.id);
  const { key, movedAt } = finding;
  useEffect(() => {
    if (!isNew || by === undefined) return;
    const once = `${key} ${by.id} ${movedAt}`;
    if (told.current === once) return;
    told.current = once;
    answer({ key, by: { id: by.id, name: by.name }, deed: 'see' });
  }, [isNew, by, key, movedAt, answer]);
}
