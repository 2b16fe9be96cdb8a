import './worth.css';
import type { Overview, Valuations, Year } from '@bothways/core/contract';
import { rangeFactors, tornado } from '@bothways/core/revalue';
import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMemo, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { Kinds } from './kinds.tsx';
import { type Move, type Moves, movesAfter, shown, UNMOVED } from './moves.ts';
import { opinionsByKind, unsaidKinds } from './opinions.ts';
import { Summary } from './summary.tsx';
import { Tornado } from './tornado.tsx';
import { TouchpointTable } from './touchpoint-table.tsx';
import { TurnedFindings } from './turned-findings.tsx';
import { type Now, useRevalued, useYearPlan } from './use-revalued.ts';
import { WriteDown } from './write-down.tsx';

/** The page once everything is read. */
export function Worth({
  valuations,
  year,
  overview,
}: {
  readonly valuations: Valuations;
  readonly year: Year;
  readonly overview: Overview;
}) {
  const { t } = useTranslation('worth');
  const [moves, move] = useReducer(movesAfter, UNMOVED);
  const yearPlan = useYearPlan(valuations, year);
  const revalued = useRevalued(yearPlan, moves);
  const { plan, basis } = yearPlan;
  const kinds = useMemo(() => opinionsByKind(valuations, plan), [valuations, plan]);
  const opinions = useMemo(() => kinds.flatMap((kind) => kind.opinions), [kinds]);
  const factors = shown(moves);
  const swings = useMemo(() => {
    const ranges = new Map(opinions.map(({ id, stated }) => [id, rangeFactors(stated)]));
    return tornado(plan, factors, (id) => ranges.get(id) ?? { low: 1, high: 1 });
  }, [plan, factors, opinions]);
  const unsaid = unsaidKinds(valuations, new Set(year.rows.map(({ kind }) => kind)));
  const isMeasured = year.rows.length > 0;
  return (
    <div className="worth">
      <div className="worth-top">
        {isMeasured ? (
          <Summary
            revalued={revalued}
            atRest={overview.net.measured}
            currency={valuations.currency}
            isMoved={factors.size > 0}
          />
        ) : (
          <p className="worth-note">{t('nothingMeasured')}</p>
        )}
        <History moves={moves} move={move} />
      </div>
      <div className="worth-columns">
        {isMeasured && (
          <div className="worth-hangs">
            <TurnedFindings findings={overview.findings} revalued={revalued} />
            <Tornado
              swings={swings}
              opinions={opinions}
              joint={jointNow(revalued)}
              currency={valuations.currency}
            />
          </div>
        )}
        <div className="worth-opinions">
          <Kinds
            kinds={kinds}
            unsaid={unsaid}
            factors={factors}
            currency={valuations.currency}
            move={move}
          />
        </div>
        <div className="worth-effects">
          <WriteDown basis={basis} factors={moves.now} />
          {isMeasured && (
            <TouchpointTable
              revalued={revalued}
              names={new Map(year.touchpoints.map(({ id, name }) => [id, name]))}
              currency={valuations.currency}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** The joint net in closed form, and what it is shown as: the drawn median, moved by what the closed form has moved since. */
function jointNow({ drawn, asDrawn, now }: Now): {
  readonly closed: number;
  readonly shown: number;
} {
  const closed = now.total.joint ?? 0;
  const last = drawn?.total.joint;
  const since = closed - (asDrawn.total.joint ?? 0);
  return { closed, shown: last?.kind === 'estimate' ? last.median + since : closed };
}

function History({ moves, move }: { readonly moves: Moves; readonly move: (move: Move) => void }) {
  const { t } = useTranslation('worth');
  // Also while a slider has the focus, which is an input.
  useHotkeys(
    [
      ['mod+Z', () => move({ do: 'undo' })],
      ['mod+shift+Z', () => move({ do: 'redo' })],
      ['mod+Y', () => move({ do: 'redo' })],
    ],
    [],
  );
  const { past, now, future } = moves;
  return (
    <div className="worth-history">
      <Button
        variant="default"
        size="compact-md"
        disabled={past.length === 0}
        onClick={() => move({ do: 'undo' })}
      >
        <Icon path="M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3" />
        <span className="history-word">{t('undo')}</span>
      </Button>
      <Button
        variant="default"
        size="compact-md"
        disabled={future.length === 0}
        onClick={() => move({ do: 'redo' })}
      >
        <Icon path="m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3" />
        <span className="history-word">{t('redo')}</span>
      </Button>
      <Button
        variant="default"
        size="compact-md"
        disabled={now.size === 0}
        onClick={() => move({ do: 'reset-all' })}
      >
        <Icon path="M4 5v5h5M4.5 10a8 8 0 1 1-.3 4" />
        <span className="history-word">{t('resetAll')}</span>
      </Button>
    </div>
  );
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 24 24" width="17" height="17" aria-hidden="true" className="line-icon">
      <path d={path} />
    </svg>
  );
}
