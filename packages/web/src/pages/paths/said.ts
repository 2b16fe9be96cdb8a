import type { JourneyFlow, JourneysReply } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { type Span, useSpan } from '../../parts/use-span.ts';
import type { Format } from '../../words/format.ts';

/** How this page says things: its words, numbers, spans of time, and what a touchpoint is called. */
export interface Said {
  readonly t: TFunction<'paths'>;
  readonly format: Format;
  readonly span: Span;
  readonly name: (id: string) => string;
  /** Whether figures of money can be said at all. */
  readonly hasMoney: boolean;
  /** Whether a file is looked at by itself. */
  readonly isFile: boolean;
}

export function useSaid(
  flow: JourneyFlow,
  { currency, of }: Pick<JourneysReply, 'currency' | 'of'>,
): Said {
  const { t } = useTranslation('paths');
  const format = useFormat(currency ?? 'EUR');
  const span = useSpan();
  return useMemo(() => {
    const names = new Map(flow.activities.map(({ id, name }) => [id, name]));
    return {
      ...{ t, format, span, name: (id: string) => names.get(id) ?? id },
      ...{ hasMoney: currency !== null, isFile: of === 'file' },
    };
  }, [t, format, span, flow, currency, of]);
}
