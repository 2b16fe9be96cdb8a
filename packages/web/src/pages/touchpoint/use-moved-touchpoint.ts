import type { Overview, ReportTouchpoint, TouchpointWhole } from '@bothways/core/contract';
import { useMemo } from 'react';
import { useMoved } from '../../api/moved.ts';
import { useOverviewAgreed } from '../../api/overview.ts';
import { movedExchange } from './moved-exchange.ts';

/** The touchpoint with the money of its exchange as it is moved at this moment, and whether anything is. */
export function useMovedTouchpoint(touchpoint: TouchpointWhole): {
  readonly touchpoint: TouchpointWhole;
  readonly isMoved: boolean;
} {
  const { data: agreed } = useOverviewAgreed();
  const now = useMoved(agreed);
  return useMemo(() => {
    const there = now === agreed || now === undefined ? undefined : placed(now, touchpoint.id);
    if (there === undefined) return { touchpoint, isMoved: false };
    const { measured, believed } = touchpoint;
    return {
      touchpoint: {
        ...touchpoint,
        measured:
          measured === null || there.measured === null
            ? measured
            : movedExchange(measured, there.measured),
        believed:
          believed === null || there.believed === null
            ? believed
            : movedExchange(believed, there.believed),
      },
      isMoved: true,
    };
  }, [now, agreed, touchpoint]);
}

function placed({ journeys }: Overview, id: string): ReportTouchpoint | undefined {
  return journeys
    .flatMap(({ phases }) => phases)
    .flatMap(({ steps }) => steps)
    .flatMap(({ touchpoints }) => touchpoints)
    .find((each) => each.id === id);
}
