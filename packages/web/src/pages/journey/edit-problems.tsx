import type { ProblemAt } from '@bothways/core/edit';
import { useTranslation } from 'react-i18next';

/** What is wrong or doubtful, by the part that it speaks of: `touchpoint:id`, or `step:id` of this journey. */
export type PartMarks = ReadonlyMap<string, readonly ProblemAt[]>;

export function marksOf(problems: readonly ProblemAt[], journey: string): PartMarks {
  const marks = new Map<string, ProblemAt[]>();
  for (const each of problems) {
    const { part } = each;
    if (part === null || (part.what !== 'touchpoint' && part.journey !== journey)) continue;
    const key = `${part.what}:${part.id}`;
    marks.set(key, [...(marks.get(key) ?? []), each]);
  }
  return marks;
}

/** A mark beside a part, with the words for those who do not see it. */
export function Mark({ problems = [] }: { readonly problems?: readonly ProblemAt[] | undefined }) {
  const { t } = useTranslation('edit');
  const [first] = worstFirst(problems);
  if (first === undefined) return null;
  const kind = first.problem.severity === 'error' ? 'error' : 'hint';
  return (
    <span className={`edit-mark is-${kind}`} title={first.problem.message}>
      <span aria-hidden="true">{kind === 'error' ? '!' : '?'}</span>
      <span className="edit-hidden">{t(`marks.${kind}`)}</span>
    </span>
  );
}

export function worstFirst(problems: readonly ProblemAt[]): readonly ProblemAt[] {
  const rank = ({ problem }: ProblemAt): number => (problem.severity === 'error' ? 0 : 1);
  return problems.toSorted((a, b) => rank(a) - rank(b));
}

/** What is wrong or doubtful, in words, with what to do. */
export function ProblemNotes({ problems }: { readonly problems: readonly ProblemAt[] }) {
  const { t } = useTranslation('edit');
  if (problems.length === 0) return null;
  return (
    <ul className="edit-notes">
      {worstFirst(problems).map(({ problem }, index) => {
        const kind = problem.severity === 'error' ? 'error' : 'hint';
        return (
          <li key={`${problem.line}:${problem.code}:${index}`} className={`edit-note is-${kind}`}>
            <strong>{t(kind)}: </strong>
            <span lang="en">
              {sentence(problem.message)}{' '}
              <span className="edit-note-hint">{sentence(problem.hint)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What was seen, or what to do, as a sentence. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
