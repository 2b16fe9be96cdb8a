import type { Rejects, ReplayDone } from '@bothways/core/contract';
import { Button, Checkbox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/get.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Reject } from './reject.tsx';
import { ReplaySaid } from './replay-said.tsx';
import type { DataSearch } from './search.ts';
import { useReplay } from './use-replay.ts';

const ON_A_PAGE = 10;

/** The records refused, by pages; of one reason, source or text where they are given. Live ones can be sent again. */
export function RejectList({ of }: { readonly of: DataSearch }) {
  const { t } = useTranslation('data');
  // What each page before was asked with; the last is the page shown.
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const replay = useReplay();
  const after = pages.at(-1) ?? null;
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['rejects', of, after],
    queryFn: ({ signal }) => get<Rejects>(addressOf(after, of), signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  if (error !== null) return <Trouble error={error} retry={() => void refetch()} />;
  if (data === undefined) return null;
  const { rejects, next } = data;
  const first = (pages.length - 1) * ON_A_PAGE + 1;
  const turn = (to: readonly (string | null)[]): void => {
    setPages(to);
    setChosen(new Set());
  };
  const toggle = (key: string): void => {
    const some = new Set(chosen);
    if (!some.delete(key)) some.add(key);
    setChosen(some);
  };
  return (
    <div className="rejects" aria-busy={isPlaceholderData}>
      {rejects.some(isLive) && (
        <Again
          live={rejects.filter(isLive).map(({ key }) => key)}
          {...{ chosen, setChosen, of }}
          replay={replay}
        />
      )}
      <ReplaySaid replay={replay} />
      {rejects.length === 0 && <p className="data-note">{t('noneOfThese')}</p>}
      <ol start={first}>
        {rejects.map((reject) => (
          <Reject
            key={reject.key}
            reject={reject}
            isChosen={chosen.has(reject.key)}
            toggle={() => toggle(reject.key)}
            replay={replay}
            became={becameOf(reject.key, replay.done)}
          />
        ))}
      </ol>
      {(pages.length > 1 || next !== null) && (
        <div className="pages">
          <Button
            variant="default"
            disabled={pages.length === 1}
            onClick={() => turn(pages.slice(0, -1))}
          >
            {t('earlier')}
          </Button>
          <span aria-live="polite">
            {t('rows', { from: first, to: first + rejects.length - 1 })}
          </span>
          <Button
            variant="default"
            disabled={next === null || isPlaceholderData}
            onClick={() => turn([...pages, next])}
          >
            {t('later')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** All live records of this page are chosen, or none; those chosen are sent again, or all that the filters name. */
function Again({
  live,
  chosen,
  setChosen,
  of: { reason, source, text },
  replay,
}: {
  readonly live: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
  readonly of: DataSearch;
  readonly replay: ReturnType<typeof useReplay>;
}) {
  const { t } = useTranslation('data');
  const isAll = live.every((key) => chosen.has(key));
  const filter = {
    ...(reason === undefined ? {} : { reason }),
    ...(source === undefined ? {} : { source }),
    ...(text === undefined ? {} : { text }),
  };
  return (
    <div className="reject-again">
      <Checkbox
        label={t('chooseAll')}
        checked={isAll}
        indeterminate={!isAll && chosen.size > 0}
        onChange={() => setChosen(new Set(isAll ? [] : live))}
      />
      <Button
        variant="default"
        disabled={chosen.size === 0 || replay.isRunning}
        onClick={() => replay.begin({ keys: [...chosen] })}
      >
        {t('againChosen', { count: chosen.size })}
      </Button>
      <Button variant="default" disabled={replay.isRunning} onClick={() => replay.begin(filter)}>
        {t('againAll')}
      </Button>
    </div>
  );
}

function isLive(reject: Rejects['rejects'][number]): boolean {
  return reject.import === 0;
}

function becameOf(key: string, done: ReplayDone | null): ReplayDone['each'][number] | null {
  return done?.each.find((each) => each.key === key) ?? null;
}

function addressOf(after: string | null, { reason, source, text }: DataSearch): string {
  const asked = new URLSearchParams({ limit: String(ON_A_PAGE) });
  if (reason !== undefined) asked.set('reason', reason);
  if (source !== undefined) asked.set('source', source);
  if (text !== undefined) asked.set('text', text);
  if (after !== null) asked.set('after', after);
  return `/api/rejects?${asked}`;
}
