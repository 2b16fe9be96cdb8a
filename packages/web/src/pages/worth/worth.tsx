import './opinions.css';
import './worth.css';
import type { Overview, Valuations, Year } from '@bothways/core/contract';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Move, UNMOVED } from '../../valued/moves.ts';
import { make } from '../../valued/shared.ts';
import { useMoves, useValued } from '../../valued/use-valued.ts';
import { hangingOf, shownOf } from './conclusions.ts';
import { OpinionList } from './opinion-list.tsx';
import { kindsOf, type Opinion, opinionsOf, sorted, unsaidKinds } from './opinions.ts';
import { SaveDialog } from './save-dialog.tsx';
import { Summary } from './summary.tsx';
import { Tornado } from './tornado.tsx';
import { TouchpointTable } from './touchpoint-table.tsx';
import { useChosen } from './use-chosen.ts';

/** The page once everything is read. */
export function Worth({
  valuations,
  year,
  overview,
}: {
  readonly valuations: Valuations;
  readonly year: Year;
  /** As it is agreed. */
  readonly overview: Overview;
}) {
  const kept = useMoves();
  const moves = kept.version === valuations.modelVersion ? kept.moves : UNMOVED;
  const move = useMover(valuations.modelVersion);
  const now = useValued(valuations, year, overview);
  const { agreed, standing, said, settled } = now;
  const { plan } = standing.by;
  const opinions = useMemo(
    () => opinionsOf(valuations, settled, plan),
    [valuations, settled, plan],
  );
  const { conclusions, chosen, choose, asTable } = useChosen(overview);
  // In the order of what is agreed, so that nothing runs away under the hand.
  const most = useMemo(
    () => hangingOf(chosen, { by: agreed, factors: new Map() }).swings.map(({ id }) => id),
    [chosen, agreed],
  );
  const { top, families } = useMemo(() => sorted(opinions, most), [opinions, most]);
  const moved = useMemo(() => new Set(year.rows.map(({ kind }) => kind)), [year]);
  const [isSaving, setSaving] = useState(false);
  const { open, fold, goTo } = useFolds();
  return (
    <div className="worth">
      <Summary
        now={now.overview}
        agreed={overview}
        isDrawn={now.isDrawn}
        {...{ moves, move }}
        save={() => setSaving(true)}
      />
      <div className="worth-columns">
        {year.rows.length > 0 && (
          <div className="worth-hangs">
            <Tornado
              hanging={hangingOf(chosen, standing)}
              shown={shownOf(chosen, now.overview)}
              currency={valuations.currency}
              {...{ conclusions, chosen, opinions, said, asTable, choose, goTo }}
            />
            <TouchpointTable now={now.overview} agreed={overview} />
          </div>
        )}
        <OpinionList
          {...{ opinions, top, families, open }}
          kinds={kindsOf(valuations)}
          unsaid={unsaidKinds(valuations, said, moved)}
          moved={moves.now}
          setOpen={fold}
          {...{ valuations, said, move }}
        />
      </div>
      {isSaving && (
        <SaveDialog
          {...{ valuations, opinions }}
          moved={moves.now}
          close={() => setSaving(false)}
        />
      )}
    </div>
  );
}

/** Which families are unfolded, and the way to an opinion's slider: what it is folded into is opened first. */
function useFolds() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const fold = (family: string, isOpen: boolean): void =>
    setOpen((was) => {
      const others = [...was].filter((each) => each !== family);
      return new Set(isOpen ? [...others, family] : others);
    });
  const goTo = ({ key, family }: Opinion): void => {
    flushSync(() => fold(family, true));
    const slider = document.getElementById(`slider-${key}`);
    slider?.scrollIntoView({ block: 'center' });
    slider?.focus({ preventScroll: true });
  };
  return { open, fold, goTo };
}

function useMover(version: number): (move: Move) => void {
  return useMemo(() => (move) => make(move, version), [version]);
}
