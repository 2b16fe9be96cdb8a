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
import { useRevalued, useYearPlan } from './use-revalued.ts';
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
        <div>
          <Kinds
            kinds={kinds}
            unsaid={unsaid}
            factors={factors}
            currency={valuations.currency}
            move={move}
          />
        </div>
        <div className="worth-effects">
          {factors.size > 0 && <WriteDown basis={basis} factors={moves.now} count={factors.size} />}
          {isMeasured && (
            <>
              <TurnedFindings findings={overview.findings} revalued={revalued} />
              <Tornado
                swings={swings}
                opinions={opinions}
                joint={revalued.now.total.joint}
                currency={valuations.currency}
              />
              <TouchpointTable
                revalued={revalued}
                names={new Map(year.touchpoints.map(({ id, name }) => [id, name]))}
                currency={valuations.currency}
              />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function History({ moves, move }: { readonly moves: Moves; readonly move: (move: Move) => void }) {
  const { t } = useTranslation('worth');
  useHotkeys([
    ['mod+Z', () => move({ do: 'undo' })],
    ['mod+shift+Z', () => move({ do: 'redo' })],
    ['mod+Y', () => move({ do: 'redo' })],
  ]);
  const { past, now, future } = moves;
  return (
    <div className="worth-history">
      <Button
        variant="default"
        size="compact-md"
        disabled={past.length === 0}
        onClick={() => move({ do: 'undo' })}
      >
        {t('undo')}
      </Button>
      <Button
        variant="default"
        size="compact-md"
        disabled={future.length === 0}
        onClick={() => move({ do: 'redo' })}
      >
        {t('redo')}
      </Button>
      <Button
        variant="default"
        size="compact-md"
        disabled={now.size === 0}
        onClick={() => move({ do: 'reset-all' })}
      >
        {t('resetAll')}
      </Button>
    </div>
  );
}
