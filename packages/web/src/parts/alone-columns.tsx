import type { AloneColumns } from '@bothways/core/contract';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AloneKind } from '../api/alone.ts';
import { joined, parted, ROLES, type Role } from './alone-roles.ts';
import { useFormat } from './use-format.ts';

/** A field for each role, with the columns that fit it. */
export function AloneRoleFields({
  kind,
  columns,
  roles,
  onChange,
}: {
  readonly kind: AloneKind;
  readonly columns: AloneColumns;
  readonly roles: Readonly<Record<string, string>>;
  readonly onChange: (role: Role['id'], value: string) => void;
}) {
  return (
    <div className="alone-roles">
      {ROLES[kind].map((role) => (
        <Field
          key={role.id}
          {...{ role, columns }}
          value={roles[role.id] ?? ''}
          taken={roles['outcome']}
          onChange={(value) => onChange(role.id, value)}
        />
      ))}
    </div>
  );
}

function Field({
  role: { id, takes, isNeeded, numbers = false },
  columns: { columns },
  value,
  taken,
  onChange,
}: {
  readonly role: Role;
  readonly columns: AloneColumns;
  readonly value: string;
  readonly taken: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation('alone');
  const fit = columns.filter(({ holds }) => !numbers || holds === 'number');
  const said = {
    label: t(`role-${id}`),
    description: t(`role-${id}-why`),
    withAsterisk: isNeeded,
  };
  if (takes === 'text')
    return (
      <TextInput
        {...said}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  if (takes === 'columns') {
    const chosen = parted(value);
    return (
      <Checkbox.Group
        {...said}
        className="alone-many"
        value={[...chosen]}
        onChange={(next) => onChange(joined(next))}
      >
        <div className="alone-checks">
          {fit
            .filter(({ name }) => name !== taken)
            .map(({ name }) => (
              <Checkbox
                key={name}
                value={name}
                label={name}
                disabled={chosen.length >= 14 && !chosen.includes(name)}
              />
            ))}
        </div>
      </Checkbox.Group>
    );
  }
  return (
    <NativeSelect
      {...said}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      data={[
        { value: '', label: `(${t('none')})` },
        ...fit.map(({ name }) => ({ value: name, label: name })),
      ]}
    />
  );
}

/** So many columns are listed at once. */
const LISTED = 30;

/** What is in each column, by the first records. */
export function AloneColumnList({ columns: { columns } }: { readonly columns: AloneColumns }) {
  const { t } = useTranslation('alone');
  const format = useFormat('EUR');
  const [isWhole, setWhole] = useState(false);
  const rest = columns.length - LISTED;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={t('columns')}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('column')}</th>
              <th scope="col">{t('kind')}</th>
              <th scope="col" className="number">
                {t('filled')}
              </th>
              <th scope="col" className="number">
                {t('distinct')}
              </th>
              <th scope="col">{t('examples')}</th>
            </tr>
          </thead>
          <tbody>
            {columns
              .slice(0, isWhole ? columns.length : LISTED)
              .map(({ name, holds, filled, distinct, examples }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{t(holds)}</td>
                  <td className="number">{format.percent(filled)}</td>
                  <td className="number">{format.count(distinct)}</td>
                  <td className="alone-examples">{examples.join(' · ')}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
      {rest > 0 && !isWhole && (
        <Button variant="default" mt={14} onClick={() => setWhole(true)}>
          {t('columnsAll', { many: format.count(rest) })}
        </Button>
      )}
    </>
  );
}
