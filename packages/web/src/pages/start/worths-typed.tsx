import type { FormWorth } from '@bothways/core';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currencyOf, type FormTyped, unitOf } from './form-state.ts';
import { kindName } from './kind-name.ts';
import { RangeInput } from './range-input.tsx';

/** What a unit of each kind that moves is worth and costs: assumed until somebody says. */
export function WorthsTyped({
  form,
  worths,
  set,
}: {
  readonly form: FormTyped;
  /** Of every kind that moves: as said, else as assumed. */
  readonly worths: readonly FormWorth[];
  readonly set: (form: FormTyped) => void;
}) {
  const { t } = useTranslation('start');
  const say = (worth: FormWorth): void =>
    set({ ...form, worths: [...form.worths.filter(({ kind }) => kind !== worth.kind), worth] });
  if (worths.length === 0) return null;
  return (
    <section>
      <h2>{t('worthTitle')}</h2>
      <p className="start-note">{t('worthLead')}</p>
      <ul className="start-worths">
        {worths.map((each) => (
          <WorthTyped key={each.kind} said={each} currency={currencyOf(form)} set={say} />
        ))}
      </ul>
    </section>
  );
}

function WorthTyped({
  said,
  currency,
  set,
}: {
  readonly said: FormWorth;
  readonly currency: string;
  readonly set: (worth: FormWorth) => void;
}) {
  const { t } = useTranslation('start');
  const unit = unitOf(said.kind);
  const name = kindName(said.kind, t);
  const per = `${currency} ${t(`worthPer.${unit.per}`, { currency })}`;
  return (
    <li className="start-worth">
      <h3>{name}</h3>
      {(['worth', 'cost'] as const).map((part) =>
        said[part] === null ? null : (
          <div key={part} className="start-worth-part">
            <span>{t(part === 'worth' ? 'worthTo' : 'worthCost')}</span>
            <RangeInput
              label={`${name}: ${t(part === 'worth' ? 'worthTo' : 'worthCost')}`}
              unit={per}
              value={said[part]}
              factor={1 / unit.perFactor}
              set={(value) => {
                if (value !== null) set({ ...said, [part]: value });
              }}
            />
          </div>
        ),
      )}
      <TextInput
        size="sm"
        className="start-source"
        label={t('worthSource')}
        aria-label={`${name}: ${t('worthSource')}`}
        placeholder={t('worthSourceHint')}
        value={said.source ?? ''}
        maxLength={200}
        onChange={({ currentTarget: { value } }) =>
          set({ ...said, source: value === '' ? null : value })
        }
      />
    </li>
  );
}
