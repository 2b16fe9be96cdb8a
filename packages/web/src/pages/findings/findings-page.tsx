import './findings.css';
import type { FindingShown, FindingsReply } from '@bothways/core/contract';
import { Skeleton, VisuallyHidden } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import { kindOf } from '../../parts/finding-words.ts';
import { Page } from '../../parts/page.tsx';
import { TakeAway } from '../../parts/take-away.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useMoves } from '../../valued/use-valued.ts';
import { chosen } from './chosen.ts';
import { Filters } from './filters.tsx';
import { FindingCard } from './finding-card.tsx';
import { QuietList } from './quiet-list.tsx';
import { type Speaker, sayBecause } from './say.ts';
import type { FindingsSearch } from './search.ts';
import { useFindingsNow } from './use-findings-now.ts';
import { useSpeaker } from './use-speaker.ts';
import { Who } from './who.tsx';

/** What goes wrong, what it is worth to both sides, and what becomes of it. */
export function FindingsPage() {
  const { t } = useTranslation('findings');
  const { reply, lit, error, refetch } = useFindingsNow();
  if (reply !== undefined) return <Findings reply={reply} lit={lit} />;
  return (
    <Page
      title={t('title')}
      lead={error === null ? t('lead') : undefined}
      beside={error === null ? <Beside /> : undefined}
    >
      {error === null ? <Waiting /> : <Trouble error={error} retry={() => void refetch()} />}
    </Page>
  );
}

function Findings({ reply, lit }: { readonly reply: FindingsReply; readonly lit: string | null }) {
  const { t } = useTranslation('findings');
  const { findings, strengths, blindSpots, period, people } = reply;
  const speaker = useSpeaker(reply);
  const search = useSearch({ from: '/findings' });
  if (findings.length === 0 && period === null) return <NothingYet />;
  return (
    <Page
      title={t('title')}
      lead={findings.length === 0 ? undefined : t('lead')}
      beside={findings.length === 0 ? undefined : <Beside />}
    >
      {findings.length === 0 ? (
        <div className="state">
          <h2>{t('none')}</h2>
          <p>{t('noneWhy')}</p>
        </div>
      ) : (
        <>
          <div className="findings-tools">
            <Filters findings={findings} search={search} />
            <Who people={people} />
          </div>
          <Lists findings={findings} search={search} lit={lit} speaker={speaker} />
        </>
      )}
      <QuietList what="strengths" some={strengths} speaker={speaker} />
      <QuietList what="blindSpots" some={blindSpots} speaker={speaker} />
      <Abstained reply={reply} speaker={speaker} />
    </Page>
  );
}

/** What stands right of the title: the month's changes, and the findings as a file. */
function Beside() {
  const { t } = useTranslation('follow');
  const { moves } = useMoves();
  return (
    <div className="findings-beside">
      <Link to="/changed" className="finding-show">
        {t('changed')}
      </Link>
      <TakeAway what="findings" isMoved={moves.now.size > 0} />
    </div>
  );
}

function Lists({
  findings,
  search,
  lit,
  speaker,
}: {
  readonly findings: readonly FindingShown[];
  readonly search: FindingsSearch;
  readonly lit: string | null;
  readonly speaker: Speaker;
}) {
  const { t } = speaker;
  const me = useMe();
  const { yours, others } = chosen(findings, search, me);
  if (yours.length + others.length === 0)
    return (
      <div className="state">
        <h2>{t('noneLeft')}</h2>
        <p>{t('noneLeftWhy')}</p>
        <Link to="/findings" search={{}} className="link-button">
          {t('clear')}
        </Link>
      </div>
    );
  const list = (some: readonly FindingShown[]) => (
    <ol className="findings">
      {some.map((finding) => (
        <li key={finding.key}>
          <FindingCard finding={finding} speaker={speaker} isLit={finding.key === lit} />
        </li>
      ))}
    </ol>
  );
  if (yours.length === 0)
    return (
      <section aria-labelledby="shown">
        <VisuallyHidden component="h2" id="shown">
          {t(`shown.${search.shown ?? 'open'}`)}
        </VisuallyHidden>
        {list(others)}
      </section>
    );
  return (
    <>
      <section aria-labelledby="yours">
        <h2 id="yours" className="findings-whose">
          {t('yours')} <span>{yours.length}</span>
        </h2>
        {list(yours)}
      </section>
      {others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others" className="findings-whose">
            {t('others')} <span>{others.length}</span>
          </h2>
          {list(others)}
        </section>
      )}
    </>
  );
}

function Abstained({
  reply: { abstained },
  speaker,
}: {
  readonly reply: FindingsReply;
  readonly speaker: Speaker;
}) {
  const { t } = useTranslation('findings');
  if (abstained.length === 0) return null;
  return (
    <section className="abstained">
      <h2>{t('abstained')}</h2>
      <p>{t('abstainedWhy')}</p>
      <ul>
        {abstained.map(({ touchpoint, because }) => (
          <li key={touchpoint.id}>
            <strong>{touchpoint.name}</strong>
            <span>
              {sayBecause(because, speaker, (kind) => kindOf({ kind, kindName: kind }, t))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NothingYet() {
  const { t } = useTranslation('findings');
  return (
    <Page title={t('title')}>
      <div className="state">
        <h2>{t('noneYet')}</h2>
        <p>{t('noneYetWhy')}</p>
        <Link to="/start" className="link-button">
          {t('beginGo', { ns: 'shell' })}
        </Link>
      </div>
    </Page>
  );
}

export function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <div role="status" aria-label={t('loading')} className="findings">
      <Skeleton className="wait-tools" radius="lg" />
      <Skeleton height={260} radius="lg" />
      <Skeleton height={260} radius="lg" />
    </div>
  );
}
