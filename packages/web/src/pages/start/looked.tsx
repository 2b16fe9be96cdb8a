import type { ChoicesSaid, MappingSeen, SegmentSeen } from '@bothways/core/contract';
import { Button, Loader } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useImport, useLook } from '../../api/start.ts';
import { useFormat } from '../../parts/use-format.ts';
import { ColumnTable } from './column-table.tsx';
import { FirstEvents } from './first-events.tsx';
import { keep, keptRead } from './kept.ts';
import { MapLooked } from './map-looked.tsx';
import { SaidNo } from './said-no.tsx';
import { WholeFile } from './whole-file.tsx';

/** What a file was taken for, to be put right and taken in. */
export function Looked({
  file,
  name,
  onImport,
}: {
  readonly file: string;
  readonly name: string;
  readonly onImport: (job: string) => void;
}) {
  const { t } = useTranslation('start');
  const [choices, choose] = useChoices(file);
  const { data, error } = useLook(file, choices);
  const begin = useImport(file);
  if (error !== null) return <NoLook error={error} />;
  if (data === undefined)
    return (
      <div className="job" role="status">
        <Loader size="sm" aria-hidden="true" />
        <p>{t('looking', { name })}</p>
      </div>
    );
  const { seen } = data;
  if (seen.kind === 'map') return <MapLooked seen={seen} name={name} />;
  const take = (
    <TakeIn
      isReady={seen.kind === 'segment' || seen.isReady}
      isPending={begin.isPending}
      error={begin.error}
      go={() =>
        begin.mutate(choices, {
          onSuccess: ({ job }) => {
            keep(`choices-${file}`, null);
            onImport(job);
          },
        })
      }
    />
  );
  return (
    <div className="start-looked">
      {seen.kind === 'segment' ? (
        <SegmentLooked seen={seen} name={name} />
      ) : (
        <MappingLooked seen={seen} name={name} choices={choices} choose={choose} />
      )}
      {take}
    </div>
  );
}

/** What was put right, kept while the tab is open. */
function useChoices(file: string): readonly [ChoicesSaid, (choices: ChoicesSaid) => void] {
  const key = `choices-${file}`;
  const [choices, setChoices] = useState<ChoicesSaid>(
    () => (keptRead(key) as ChoicesSaid | null) ?? { columns: {} },
  );
  return [
    choices,
    (now) => {
      keep(key, now);
      setChoices(now);
    },
  ];
}

function MappingLooked({
  seen,
  name,
  choices,
  choose,
}: {
  readonly seen: MappingSeen;
  readonly name: string;
  readonly choices: ChoicesSaid;
  readonly choose: (choices: ChoicesSaid) => void;
}) {
  const { t } = useTranslation('start');
  const format = useFormat('EUR');
  const { checked, rejected } = seen;
  return (
    <>
      <h2>{t('whatItIs', { name })}</h2>
      <p className="start-note">
        {rejected === 0
          ? t('triedAll', { checked: format.count(checked) })
          : t('tried', { checked: format.count(checked), rejected: format.count(rejected) })}
      </p>
      <FirstEvents seen={seen} />
      <WholeFile seen={seen} choices={choices} choose={choose} />
      <ColumnTable seen={seen} choices={choices} choose={choose} />
      {seen.notes.length > 0 && (
        <details className="start-notes">
          <summary>{t('notes')}</summary>
          <ul lang="en">
            {seen.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function SegmentLooked({ seen, name }: { readonly seen: SegmentSeen; readonly name: string }) {
  const { t } = useTranslation('start');
  const format = useFormat('EUR');
  return (
    <>
      <h2>{t('whatItIs', { name })}</h2>
      <p className="start-note">{t('segmentLead')}</p>
      <table className="figures start-narrow">
        <thead>
          <tr>
            <th scope="col">{t('eventName')}</th>
            <th scope="col" className="number">
              {t('howMany')}
            </th>
          </tr>
        </thead>
        <tbody>
          {seen.names.map((each) => (
            <tr key={each.name}>
              <th scope="row">{each.name}</th>
              <td className="number">{format.count(each.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function TakeIn({
  isReady,
  isPending,
  error,
  go,
}: {
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly go: () => void;
}) {
  const { t } = useTranslation('start');
  return (
    <div className="start-bar">
      {error !== null && <SaidNo error={error} />}
      {!isReady && <p>{t('mendFirst')}</p>}
      <Button color="cyan.9" size="md" onClick={go} loading={isPending} disabled={!isReady}>
        {t('takeIn')}
      </Button>
      <Link to="/start/file" search={{}}>
        {t('anotherFile')}
      </Link>
    </div>
  );
}

function NoLook({ error }: { readonly error: Error }) {
  const { t } = useTranslation('start');
  return (
    <>
      <SaidNo error={error} title={t('lookFailed')} />
      <p className="start-back">
        <Link to="/start/file" search={{}} className="link-button">
          {t('anotherFile')}
        </Link>
      </p>
    </>
  );
}
