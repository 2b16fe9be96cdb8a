import type { EncounterShown, EncountersShown } from '@bothways/core/contract';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { get } from '../../api/get.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { EncounterCard } from './encounter-card.tsx';
import { Nothing } from './nothing.tsx';
import type { Said } from './touchpoint-words.ts';

const marks = ['newest', 'typical', 'best', 'worst'] as const;

/** Real encounters, one at a time: the one in the address, else the typical one. */
export function OneEncounter({
  touchpoint,
  encounter,
  choose,
  said,
}: {
  readonly touchpoint: string;
  readonly encounter: string | undefined;
  readonly choose: (encounter: string) => void;
  readonly said: Said;
}) {
  // One that was chosen from the list needs no new question.
  const all = useEncounters(touchpoint, undefined, true);
  const isInAll = all.data?.encounters.some(({ id }) => id === encounter) ?? false;
  const wanted = useEncounters(
    touchpoint,
    encounter,
    encounter !== undefined && all.isSuccess && !isInAll,
  );
  const error = all.error ?? (isInAll ? null : wanted.error);
  if (error !== null) return <Trouble error={error} retry={() => void all.refetch()} />;
  const shown = isInAll || encounter === undefined ? all.data : (wanted.data ?? undefined);
  if (shown === undefined || all.data === undefined) return <Skeleton height={320} radius="lg" />;
  if (all.data.encounters.length === 0) return <Nothing>{said.t('oneNone')}</Nothing>;
  return <Steps shown={shown} encounter={encounter} choose={choose} said={said} />;
}

function useEncounters(touchpoint: string, encounter: string | undefined, isWanted: boolean) {
  const query = encounter === undefined ? '' : `?encounter=${encodeURIComponent(encounter)}`;
  return useQuery({
    queryKey: ['encounters', touchpoint, encounter ?? null],
    queryFn: ({ signal }) =>
      get<EncountersShown>(
        `/api/touchpoints/${encodeURIComponent(touchpoint)}/encounters${query}`,
        signal,
      ),
    enabled: isWanted,
  });
}

function Steps({
  shown,
  encounter,
  choose,
  said,
}: {
  readonly shown: EncountersShown;
  readonly encounter: string | undefined;
  readonly choose: (encounter: string) => void;
  readonly said: Said;
}) {
  const { t, format } = said;
  // In the order of time, whatever the marks are.
  const inTime = shown.encounters.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const marked = (mark: EncounterShown['marks'][number]): EncounterShown | undefined =>
    inTime.find((each) => each.marks.includes(mark));
  const current = inTime.find(({ id }) => id === encounter) ?? marked('typical') ?? inTime[0];
  if (current === undefined) return <Nothing>{t('oneNone')}</Nothing>;
  const place = inTime.indexOf(current);
  const go = (to: EncounterShown | undefined): void => {
    if (to !== undefined) choose(to.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    go(inTime[place + step]);
  };
  return (
    <>
      <p className="tp-note">
        {t('oneWhy', { of: format.count(shown.of), among: format.count(shown.among) })}
      </p>
      {shown.isMissing && <p role="status">{t('oneMissing')}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar of buttons, not of fields */}
      <div className="tp-steps" role="group" aria-label={t('oneKeys')} onKeyDown={onKeyDown}>
        <div className="tp-marks">
          {marks.map((mark) => {
            const there = marked(mark);
            return there === undefined ? null : (
              <button
                key={mark}
                type="button"
                className="tp-mark"
                aria-pressed={there === current}
                onClick={() => go(there)}
              >
                {t(mark)}
              </button>
            );
          })}
        </div>
        <div className="tp-stepping">
          <Button
            variant="default"
            size="compact-md"
            disabled={place === 0}
            onClick={() => go(inTime[place - 1])}
          >
            ← {t('before')}
          </Button>
          <span className="tp-place" aria-live="polite">
            {t('place', { place: place + 1, count: inTime.length })}
          </span>
          <Button
            variant="default"
            size="compact-md"
            disabled={place === inTime.length - 1}
            onClick={() => go(inTime[place + 1])}
          >
            {t('next')} →
          </Button>
        </div>
        <p className="tp-note tp-keys">{t('oneKeys')}</p>
        <EncounterCard encounter={current} said={said} />
      </div>
    </>
  );
}
