import './network.css';
import type { E3Shown } from '@bothways/core/contract';
import { Button, SegmentedControl } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/get.ts';
import { sendFile } from '../../api/send.ts';
import { Page } from '../../parts/page.tsx';
import { E3Shown as Shown } from './e3-shown.tsx';

const BYTES_MAX = 4_194_304;
const KEY = ['e3value'];

/** An e3value model that somebody opens: dropped or chosen, worked out by the server, and kept as long as the tab lives. */
export function E3Page() {
  const { t } = useTranslation('network');
  const queries = useQueryClient();
  const { as } = useSearch({ from: '/network' });
  const go = useNavigate({ from: '/network' });
  // What was opened stays while one walks through other pages.
  const { data: model = null } = useQuery<E3Shown | null>({
    queryKey: KEY,
    queryFn: () => queries.getQueryData<E3Shown>(KEY) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const opening = useMutation({
    mutationFn: (file: File) =>
      sendFile<E3Shown>(`/api/network/e3value?file=${encodeURIComponent(file.name)}`, file, {
        onPart: () => {},
        signal: new AbortController().signal,
      }),
    onSuccess: (worked) => queries.setQueryData(KEY, worked),
  });
  const open = ([file]: readonly File[]): void => {
    if (file !== undefined) opening.mutate(file);
  };
  return (
    <Page
      title={model === null ? t('open') : t('e3.title', { name: model.name })}
      lead={
        model === null
          ? t('e3.dropWhy')
          : t('e3.lead', {
              actors: model.actors.length,
              objects: model.objects,
              exchanges: model.flows.length,
            })
      }
    >
      <div className="controls net-controls">
        <Link to="/network" className="link-button">
          {t('back')}
        </Link>
        {model !== null && (
          <>
            <SegmentedControl
              aria-label={t('view')}
              value={as ?? 'picture'}
              onChange={(value) =>
                void go({
                  search: { model: 'e3value', ...(value === 'table' ? { as: 'table' } : {}) },
                })
              }
              data={[
                { value: 'picture', label: t('picture') },
                { value: 'table', label: t('table') },
              ]}
            />
            <Button variant="default" onClick={() => queries.setQueryData(KEY, null)}>
              {t('open')}
            </Button>
          </>
        )}
      </div>
      {opening.error !== null && <Refused error={opening.error} />}
      {model === null ? (
        <Drop open={open} isReading={opening.isPending} />
      ) : (
        <Shown model={model} isTable={as === 'table'} />
      )}
    </Page>
  );
}

function Drop({
  open,
  isReading,
}: {
  readonly open: (files: readonly File[]) => void;
  readonly isReading: boolean;
}) {
  const { t } = useTranslation('network');
  return (
    <Dropzone
      className="net-drop"
      multiple={false}
      loading={isReading}
      maxSize={BYTES_MAX}
      onDrop={(files) => open(files)}
      onReject={(rejected) => open(rejected.map(({ file }) => file))}
      inputProps={{ 'aria-label': t('e3.choose') }}
    >
      <p>{t('e3.drop')}</p>
      <p className="net-note-text">{t('e3.dropWhy')}</p>
      {isReading && (
        <p className="net-note-text" role="status">
          {t('e3.reading')}
        </p>
      )}
    </Dropzone>
  );
}

function Refused({ error }: { readonly error: Error }) {
  const { t } = useTranslation('network');
  const fault = error instanceof ApiError ? error.fault : null;
  const isLarge = error instanceof ApiError && error.status === 413;
  return (
    <div className="net-refused" role="alert">
      <h2>{t('e3.refused')}</h2>
      {isLarge ? (
        <p>{t('e3.tooLarge')}</p>
      ) : (
        <p lang="en">
          {error.message}
          {fault?.hint === undefined ? '' : `; ${fault.hint}`}
        </p>
      )}
    </div>
  );
}
