import './quiet-list.css';
import type { FindingSeen } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOf } from '../../parts/finding-words.ts';
import { type Speaker, sayFinding } from './say.ts';

/** So many stand open; the others a click away. */
const OPEN = 5;

/** What is no fault: to protect, or not seen. One line each, quiet beside the faults. */
export function QuietList({
  what,
  some,
  speaker,
}: {
  readonly what: 'strengths' | 'blindSpots';
  readonly some: readonly FindingSeen[];
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const id = useId();
  if (some.length === 0) return null;
  const [open, rest] = [some.slice(0, OPEN), some.slice(OPEN)];
  return (
    <section className="quiet-list" aria-labelledby={id}>
      <h2 id={id}>{t(what)}</h2>
      <p>{t(`${what}Why`)}</p>
      <Lines some={open} speaker={speaker} />
      {rest.length > 0 && (
        <details>
          <summary>{t('quietMore', { more: format.count(rest.length) })}</summary>
          <Lines some={rest} speaker={speaker} />
        </details>
      )}
    </section>
  );
}

function Lines({
  some,
  speaker,
}: {
  readonly some: readonly FindingSeen[];
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const words = useTranslation('findings').t;
  return (
    <ul>
      {some.map((finding) => {
        const said = sayFinding(finding, speaker);
        const { joint } = finding;
        const { kind } = finding.said;
        const money = kind === 'unseen' ? 'quietBelieved' : 'quietJoint';
        return (
          <li key={finding.key} className={kind === 'strength' ? 'is-strength' : undefined}>
            {kind !== 'strength' && (
              <span className="quiet-kind">{kindOf(finding.said, words)}</span>
            )}
            <Link to="/findings/$finding" params={{ finding: finding.key }} lang={said.lang}>
              {said.text}
            </Link>
            <span className="quiet-money">
              {joint.kind === 'estimate' && t(money, { money: format.moneySigned(joint.median) })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
