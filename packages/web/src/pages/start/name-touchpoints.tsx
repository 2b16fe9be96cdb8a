import { usualWorths } from '@bothways/core';
import type { EventsSeen } from '@bothways/core/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEventsSeen, useStart } from '../../api/start.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { currencyOf, type FormTyped, formSaid, touchpointNew } from './form-state.ts';
import { ModelThere } from './model-there.tsx';
import { SaveForm } from './save-form.tsx';
import { TouchpointTypedCard } from './touchpoint-typed.tsx';
import { WholeTyped } from './whole-typed.tsx';
import { WorthsTyped } from './worths-typed.tsx';

/** What came in by name, each proposed as a touchpoint, to become the first model. */
export function NameTouchpoints() {
  const { t } = useTranslation('start');
  const { data, error, refetch } = useEventsSeen();
  const { data: start } = useStart();
  if (error !== null) return <Trouble error={error} retry={() => void refetch()} />;
  if (data === undefined || start === undefined) return null;
  if (start.model !== null) return <ModelThere name={start.model} />;
  if (data.names.length === 0) return <p className="start-note">{t('namesNone')}</p>;
  return <Named seen={data} source={start.sources[0] ?? ''} />;
}

function Named({ seen, source }: { readonly seen: EventsSeen; readonly source: string }) {
  const { t } = useTranslation('start');
  const [form, set] = useState<FormTyped>(() => ({
    ...{ name: source.charAt(0).toUpperCase() + source.slice(1), currency: 'EUR', worths: [] },
    touchpoints: seen.names.map(({ proposed }) => touchpointNew(proposed)),
  }));
  const format = useFormat(currencyOf(form));
  const said = formSaid(form, usualWorths);
  return (
    <div className="start-looked">
      <h2>{t('namesTitle')}</h2>
      <p className="start-note">{t('namesLead')}</p>
      <WholeTyped form={form} set={set} />
      <ol className="start-touchpoints">
        {form.touchpoints.map((each, index) => {
          const { count = 0, people = 0, properties = [] } = seen.names[index] ?? {};
          return (
            <TouchpointTypedCard
              key={each.key}
              touchpoint={each}
              currency={currencyOf(form)}
              columns={properties.filter(({ isNumber }) => isNumber)}
              seen={t(people === 0 ? 'seenNobody' : 'seen', {
                times: format.count(count),
                people: format.count(people),
              })}
              set={(now) => set({ ...form, touchpoints: form.touchpoints.with(index, now) })}
            />
          );
        })}
      </ol>
      {seen.more > 0 && <p className="start-note">{t('moreNames', { count: seen.more })}</p>}
      <WorthsTyped form={form} worths={said.worths} set={set} />
      <SaveForm form={said} note={t('noteFile')} onSaved={() => {}} />
    </div>
  );
}
