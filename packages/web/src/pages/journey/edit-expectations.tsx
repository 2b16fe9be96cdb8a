import type { OutlineExpectation, OutlineTouchpoint, ProblemAt } from '@bothways/core/edit';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEditing } from './edit-context.ts';
import { TextField, written } from './edit-fields.tsx';
import { EditIcon } from './edit-icons.tsx';
import { ProblemNotes } from './edit-problems.tsx';

/** What customers expect at a touchpoint, and who set it. */
export function EditExpectations({
  touchpoint: { id, expects, measures },
  problems,
}: {
  readonly touchpoint: OutlineTouchpoint;
  readonly problems: readonly ProblemAt[];
}) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  const keep = (value: readonly OutlineExpectation[]): void =>
    void apply({ do: 'set', touchpoint: id, field: 'expects', value });
  const change = (at: number, part: Partial<OutlineExpectation>): void =>
    keep(expects.map((each, index) => (index === at ? { ...each, ...part } : each)));
  return (
    <fieldset className="edit-group">
      <legend>{t('expects')}</legend>
      {expects.map((each, at) => (
        <section
          // An expectation is known by its place.
          key={`${at}:${each.metric}`}
          className="edit-line"
          aria-label={`${t('expects')} ${at + 1}`}
        >
          <div className="edit-line-who is-two">
            <NativeSelect
              label={t('metric')}
              value={each.metric}
              onChange={({ currentTarget: { value } }) => change(at, { metric: value })}
              data={[...new Set([each.metric, 'felt', ...measures])].map((metric) => ({
                value: metric,
                label: metric === 'felt' ? t('felt') : metric,
              }))}
            />
            <button
              type="button"
              className="edit-tool"
              aria-label={t('removeExpectation', { nth: at + 1 })}
              onClick={() => keep(expects.filter((_, index) => index !== at))}
            >
              <EditIcon name="cross" />
            </button>
          </div>
          <div className="edit-range is-two">
            {(['atLeast', 'atMost'] as const).map((level) => (
              <TextField
                key={level}
                label={t(level)}
                value={written(each[level])}
                onKeep={(text) => {
                  const value = Number(text.trim().replace(',', '.'));
                  if (text.trim() === '') change(at, { [level]: null });
                  else if (Number.isFinite(value)) change(at, { [level]: value });
                }}
              />
            ))}
          </div>
          <TextField
            label={t('source')}
            value={each.source ?? ''}
            onKeep={(source) => change(at, { source })}
          />
          <ProblemNotes problems={problems.filter(({ part }) => part?.index === at)} />
        </section>
      ))}
      <ProblemNotes problems={problems.filter(({ part }) => part?.index === null)} />
      <Button
        variant="default"
        leftSection={<EditIcon name="plus" />}
        onClick={() =>
          keep([
            ...expects,
            {
              metric: measures[0] ?? 'felt',
              atLeast: measures.length === 0 ? 0 : null,
              atMost: measures.length === 0 ? null : 1,
              source: null,
            },
          ])
        }
      >
        {t('addExpectation')}
      </Button>
    </fieldset>
  );
}
