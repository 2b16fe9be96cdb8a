import type { ModelShown, ModelVersionShown } from '@bothways/core/contract';
import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useModelVersion } from '../../api/model.ts';
import { ChangeList } from './edit-changes.tsx';
import { useEditing } from './edit-context.ts';

/** The versions of the model: what each changed, to be gone back to or taken along. */
export function EditVersions({
  model,
  onClose,
  onRestore,
  onBuild,
}: {
  readonly model: ModelShown;
  readonly onClose: () => void;
  readonly onRestore: (version: number, files: ModelShown['files']) => void;
  /** Lets the figures follow the newest version; null: they do. */
  readonly onBuild: (() => void) | null;
}) {
  const { t } = useTranslation('edit');
  const [open, setOpen] = useState<number | null>(null);
  const { versions } = model;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={t('versions')}
      closeButtonProps={{ 'aria-label': t('close') }}
      overlayProps={{ backgroundOpacity: 0.1 }}
      classNames={{ content: 'panel', title: 'panel-title', header: 'panel-header' }}
    >
      <div className="edit-fields">
        {onBuild !== null && (
          <div className="edit-note is-hint">
            <p>{t('notBuilt')}</p>
            <Button variant="default" onClick={onBuild}>
              {t('build')}
            </Button>
          </div>
        )}
        <ol className="edit-versions">
          {versions.map((each, index) => (
            <li key={each.version}>
              <VersionHead
                version={each}
                isNow={index === 0}
                isShown={each.version === model.shown}
                isOpen={open === each.version}
                onOpen={() => setOpen(open === each.version ? null : each.version)}
              />
              {open === each.version && (
                <Version
                  version={each.version}
                  before={versions[index + 1]?.version ?? null}
                  onRestore={index === 0 ? null : onRestore}
                />
              )}
            </li>
          ))}
        </ol>
      </div>
    </Drawer>
  );
}

function VersionHead({
  version: { version, savedAt, note, touchpoints },
  isNow,
  isShown,
  isOpen,
  onOpen,
}: {
  readonly version: ModelVersionShown;
  readonly isNow: boolean;
  readonly isShown: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}) {
  const { t, i18n } = useTranslation('edit');
  const when = new Intl.DateTimeFormat(i18n.language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const facts = [
    when.format(new Date(savedAt)),
    ...(touchpoints === null ? [] : [t('touchpoints', { count: touchpoints })]),
    ...(isNow ? [t('versionNow')] : []),
    ...(isShown ? [t('versionShown')] : []),
  ];
  const said = note === null ? t('fromFile') : note === '' ? t('noNote') : note;
  return (
    <button type="button" className="edit-version" aria-expanded={isOpen} onClick={onOpen}>
      <strong>{t('version', { version })}</strong>
      <span className={note ? '' : 'edit-quiet'}>{said}</span>
      <span className="edit-quiet">{facts.join(' · ')}</span>
    </button>
  );
}

function Version({
  version,
  before,
  onRestore,
}: {
  readonly version: number;
  readonly before: number | null;
  readonly onRestore: ((version: number, files: ModelShown['files']) => void) | null;
}) {
  const { t } = useTranslation('edit');
  const { engine } = useEditing();
  const own = useModelVersion(version).data;
  const earlier = useModelVersion(before).data;
  const files = own?.files;
  const { data } = useQuery({
    queryKey: ['edit', 'versions', version, before],
    queryFn: () => engine.ask({ ask: 'changes', before: earlier?.files ?? [], after: files ?? [] }),
    enabled: files !== undefined && earlier !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (files === undefined) return <p className="edit-quiet">{t('busy')}</p>;
  return (
    <div className="edit-version-body">
      <h3>{t('changedThen')}</h3>
      {before === null && <p className="edit-quiet">{t('firstVersion')}</p>}
      {data !== undefined && data !== null && <ChangeList changes={data} outline={null} />}
      <div className="edit-buttons">
        {onRestore !== null && (
          <Button variant="default" onClick={() => onRestore(version, files)}>
            {t('restore')}
          </Button>
        )}
        {files.map(({ file, text }) => (
          <Button key={file} variant="default" onClick={() => download(file, text)}>
            {t('download')}
            {files.length > 1 && ` ${nameOf(file)}`}
          </Button>
        ))}
      </div>
    </div>
  );
}

function nameOf(file: string): string {
  return file.split(/[/\\]/).at(-1) ?? file;
}

function download(file: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  link.download = nameOf(file);
  link.click();
  URL.revokeObjectURL(link.href);
}
