import type { OutlineJourney, OutlinePhase, OutlineStep } from '@bothways/core/edit';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditCard } from './edit-card.tsx';
import { type Adding, useEditing } from './edit-context.ts';
import { DragArea, Handle } from './edit-drag.tsx';
import { EditIcon } from './edit-icons.tsx';
import { EditName, NameNew } from './edit-name.tsx';
import { Mark, type PartMarks } from './edit-problems.tsx';

interface MapState {
  readonly adding: Adding | null;
  readonly setAdding: (adding: Adding | null) => void;
  readonly marks: PartMarks;
  readonly open: string | undefined;
}

/** The journey as phases, steps and touchpoints that can be typed, dragged, added and taken out. */
export function EditMap({
  journey,
  marks,
  open,
}: {
  readonly journey: OutlineJourney;
  readonly marks: PartMarks;
  readonly open: string | undefined;
}) {
  const { t } = useTranslation('edit');
  const [adding, setAdding] = useState<Adding | null>(null);
  const state: MapState = { adding, setAdding, marks, open };
  return (
    <DragArea journey={journey}>
      {({ id, name, phases }) => (
        <section
          className="edit-map"
          aria-label={t('map', { name })}
          data-list="phase"
          data-id={id}
        >
          {phases.map((phase) => (
            <Phase key={phase.id} phase={phase} state={state} />
          ))}
          <AddPart what="phase" into={id} state={state} />
        </section>
      )}
    </DragArea>
  );
}

function Phase({ phase, state }: { readonly phase: OutlinePhase; readonly state: MapState }) {
  const { adding } = state;
  const isAddedBefore = (step: string | null): boolean =>
    adding?.what === 'step' && adding.into === phase.id && adding.before === step;
  return (
    <section
      className="edit-phase"
      aria-label={phase.name}
      data-item="phase"
      data-list="step"
      data-id={phase.id}
    >
      <PartHead what="phase" part={phase} state={state} />
      <div className="edit-steps">
        {phase.steps.map((step) => (
          <div key={step.id} className="edit-step-place">
            {isAddedBefore(step.id) && (
              <AddPart what="step" into={phase.id} before={step.id} state={state} />
            )}
            <Gap what="step" into={phase.id} before={step} state={state} />
            <Step step={step} state={state} />
          </div>
        ))}
        <AddPart what="step" into={phase.id} state={state} />
      </div>
    </section>
  );
}

function Step({ step, state }: { readonly step: OutlineStep; readonly state: MapState }) {
  const { adding, marks, open } = state;
  const isAddedBefore = (id: string): boolean =>
    adding?.what === 'touchpoint' && adding.into === step.id && adding.before === id;
  const add = (before?: string) => (
    <AddPart
      what="touchpoint"
      into={step.id}
      before={before ?? null}
      beside={step.touchpoints}
      state={state}
    />
  );
  return (
    <section
      className={`edit-step ${step.isMoment ? 'is-moment' : ''}`}
      aria-label={step.name}
      data-item="step"
      data-list="touchpoint"
      data-id={step.id}
    >
      <PartHead what="step" part={step} state={state} />
      <ul>
        {step.touchpoints.map((touchpoint) => (
          <li key={touchpoint.id} data-item="touchpoint" data-id={touchpoint.id}>
            {isAddedBefore(touchpoint.id) && add(touchpoint.id)}
            <Gap what="touchpoint" into={step.id} before={touchpoint} state={state} />
            <EditCard
              touchpoint={touchpoint}
              problems={marks.get(`touchpoint:${touchpoint.id}`)}
              isOpen={open === touchpoint.id}
            />
          </li>
        ))}
      </ul>
      {add()}
    </section>
  );
}

/** The head of a phase or step: its handle, its name, and what else can be done with it. */
function PartHead({
  what,
  part,
  state,
}: {
  readonly what: 'phase' | 'step';
  readonly part: OutlinePhase | OutlineStep;
  readonly state: MapState;
}) {
  const { t } = useTranslation('edit');
  const { apply, journey, say } = useEditing();
  const { id, name } = part;
  return (
    <header className={`edit-head is-${what}`}>
      <Handle part={{ what, id }} name={name} />
      <EditName
        label={t(`nameOf.${what}`, { name })}
        value={name}
        className={`is-${what}`}
        onName={(to) => void apply({ do: 'rename', what, journey, id, name: to })}
      />
      <Mark problems={state.marks.get(`${what}:${id}`)} />
      {'isMoment' in part && (
        <button
          type="button"
          className="edit-tool edit-moment"
          aria-pressed={part.isMoment}
          aria-label={t('moment')}
          title={t(part.isMoment ? 'momentOn' : 'momentOff')}
          onClick={() => void apply({ do: 'set-moment', journey, step: id, value: !part.isMoment })}
        >
          <EditIcon name="star" />
        </button>
      )}
      <button
        type="button"
        className="edit-tool edit-remove"
        aria-label={t('remove', { name })}
        onClick={() => {
          void apply({ do: 'remove', what, journey, id });
          say(t('removed', { name }));
        }}
      >
        <EditIcon name="cross" />
      </button>
    </header>
  );
}

/** Between two parts, where one points: a place for another. */
function Gap({
  what,
  into,
  before,
  state,
}: {
  readonly what: 'step' | 'touchpoint';
  readonly into: string;
  readonly before: { readonly id: string; readonly name: string };
  readonly state: MapState;
}) {
  const { t } = useTranslation('edit');
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`edit-gap is-${what}`}
      aria-label={t(what === 'step' ? 'addStepHere' : 'addHere', { name: before.name })}
      onClick={() => state.setAdding({ what, into, before: before.id })}
    >
      <EditIcon name="plus" />
    </button>
  );
}

const WORDS = { touchpoint: 'addTouchpoint', step: 'addStep', phase: 'addPhase' } as const;

/** A button that adds a part behind the others of its list, or the field where its name is typed. */
function AddPart({
  what,
  into,
  before = null,
  beside = [],
  state: { adding, setAdding },
}: {
  readonly what: Adding['what'];
  readonly into: string;
  readonly before?: string | null;
  readonly beside?: OutlineStep['touchpoints'];
  readonly state: MapState;
}) {
  const { t } = useTranslation('edit');
  const { apply, journey } = useEditing();
  const isHere = adding?.what === what && adding.into === into && adding.before === before;
  const add = (name: string): void => {
    const channel = beside.at(-1)?.channel || 'web';
    if (what === 'phase') void apply({ do: 'add-phase', journey, name, before });
    else if (what === 'step') void apply({ do: 'add-step', journey, phase: into, name, before });
    else void apply({ do: 'add-touchpoint', journey, step: into, name, channel, before });
  };
  if (isHere)
    return (
      <NameNew
        label={t(`nameOfNew.${what}`)}
        hint={t('addHint')}
        onAdd={add}
        onEnd={() => setAdding(null)}
      />
    );
  return (
    <button
      type="button"
      className={`edit-add is-${what}`}
      onClick={() => setAdding({ what, into, before })}
    >
      <EditIcon name="plus" />
      {t(WORDS[what])}
    </button>
  );
}

/** A journey, or a model, in which nothing stands yet. */
export function EditEmpty({ journey }: { readonly journey: string | null }) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  const [name, setName] = useState('');
  const begin = (): void => {
    const id = journey ?? 'journey';
    if (name.trim() === '') return;
    void apply(
      ...(journey === null ? [{ do: 'add-journey' as const, id, name: t('newJourney') }] : []),
      { do: 'add-phase', journey: id, id: 'phase-1', name: t('firstPhase') },
      { do: 'add-step', journey: id, phase: 'phase-1', id: 'step-1', name: t('firstStep') },
      { do: 'add-touchpoint', journey: id, step: 'step-1', name, channel: 'web' },
    );
  };
  return (
    <form
      className="edit-empty"
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <h2>{t(journey === null ? 'emptyAll' : 'empty')}</h2>
      <p>{t('emptyWhy')}</p>
      <TextInput
        label={t('nameOfNew.touchpoint')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('first')}
      </Button>
    </form>
  );
}
