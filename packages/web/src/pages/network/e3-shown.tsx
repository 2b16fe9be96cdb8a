import type { E3Shown as Model } from '@bothways/core/contract';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amountIn, e3Actors, e3Pairs } from './e3-drawn.ts';
import { E3Problems } from './e3-problems.tsx';
import { E3Table } from './e3-table.tsx';
import { PairList } from './pair-list.tsx';
import { useSpeaking } from './use-speaking.ts';

const Picture = lazy(async () => ({ default: (await import('./picture.tsx')).Picture }));

/** A value model worked out: the same picture with its nets, and what is to be mended in it. */
export function E3Shown({ model, isTable }: { readonly model: Model; readonly isTable: boolean }) {
  const { t, i18n } = useTranslation('network');
  const locale = i18n.language === 'de' ? 'de-DE' : 'en-GB';
  const starts = model.starts.map(({ name, occurrences }) =>
    occurrences === null ? name : t('e3.times', { name, count: occurrences }),
  );
  return (
    <div className="net-e3">
      <p className="net-note-text">
        {!model.hasValues && t('e3.noValues')}{' '}
        {starts.length > 0 && t('e3.starts', { starts: starts.join(', ') })}{' '}
        {model.sum === 0 && t('e3.sumZero')}
        {model.sum !== null &&
          model.sum !== 0 &&
          t('e3.sum', { sum: amountIn(locale, model.sum, true) })}
      </p>
      {isTable ? (
        <E3Table model={model} locale={locale} />
      ) : (
        <Drawn model={model} locale={locale} />
      )}
      <E3Problems problems={model.problems} />
    </div>
  );
}

function Drawn({ model, locale }: { readonly model: Model; readonly locale: string }) {
  const isNarrow = useMediaQuery('(max-width: 1023px)', false, { getInitialValueInEffect: false });
  const speaking = useSpeaking('EUR');
  const [open, setOpen] = useState<string | null>(null);
  const actors = useMemo(() => e3Actors(model, speaking, locale), [model, speaking, locale]);
  const pairs = useMemo(() => e3Pairs(model, speaking, locale), [model, speaking, locale]);
  const toggle = (id: string): void => setOpen((now) => (now === id ? null : id));
  const drawn = { actors, pairs, openActor: toggle, openPair: toggle, open };
  return (
    <>
      {isNarrow ? (
        <PairList {...drawn} />
      ) : (
        <Suspense fallback={<div className="net-picture" />}>
          <Picture {...drawn} />
        </Suspense>
      )}
      {open !== null && (
        <div key={open} ref={intoView}>
          <E3Table model={model} locale={locale} only={open} />
        </div>
      )}
    </>
  );
}

/** What was asked for stands below the picture: it comes into view. */
function intoView(part: HTMLElement | null): void {
  part?.scrollIntoView({ block: 'nearest' });
}
