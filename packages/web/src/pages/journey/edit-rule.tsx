import type { EditRefusal, OutlineTouchpoint, ProblemAt } from '@bothways/core/edit';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditing } from './edit-context.ts';
import { TextField } from './edit-fields.tsx';
import { ProblemNotes, sentence } from './edit-problems.tsx';

/** Which events belong to a touchpoint: what is wrong with the expression is told while it is typed. */
export function EditRule({
  touchpoint: { id, when },
  problems,
}: {
  readonly touchpoint: OutlineTouchpoint;
  readonly problems: readonly ProblemAt[];
}) {
  const { t } = useTranslation('edit');
  const { apply } = useEditing();
  const { fault, isChecked, check } = useRuleCheck('bool');
  const told = problems.filter(({ problem }) => fault === null || problem.code !== 'expression');
  return (
    <fieldset className="edit-group">
      <legend>{t('when')}</legend>
      <TextField
        isLong
        isCode
        label={t('rule')}
        hint={t('whenHint')}
        value={when ?? ''}
        error={fault === null ? null : <RuleFault fault={fault} />}
        onType={check}
        onKeep={(value) => void apply({ do: 'set', touchpoint: id, field: 'when', value })}
      />
      {fault === null && isChecked && <p className="edit-quiet">{t('whenFine')}</p>}
      {fault === null && <ProblemNotes problems={told} />}
    </fieldset>
  );
}

export function RuleFault({ fault }: { readonly fault: EditRefusal }) {
  return (
    <span lang="en">
      {sentence(fault.message)} {sentence(fault.hint)}
    </span>
  );
}

/** Tells what is wrong with an expression, as it is typed. */
export function useRuleCheck(wanted: 'bool' | 'number') {
  const { engine } = useEditing();
  const [fault, setFault] = useState<EditRefusal | null>(null);
  const [isChecked, setChecked] = useState(false);
  const latest = useRef('');
  const check = (rule: string): void => {
    latest.current = rule;
    const isEmpty = rule.trim() === '';
    if (isEmpty) setFault(null);
    setChecked(!isEmpty);
    if (isEmpty) return;
    void engine.ask({ ask: 'rule', rule: rule.trim(), wanted }).then((answer) => {
      if (latest.current === rule) setFault(answer);
    });
  };
  return { fault, isChecked, check };
}
