import type { Outline, OutlineLine, OutlineTouchpoint, ProblemAt } from '@bothways/core/edit';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditing } from './edit-context.ts';
import { RangeFields, TextField } from './edit-fields.tsx';
import { EditIcon } from './edit-icons.tsx';
import { ProblemNotes } from './edit-problems.tsx';
import { RuleFault, useRuleCheck } from './edit-rule.tsx';

const GRADES = ['A', 'B', 'C', 'D'] as const;

/** What moves at a touchpoint, line by line: who gives what, how much of it, and how much is believed. */
export function EditLines({
  outline,
  touchpoint,
  problems,
}: {
  readonly outline: Outline;
  readonly touchpoint: OutlineTouchpoint;
  readonly problems: readonly ProblemAt[];
}) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  const { id, exchange } = touchpoint;
  const give = exchange.at(-1)?.give === 'business' ? 'customer' : 'business';
  return (
    <fieldset className="edit-group">
      <legend>{t('exchange')}</legend>
      <ProblemNotes problems={problems.filter(({ part }) => part?.index === null)} />
      {exchange.map((line, leg) => (
        <Line
          // A line is known by its place.
          key={`${leg}:${exchange.length}`}
          outline={outline}
          touchpoint={id}
          line={line}
          leg={leg}
          problems={problems.filter(({ part }) => part?.index === leg)}
        />
      ))}
      <Button
        variant="default"
        leftSection={<EditIcon name="plus" />}
        onClick={() =>
          void apply({
            ...{ do: 'add-line', touchpoint: id },
            line: { give, kind: likelyKind(outline, exchange, give), quantity: '1', grade: 'D' },
          })
        }
      >
        {t('addLine')}
      </Button>
    </fieldset>
  );
}

/** What probably moves next: money from customers, what they came for from the business. */
function likelyKind(
  { kinds }: Outline,
  exchange: readonly OutlineLine[],
  give: 'customer' | 'business',
): string {
  const used = new Set(exchange.map(({ kind }) => kind));
  const left = kinds.map(({ id }) => id).filter((id) => !used.has(id));
  const likely = give === 'customer' ? /^money/ : /^(?:goods|help|outcome|experience)/;
  return left.find((id) => likely.test(id)) ?? left[0] ?? 'money';
}

function Line({
  outline,
  touchpoint,
  line,
  leg,
  problems,
}: {
  readonly outline: Outline;
  readonly touchpoint: string;
  readonly line: OutlineLine;
  readonly leg: number;
  readonly problems: readonly ProblemAt[];
}) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  const { fault, check } = useRuleCheck('number');
  const [isNew, setNew] = useState(false);
  const { low, median, high } = line.believed ?? { low: null, median: null, high: null };
  const set = (change: Partial<OutlineLine>, believed?: { median: number } | null): void => {
    const { give, to, kind, quantity, signed, grade } = { ...line, ...change };
    const range = median === null ? null : { median, low: low ?? median, high: high ?? median };
    const known = GRADES.find((each) => each === grade) ?? null;
    const now = { give, to, kind, quantity, signed, grade: known };
    const said = { ...now, believed: believed === undefined ? range : believed };
    void apply({ do: 'set-line', touchpoint, leg, line: said });
  };
  const nth = leg + 1;
  return (
    <section className="edit-line" aria-label={t('line', { nth })}>
      <div className="edit-line-who">
        <NativeSelect
          label={t('give')}
          value={line.give}
          onChange={({ currentTarget: { value } }) => set({ give: value })}
          data={outline.actors.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <NativeSelect
          label={t('kind')}
          value={line.kind}
          onChange={({ currentTarget: { value } }) =>
            value === '' ? setNew(true) : set({ kind: value })
          }
          data={[
            ...outline.kinds.map(({ id, name }) => ({ value: id, label: name })),
            ...(outline.kinds.some(({ id }) => id === line.kind) ? [] : [line.kind]),
            { value: '', label: t('newKind') },
          ]}
        />
        <button
          type="button"
          className="edit-tool"
          aria-label={t('removeLine', { nth })}
          onClick={() => void apply({ do: 'remove-line', touchpoint, leg })}
        >
          <EditIcon name="cross" />
        </button>
      </div>
      {isNew && <NewKind onKind={(kind) => set({ kind })} onEnd={() => setNew(false)} />}
      <NativeSelect
        label={t('to')}
        value={line.to ?? ''}
        onChange={({ currentTarget: { value } }) => set({ to: value === '' ? null : value })}
        data={[
          { value: '', label: t('otherSide') },
          ...outline.actors.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField
        isCode
        label={t('quantity')}
        hint={t('quantityHint')}
        value={line.quantity}
        error={fault === null ? null : <RuleFault fault={fault} />}
        onType={check}
        onKeep={(quantity) => quantity.trim() !== '' && set({ quantity })}
      />
      <p className="edit-label">{t('believedLine')}</p>
      <RangeFields value={line.believed} onKeep={(range) => set({}, range)} />
      <ProblemNotes problems={problems} />
    </section>
  );
}

/** A kind of value that the model does not have yet. */
function NewKind({
  onKind,
  onEnd,
}: {
  readonly onKind: (kind: string) => void;
  readonly onEnd: () => void;
}) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  const [kind, setKind] = useState('');
  const [unit, setUnit] = useState('');
  const add = async (): Promise<void> => {
    const id = kind.trim();
    const made = await apply({
      do: 'add-kind',
      kind: id,
      ...(unit.trim() === '' ? {} : { unit: unit.trim() }),
    });
    if (made !== null) onKind(id);
    onEnd();
  };
  return (
    <div className="edit-kind">
      <TextInput
        label={t('newKindName')}
        description={t('newKindHint')}
        value={kind}
        onChange={({ currentTarget }) => setKind(currentTarget.value)}
      />
      <TextInput
        label={t('unit')}
        value={unit}
        onChange={({ currentTarget }) => setUnit(currentTarget.value)}
      />
      <Button variant="default" disabled={kind.trim() === ''} onClick={() => void add()}>
        {t('addKind')}
      </Button>
    </div>
  );
}
