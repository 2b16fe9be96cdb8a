import { FORM_KINDS, type FormLine } from '@bothways/core';
import { ActionIcon, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { unitOf } from './form-state.ts';
import { kindName } from './kind-name.ts';
import { RangeInput } from './range-input.tsx';

/** A column that says how much. */
export interface NumberColumn {
  readonly path: readonly string[];
}

/** One thing that one side gives: what, and how much. */
export function LineTyped({
  line,
  touchpoint,
  currency,
  columns,
  set,
  remove,
}: {
  readonly line: FormLine;
  /** Its touchpoint's name, for who hears it. */
  readonly touchpoint: string;
  readonly currency: string;
  /** Of the events; none where there are no events. */
  readonly columns: readonly NumberColumn[];
  readonly set: (line: FormLine) => void;
  readonly remove: () => void;
}) {
  const { t } = useTranslation('start');
  const unit = unitOf(line.kind);
  const kind = kindName(line.kind, t);
  const unitName = t(`units.${unit.amount}`, { currency });
  return (
    <li className="start-line">
      <NativeSelect
        size="sm"
        label={t('kind')}
        aria-label={`${touchpoint}: ${t('kind')}`}
        value={line.kind}
        data={FORM_KINDS.map(({ id }) => ({ value: id, label: kindName(id, t) }))}
        onChange={({ currentTarget: { value } }) =>
          set({ ...line, kind: value, believed: null, times: 1 })
        }
      />
      {columns.length > 0 && (
        <HowMuch line={line} columns={columns} label={`${touchpoint}, ${kind}`} set={set} />
      )}
      {line.property === null ? (
        <RangeInput
          label={`${touchpoint}, ${kind}`}
          unit={unitName}
          value={line.believed}
          factor={unit.factor}
          set={(believed) => set({ ...line, believed })}
        />
      ) : (
        unit.amount === 'minutes' && (
          <InUnit line={line} label={`${touchpoint}, ${kind}`} set={set} />
        )
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`${touchpoint}: ${t('removeLine', { kind })}`}
        onClick={remove}
      >
        ×
      </ActionIcon>
    </li>
  );
}

/** From a column of the events, or about the same each time. */
function HowMuch({
  line,
  columns,
  label,
  set,
}: {
  readonly line: FormLine;
  readonly columns: readonly NumberColumn[];
  readonly label: string;
  readonly set: (line: FormLine) => void;
}) {
  const { t } = useTranslation('start');
  const named = (path: readonly string[]): string => JSON.stringify(path);
  return (
    <NativeSelect
      size="sm"
      label={t('howMuch')}
      aria-label={`${label}: ${t('howMuch')}`}
      value={line.property === null ? '' : named(line.property)}
      data={[
        { value: '', label: t('always') },
        ...columns.map(({ path }) => ({
          value: named(path),
          label: t('fromColumn', { column: path.join('.') }),
        })),
      ]}
      onChange={({ currentTarget: { value } }) => {
        const found = columns.find(({ path }) => named(path) === value);
        set({ ...line, property: found?.path ?? null, believed: null });
      }}
    />
  );
}

const TIMES = [
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3600],
] as const;

function InUnit({
  line,
  label,
  set,
}: {
  readonly line: FormLine;
  readonly label: string;
  readonly set: (line: FormLine) => void;
}) {
  const { t } = useTranslation('start');
  return (
    <NativeSelect
      size="sm"
      label={t('inUnit')}
      aria-label={`${label}: ${t('inUnit')}`}
      value={String(line.times)}
      data={TIMES.map(([name, times]) => ({ value: String(times), label: t(`units.${name}`) }))}
      onChange={({ currentTarget: { value } }) => set({ ...line, times: Number(value) })}
    />
  );
}
