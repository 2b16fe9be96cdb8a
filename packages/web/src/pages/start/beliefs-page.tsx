import './start.css';
import { usualWorths } from '@bothways/core';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStart } from '../../api/start.ts';
import { Page } from '../../parts/page.tsx';
import { formKept, formNew, keepForm } from './form-kept.ts';
import {
  currencyOf,
  type FormTyped,
  formSaid,
  lineNew,
  type TouchpointTyped,
  touchpointNew,
} from './form-state.ts';
import { ModelThere } from './model-there.tsx';
import { SaveForm } from './save-form.tsx';
import { TouchpointTypedCard } from './touchpoint-typed.tsx';
import { TwoVoices } from './two-voices.tsx';
import { WholeTyped } from './whole-typed.tsx';
import { WorthsTyped } from './worths-typed.tsx';

/** The workshop form: what is believed of each touchpoint, with both voices beside it. */
export function BeliefsPage() {
  const { t } = useTranslation('start');
  const { data } = useStart();
  const [form, setForm] = useState(formKept);
  const set = (now: FormTyped): void => {
    keepForm(now);
    setForm(now);
  };
  const said = formSaid(form, usualWorths);
  return (
    <Page title={t('beliefsTitle')} lead={t('beliefsWhy')}>
      {data?.model != null && <ModelThere name={data.model} />}
      <div className="start-form">
        <div className="start-form-in">
          <WholeTyped form={form} set={set} />
          <Touchpoints form={form} set={set} />
          <WorthsTyped form={form} worths={said.worths} set={set} />
          {data?.model == null && (
            <SaveForm
              form={said}
              draft={form.draft}
              note={t(form.draft === undefined ? 'noteBeliefs' : 'noteMap')}
              onSaved={() => keepForm(null)}
            />
          )}
          <p className="start-quiet">
            {t('keepsHere')}{' '}
            <Button variant="subtle" size="compact-sm" onClick={() => set(formNew())}>
              {t('startOver')}
            </Button>
          </p>
        </div>
        <TwoVoices form={said} />
      </div>
      <p className="start-back">
        <Link to="/start">{t('back')}</Link>
      </p>
    </Page>
  );
}

function Touchpoints({
  form,
  set,
}: {
  readonly form: FormTyped;
  readonly set: (form: FormTyped) => void;
}) {
  const { t } = useTranslation('start');
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef(false);
  const { touchpoints } = form;
  // The name of one that was just added is typed next.
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    list.current
      ?.querySelector<HTMLInputElement>(':scope > li:last-child .start-name input')
      ?.focus();
  });
  const setAll = (now: readonly TouchpointTyped[]): void => set({ ...form, touchpoints: now });
  const add = (): void => {
    wanted.current = true;
    const lines = [lineNew('business', 'help:service'), lineNew('customer', 'time:waiting')];
    setAll([...touchpoints, touchpointNew({ lines })]);
  };
  const isDraft = form.draft !== undefined;
  return (
    <section>
      <ol className="start-touchpoints" ref={list}>
        {touchpoints.map((each, index) => (
          <TouchpointTypedCard
            key={each.key}
            touchpoint={each}
            currency={currencyOf(form)}
            set={(now) => setAll(touchpoints.with(index, now))}
            {...(isDraft ? {} : { remove: () => setAll(touchpoints.toSpliced(index, 1)) })}
            {...(index === 0 || isDraft
              ? {}
              : {
                  moveUp: () =>
                    setAll(touchpoints.toSpliced(index, 1).toSpliced(index - 1, 0, each)),
                })}
            {...(index === touchpoints.length - 1 && !isDraft ? { onEnter: add } : {})}
          />
        ))}
      </ol>
      {!isDraft && (
        <p>
          <Button variant="default" onClick={add}>
            + {t('addTouchpoint')}
          </Button>{' '}
          <span className="start-quiet">{t('addTouchpointHint')}</span>
        </p>
      )}
    </section>
  );
}
