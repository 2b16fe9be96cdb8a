import type { ChangedComparison, ChangedFigure, ChangedRow } from '@bothways/core/contract';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { DifferenceTable } from './difference-table.tsx';
import { Dots } from './dots.tsx';
import { NotCompared } from './not-compared.tsx';
import { FIGURES, type Figure, type Speaker } from './say.ts';
import { type ChangedSearch, changedSearch } from './search.ts';

/** A touchpoint with the figure of it that is looked at. */
export interface Drawn {
  readonly row: ChangedRow;
  readonly figure: ChangedFigure;
}

/** Every touchpoint's difference with its doubt, as a picture or as a table. */
export function Each({
  comparison,
  speaker,
  search,
}: {
  readonly comparison: ChangedComparison;
  readonly speaker: Speaker;
  readonly search: ChangedSearch;
}) {
  const { t } = speaker;
  const navigate = useNavigate();
  const { what: figure = 'customer', as = 'picture' } = search;
  const set = (change: Record<string, unknown>): void => {
    void navigate({
      to: '/changed',
      search: changedSearch({ ...search, ...change }),
      resetScroll: false,
    });
  };
  const drawn = comparison.rows
    .flatMap((row): readonly Drawn[] => {
      const each = row[figure];
      return each === null || each.difference.kind === 'abstained' ? [] : [{ row, figure: each }];
    })
    .toSorted((a, b) => sizeOf(b.figure) - sizeOf(a.figure));
  return (
    <section aria-labelledby="changed-each">
      <div className="changed-tools">
        <h2 id="changed-each" className="changed-heading">
          {t('each')}
        </h2>
        <NativeSelect
          aria-label={t('what')}
          value={figure}
          onChange={({ currentTarget }) => set({ what: currentTarget.value })}
          data={FIGURES.map((value) => ({ value, label: nameOf(value, speaker) }))}
        />
        <SegmentedControl
          aria-label={t('show')}
          value={as}
          onChange={(value) => set({ as: value })}
          data={[
            { value: 'picture', label: t('picture') },
            { value: 'table', label: t('table') },
          ]}
        />
      </div>
      {as === 'picture' ? (
        <Dots drawn={drawn} figure={figure} speaker={speaker} />
      ) : (
        <DifferenceTable drawn={drawn} figure={figure} speaker={speaker} />
      )}
      <NotCompared comparison={comparison} speaker={speaker} />
    </section>
  );
}

export function nameOf(figure: Figure, { t }: Speaker): string {
  return figure === 'felt' ? t('feltColumn') : t(`sides.${figure}`);
}

function sizeOf({ difference }: ChangedFigure): number {
  return difference.kind === 'estimate' ? Math.abs(difference.median) : 0;
}
