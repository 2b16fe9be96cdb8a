import type { Experience } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Estimate } from '../../parts/money.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { type Span, useSpan } from '../../parts/use-span.ts';
import type { Format } from '../../words/format.ts';

/** How this page says things. */
export interface Said {
  readonly t: TFunction<'experience'>;
  readonly format: Format;
  readonly span: Span;
  /** A difference of what was felt, without its sign: "0.26". */
  readonly step: (value: number) => string;
}

export function useSaid({ currency }: Pick<Experience, 'currency'>): Said {
  const { t } = useTranslation('experience');
  const format = useFormat(currency ?? 'EUR');
  const span = useSpan();
  return useMemo(
    () => ({ t, format, span, step: (value) => format.index(Math.abs(value)).replace(/^\+/, '') }),
    [t, format, span],
  );
}

/** The middle of a figure; null: it cannot be said. */
export function middleOf(estimate: Estimate): number | null {
  return estimate.kind === 'estimate' ? estimate.median : null;
}

/** What is asked for, of the larger ones first. */
export function largest<Each>(
  all: readonly Each[],
  of: (each: Each) => Estimate,
): Each | undefined {
  const told = all.filter((each) => of(each).kind === 'estimate');
  return told.toSorted((a, b) => (middleOf(of(b)) ?? 0) - (middleOf(of(a)) ?? 0))[0];
}
