import './findings.css';
import './finding.css';
import type { FindingSeen, FindingShown, FindingsReply } from '@bothways/core/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { kindOf } from '../../parts/finding-words.ts';
import { Missing } from '../../parts/missing.tsx';
import { Money } from '../../parts/money.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Evidence } from './evidence.tsx';
import { Examples } from './examples.tsx';
import { Waiting } from './findings-page.tsx';
import { Follow } from './follow.tsx';
import { ProfitLines } from './profit-lines.tsx';
import { type Speaker, sayFinding, sayNext, sayTurns } from './say.ts';
import { sayCaveat } from './say-claims.ts';
import { Shown } from './shown.tsx';
import { StandingNotes, StateMark } from './standing.tsx';
import { useFindingsNow } from './use-findings-now.ts';
import { useSpeaker } from './use-speaker.ts';

/** Everything about one finding, and what becomes of it. */
export function FindingPage() {
  const { t } = useTranslation('findings');
  const { finding: key } = useParams({ from: '/findings/$finding' });
  const { reply, error, refetch } = useFindingsNow();
  if (reply === undefined)
    return (
      <Page title={t('title')} lead={error === null ? '\u00a0' : undefined}>
        {error === null ? <Waiting /> : <Trouble error={error} retry={() => void refetch()} />}
      </Page>
    );
  const finding = reply.findings.find((each) => each.key === key);
  if (finding !== undefined) return <Finding finding={finding} reply={reply} />;
  const quiet = [...reply.strengths, ...reply.blindSpots].find((each) => each.key === key);
  return quiet === undefined ? <Missing /> : <Quiet finding={quiet} reply={reply} />;
}

/** A strength or a blind spot: nobody is asked to settle it. */
function Quiet({
  finding,
  reply,
}: {
  readonly finding: FindingSeen;
  readonly reply: FindingsReply;
}) {
  const speaker = useSpeaker(reply);
  const words = useTranslation('findings').t;
  const said = sayFinding(finding, speaker);
  return (
    <div className="finding-whole">
      <p className="finding-way">
        <Link to="/findings" search={{}}>
          {speaker.t('back')}
        </Link>
        <span aria-hidden="true">/</span>
        <span>{kindOf(finding.said, words)}</span>
      </p>
      <Page title={said.text}>
        <div className="finding-about">
          {finding.quote !== null && <blockquote>{finding.quote}</blockquote>}
          <Figures finding={finding} speaker={speaker} />
          <Evidence finding={finding} period={reply.period} speaker={speaker} />
        </div>
      </Page>
    </div>
  );
}

function Finding({
  finding,
  reply,
}: {
  readonly finding: FindingShown;
  readonly reply: FindingsReply;
}) {
  const speaker = useSpeaker(reply);
  const words = useTranslation('findings').t;
  const said = sayFinding(finding, speaker);
  const { quote, said: figures } = finding;
  return (
    <div className="finding-whole">
      <p className="finding-way">
        <Link to="/findings" search={{}}>
          {speaker.t('back')}
        </Link>
        <span aria-hidden="true">/</span>
        <span>{kindOf(figures, words)}</span>
        <StateMark finding={finding} speaker={speaker} />
      </p>
      <Page title={said.text}>
        <div className="finding-columns">
          <div className="finding-about">
            {quote !== null && <blockquote>{quote}</blockquote>}
            <StandingNotes finding={finding} speaker={speaker} />
            <Figures finding={finding} speaker={speaker} />
            <ProfitLines finding={finding} speaker={speaker} />
            <Examples finding={finding} speaker={speaker} />
            <Evidence finding={finding} period={reply.period} speaker={speaker} />
          </div>
          <Follow finding={finding} people={reply.people} speaker={speaker} />
        </div>
      </Page>
    </div>
  );
}

function Figures({
  finding,
  speaker,
}: {
  readonly finding: FindingSeen;
  readonly speaker: Speaker;
}) {
  const { t } = speaker;
  const words = useTranslation('findings').t;
  const { said, also } = finding;
  const [next, turns, caveat] = [
    sayNext(finding, speaker),
    sayTurns(finding, speaker),
    sayCaveat(finding, speaker),
  ];
  return (
    <>
      <Sums finding={finding} speaker={speaker} />
      <dl className="finding-two">
        <div>
          <dt>{t('tryThis')}</dt>
          <dd lang={next.lang}>{next.text}</dd>
        </div>
        <div>
          <dt>{t('caveat')}</dt>
          <dd lang={caveat.lang}>{caveat.text}</dd>
        </div>
        {!BLIND.has(said.kind) && (
          <div>
            <dt>{t('breakEven')}</dt>
            <dd lang={turns.lang}>{turns.text}</dd>
          </div>
        )}
        {also.length > 0 && (
          <div>
            <dt>{t('also')}</dt>
            <dd>{also.map((kind) => kindOf({ kind, kindName: kind }, words)).join(', ')}</dd>
          </div>
        )}
      </dl>
      <p className="finding-links">
        <Shown finding={finding} speaker={speaker} />
        {said.kind !== 'unmapped' && (
          <Link to="/journey/$touchpoint" params={{ touchpoint: said.touchpoint.id }} search={{}}>
            {words('show')}
          </Link>
        )}
        {'state' in finding && (
          <a href="#follow" className="to-follow">
            {t('follow')}
          </a>
        )}
      </p>
    </>
  );
}

/** They hang on no opinion. */
const BLIND = new Set(['unmapped', 'unseen']);
const QUIET = new Set([...BLIND, 'strength']);

/** Both sides' money a year, theirs together, and what is at stake; where none can be said, that. */
function Sums({ finding, speaker }: { readonly finding: FindingSeen; readonly speaker: Speaker }) {
  const { t, format } = speaker;
  const shell = useTranslation('shell').t;
  const { said, joint, stake } = finding;
  const sums = [
    [t('aYearOf', { who: shell('customers') }), said.customer, true],
    [t('aYearOf', { who: shell('business') }), said.business, true],
    [t('together'), joint, true],
    // Of what is no fault nothing is to be lost but that.
    ...(QUIET.has(said.kind) ? [] : [[t('stake'), stake, false] as const]),
  ] as const;
  if (sums.every(([, { kind }]) => kind === 'abstained'))
    return <p className="finding-unpriced">{t('noMoney')}</p>;
  return (
    <>
      <dl className="finding-sums">
        {sums.map(([name, estimate, isSigned]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Money estimate={estimate} format={format} isSigned={isSigned} />
            </dd>
          </div>
        ))}
      </dl>
      {said.kind === 'unseen' && <p className="finding-how">{t('believedOnly')}</p>}
    </>
  );
}
