import type { FindingShown } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BothMoney } from '../../parts/both-money.tsx';
import { kindOf } from '../../parts/finding-words.ts';
import { Grade } from '../../parts/grade.tsx';
import { type Speaker, sayFinding, sayNext, sayTurns } from './say.ts';
import { StandingNotes, StateMark } from './standing.tsx';

/** One finding in the list: the sentence first, then money for both sides, what it hangs on, and what is next. */
export function FindingCard({
  finding,
  speaker,
  isLit,
}: {
  readonly finding: FindingShown;
  readonly speaker: Speaker;
  /** The step that matters most. */
  readonly isLit: boolean;
}) {
  const { t, format } = speaker;
  const words = useTranslation('findings').t;
  const shell = useTranslation('shell').t;
  const { key, said: figures, owner, quote, isFound } = finding;
  const [said, next, turns] = [
    sayFinding(finding, speaker),
    sayNext(finding, speaker),
    sayTurns(finding, speaker),
  ];
  return (
    <article className={`finding${isLit ? ' is-lit' : ''}${isFound ? '' : ' is-gone'}`}>
      <div className="finding-said">
        <p className="finding-kind">
          {kindOf(figures, words)}
          <StateMark finding={finding} speaker={speaker} />
        </p>
        <h3 lang={said.lang}>
          <Link to="/findings/$finding" params={{ finding: key }}>
            {said.text}
          </Link>
        </h3>
        {quote !== null && <blockquote>{quote}</blockquote>}
        <dl className="finding-next">
          <dt>{shell('next')}</dt>
          <dd lang={next.lang}>{next.text}</dd>
        </dl>
        <StandingNotes finding={finding} speaker={speaker} />
      </div>
      <div className="finding-figures">
        <BothMoney finding={figures} format={format} className="finding-money" />
        <dl className="finding-notes">
          <div className="is-wide">
            <dt>{shell('breakEven')}</dt>
            <dd lang={turns.lang}>{turns.text}</dd>
          </div>
          <div>
            <dt>{shell('howWell')}</dt>
            <dd>
              <Grade grade={figures.grade} />
            </dd>
          </div>
          <div>
            <dt>{shell('people')}</dt>
            <dd>{figures.people === null ? shell('notSaid') : format.count(figures.people)}</dd>
          </div>
          {owner !== null && (
            <div>
              <dt>{shell('owner')}</dt>
              <dd>{owner.name}</dd>
            </div>
          )}
        </dl>
        <p className="finding-links">
          <Link to="/findings/$finding" params={{ finding: key }}>
            {t('all')}
          </Link>
          <Link
            to="/journey/$touchpoint"
            params={{ touchpoint: figures.touchpoint.id }}
            search={{}}
          >
            {words('show')}
          </Link>
        </p>
      </div>
    </article>
  );
}
