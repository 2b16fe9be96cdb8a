import type { RejectShown, Rejects } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/get.ts';
import { Trouble } from '../../parts/trouble.tsx';
import type { DataSearch } from './search.ts';

const ON_A_PAGE = 10;

/** The records refused, by pages; of one reason or source where they are given. */
export function RejectList({ of }: { readonly of: DataSearch }) {
  const { t } = useTranslation('data');
  // What each page before was asked with; the last is the page shown.
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
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
  return (
    <div className="rejects" aria-busy={isPlaceholderData}>
      {rejects.length === 0 && <p className="data-note">{t('noneOfThese')}</p>}
      <ol start={first}>
        {rejects.map((reject) => (
          <Reject key={`${reject.import} ${reject.file} ${reject.line}`} reject={reject} />
        ))}
      </ol>
      {(pages.length > 1 || next !== null) && (
        <div className="pages">
          <Button
            variant="default"
            disabled={pages.length === 1}
            onClick={() => setPages(pages.slice(0, -1))}
          >
            {t('earlier')}
          </Button>
          <span aria-live="polite">
            {t('rows', { from: first, to: first + rejects.length - 1 })}
          </span>
          <Button
            variant="default"
            disabled={next === null || isPlaceholderData}
            onClick={() => setPages([...pages, next])}
          >
            {t('later')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Reject({ reject }: { readonly reject: RejectShown }) {
  const { t } = useTranslation('data');
  const { file, line, reason, detail, raw, isCut, source } = reject;
  return (
    <li>
      <div className="reject-head">
        <span className="reject-place">
          {file === '' ? source : t('place', { file: nameOf(file), line })}
        </span>
        <span className="reject-reason">{t(`reason.${reason}`, { defaultValue: reason })}</span>
      </div>
      <p className="reject-detail" lang="en">
        {detail}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>
        {raw}
        {isCut && ' …'}
      </pre>
    </li>
  );
}

function addressOf(after: string | null, { reason, source }: DataSearch): string {
  const asked = new URLSearchParams({ limit: String(ON_A_PAGE) });
  if (reason !== undefined) asked.set('reason', reason);
  if (source !== undefined) asked.set('source', source);
  if (after !== null) asked.set('after', after);
  return `/api/rejects?${asked}`;
}

/** The file without its folders: the import above has them. */
function nameOf(file: string): string {
  return file.split(/[/\\]/).at(-1) ?? file;
}
