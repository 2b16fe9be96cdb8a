import type { E3Shown } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { network } from '../../words/en/network.ts';
import { MarkIcon } from './mark.tsx';

type Problem = E3Shown['problems'][number];
type Code = keyof typeof network.e3.problem;

/** What e3value itself would have mended: where, what was seen, what to do. */
export function E3Problems({ problems }: Pick<E3Shown, 'problems'>) {
  const { t } = useTranslation('network');
  if (problems.length === 0) return <p className="net-note-text">{t('e3.noProblems')}</p>;
  return (
    <section aria-labelledby="e3-problems">
      <h2 id="e3-problems">{t('e3.problems')}</h2>
      <ul className="net-problems">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.element} ${problem.actor} ${problem.seen}`}>
            <span className="net-mark" data-strength="broken">
              <MarkIcon strength="broken" />
            </span>
            <span>
              <strong>
                {problem.element}
                {problem.actor !== null && `, ${problem.actor}`}
              </strong>
              <br />
              <Said problem={problem} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Said({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('network');
  const code = problem.code;
  if (!isKnown(code)) return <span lang="en">{problem.message}</span>;
  return <>{t(`e3.problem.${code}`, { seen: problem.seen })}</>;
}

function isKnown(code: string): code is Code {
  return Object.hasOwn(network.e3.problem, code);
}
