import './edit.css';
import type { ModelShown } from '@bothways/core/contract';
import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/get.ts';
import { useModel } from '../../api/model.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { EditDesk } from './edit-desk.tsx';
import { type Engine, startEngine } from './edit-engine.ts';
import { keep, keptOf, savedAtOf } from './edit-kept.ts';
import { type EditStore, editStore } from './edit-store.ts';

/** The journey, to be edited. */
export function EditPage() {
  const { t } = useTranslation('edit');
  const { data, error, refetch, isFetchedAfterMount } = useModel(true, true);
  if (data !== undefined && isFetchedAfterMount)
    return <Chosen newest={data} onNewest={async () => (await refetch()).data ?? data} />;
  if (error instanceof ApiError && error.fault.code === 'no-model')
    return (
      <Page title={t('edit')}>
        <div className="state">
          <h2>{t('noModel')}</h2>
          <p>{t('noModelWhy')}</p>
          <Button component={Link} to="/start">
            {t('begin')}
          </Button>
        </div>
      </Page>
    );
  return (
    <Page title={t('edit')} lead={error === null ? '\u00a0' : undefined}>
      {error === null ? <Waiting /> : <Trouble error={error} retry={() => void refetch()} />}
    </Page>
  );
}

function Waiting() {
  const { t } = useTranslation('edit');
  return (
    <div role="status" aria-label={t('busy')}>
      <Skeleton className="wait-map" radius="lg" />
    </div>
  );
}

/** Edits begin from one version, whatever is saved elsewhere meanwhile; what was left unsaved is gone on with. */
function Chosen({
  newest,
  onNewest,
}: {
  readonly newest: ModelShown;
  readonly onNewest: () => Promise<ModelShown>;
}) {
  const { t } = useTranslation('edit');
  const [model, setModel] = useState(newest);
  const [kept, setKept] = useState(() => keptOf(newest));
  if (kept !== null && kept.base !== model.version)
    return (
      <Page title={t('edit')}>
        <div className="state">
          <h2>{t('older')}</h2>
          <p>{t('olderWhy', { base: kept.base, version: model.version })}</p>
          <div className="edit-buttons">
            <Button onClick={() => setKept({ ...kept, base: model.version })}>
              {t('olderTake')}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                keep(null);
                setKept(null);
              }}
            >
              {t('olderDrop')}
            </Button>
          </div>
        </div>
      </Page>
    );
  return (
    <Begun
      key={`${model.version} ${kept?.base ?? ''}`}
      model={model}
      begun={kept?.files ?? null}
      onMoved={async () => {
        const now = await onNewest();
        setKept(keptOf(now));
        setModel(now);
      }}
    />
  );
}

/** Starts what edits, and stops it with the page. */
function Begun({
  model,
  begun,
  onMoved,
}: {
  readonly model: ModelShown;
  readonly begun: ModelShown['files'] | null;
  readonly onMoved: () => Promise<void>;
}) {
  const { t } = useTranslation('edit');
  const [working, setWorking] = useState<{ engine: Engine; store: EditStore } | Error | null>(null);
  const [isKept, setKept] = useState(true);
  useEffect(() => {
    const engine = startEngine();
    let isLeft = false;
    const base = model.version;
    const tell = (files: ModelShown['files'] | null): void =>
      setKept(keep(files === null ? null : { base, savedAt: savedAtOf(model), files }));
    editStore(engine, model.files, begun, tell).then(
      (store) => !isLeft && setWorking({ engine, store }),
      (fault: unknown) =>
        !isLeft && setWorking(fault instanceof Error ? fault : new Error(String(fault))),
    );
    return () => {
      isLeft = true;
      engine.stop();
    };
  }, [model, begun]);
  if (working instanceof Error)
    return (
      <Page title={t('edit')}>
        <Trouble error={working} retry={() => location.reload()} />
      </Page>
    );
  if (working === null)
    return (
      <Page title={t('edit')} lead={'\u00a0'}>
        <Waiting />
      </Page>
    );
  return <EditDesk model={model} working={working} isKept={isKept} onMoved={onMoved} />;
}
