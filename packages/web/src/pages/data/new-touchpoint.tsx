import type { Overview } from '@bothways/core/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelName } from '../../parts/known-words.ts';
import { shell as known } from '../../words/en/shell.ts';
import type { Taker } from './make-tie.ts';

type Made = Extract<Taker, { readonly name: string }>;

/** A touchpoint that is not there yet: what it is called, where in which journey it stands, and its channel. */
export function NewTouchpoint({
  event,
  overview,
  back,
  make,
}: {
  readonly event: string;
  readonly overview: Overview;
  readonly back: () => void;
  readonly make: (taker: Made) => void;
}) {
  const { t } = useTranslation('data');
  const { t: shell } = useTranslation('shell');
  const journeys = overview.journeys.filter(({ state }) => state === 'current');
  const steps = journeys.flatMap((journey) =>
    journey.phases.flatMap((phase) =>
      phase.steps.map((step) => ({
        value: JSON.stringify([journey.id, step.id]),
        label: `${phase.name} · ${step.name}`,
        group: journey.name,
      })),
    ),
  );
  const [name, setName] = useState(event);
  const [place, setPlace] = useState(steps[0]?.value ?? '[]');
  const [channel, setChannel] = useState('web');
  const groups = [...Map.groupBy(steps, ({ group }) => group)].map(([group, items]) => ({
    group,
    // An item that names its group is taken for a group itself.
    items: items.map(({ value, label }) => ({ value, label })),
  }));
  return (
    <form
      className="tie-choose tie-make"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const [journey = '', step = '']: string[] = JSON.parse(place);
        make({ journey, step, name: name.trim(), channel });
      }}
    >
      <TextInput
        ref={begin}
        label={t('newName')}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
        required
      />
      <NativeSelect
        label={t('newPlace')}
        value={place}
        data={groups}
        onChange={({ currentTarget: { value } }) => setPlace(value)}
      />
      <NativeSelect
        label={t('newChannel')}
        value={channel}
        data={Object.keys(known.channels).map((each) => ({
          value: each,
          label: channelName(each, shell),
        }))}
        onChange={({ currentTarget: { value } }) => setChannel(value)}
      />
      <div className="tie-buttons">
        <Button type="submit" disabled={name.trim() === '' || steps.length === 0}>
          {t('newMake')}
        </Button>
        <Button variant="default" onClick={back}>
          {t('newBack')}
        </Button>
      </div>
    </form>
  );
}

/** One begins to write where the name stands: it is chosen whole. */
function begin(input: HTMLInputElement | null): void {
  input?.select();
}
