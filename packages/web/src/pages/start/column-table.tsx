import {
  type ChoicesSaid,
  COLUMN_ROLES,
  type ColumnRoleSaid,
  type MappingSeen,
} from '@bothways/core/contract';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';

type Column = MappingSeen['columns'][number];

/** Each column: what it is taken for, how sure, and what stands in it. Another meaning can be chosen. */
export function ColumnTable({
  seen,
  choices,
  choose,
}: {
  readonly seen: MappingSeen;
  readonly choices: ChoicesSaid;
  readonly choose: (choices: ChoicesSaid) => void;
}) {
  const { t } = useTranslation('start');
  const say = (column: Column, role: ColumnRoleSaid): void => {
    // One column has a role that only one can have.
    const single = role !== 'number' && role !== 'text' && role !== 'left out';
    const others = Object.entries(choices.columns).filter(
      ([name, each]) => name !== column.name && !(single && each === role),
    );
    choose({ ...choices, columns: Object.fromEntries([...others, [column.name, role]]) });
  };
  return (
    <section>
      <h3>{t('columnsTitle')}</h3>
      <p className="start-note">{t('columnsLead')}</p>
      <table className="figures start-columns">
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('takenFor')}</th>
            <th scope="col">{t('sure')}</th>
            <th scope="col">{t('examples')}</th>
          </tr>
        </thead>
        <tbody>
          {seen.columns.map((column, index) => (
            <ColumnRow key={index} column={column} say={(role) => say(column, role)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ColumnRow({
  column,
  say,
}: {
  readonly column: Column;
  readonly say: (role: ColumnRoleSaid) => void;
}) {
  const { t } = useTranslation('start');
  const format = useFormat('EUR');
  const { name, role, sure, isSaid, examples, filled, why } = column;
  return (
    <tr data-role={role}>
      <th scope="row">{name}</th>
      <td>
        <NativeSelect
          size="sm"
          aria-label={`${name}: ${t('takenFor')}`}
          value={role}
          data={COLUMN_ROLES.map((each) => ({ value: each, label: t(`roles.${each}`) }))}
          onChange={({ currentTarget: { value } }) => {
            const chosen = COLUMN_ROLES.find((each) => each === value);
            if (chosen !== undefined) say(chosen);
          }}
        />
      </td>
      <td title={why}>
        {isSaid
          ? t('sureYou')
          : t(sure >= 0.8 ? 'sureHigh' : sure >= 0.5 ? 'sureMiddle' : 'sureLow')}
        <span className="cell-under">{format.percent(sure)}</span>
      </td>
      <td className="start-examples">
        {examples.length > 0 ? examples.join(' · ') : filled > 0 ? t('noExamples') : '–'}
        <span className="cell-under">{t('filled', { part: format.percent(filled) })}</span>
      </td>
    </tr>
  );
}
