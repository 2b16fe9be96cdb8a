import { type Grid, placeOn, stepped, valueAt } from '@bothways/core/revalue';
import type { KeyboardEvent } from 'react';

const PLACES = 1000;
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/**
 * A slider over a quarter to four times a median: equal ratios are equally long. Keys go in steps of a round amount; Home and
 * End go to its ends. The band is the range as stated, the tick the median.
 */
export function Slider({
  id,
  grid,
  value,
  range,
  label,
  valueText,
  onDrag,
  onSettle,
}: {
  readonly id: string;
  readonly grid: Grid;
  readonly value: number;
  readonly range: { readonly low: number; readonly high: number };
  readonly label: string;
  readonly valueText: string;
  readonly onDrag: (value: number) => void;
  readonly onSettle: () => void;
}) {
  const at = (amount: number): string => `${50 + 50 * clamped(placeOn(grid, amount))}%`;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const steps = STEPS[event.key];
    if (steps === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onDrag(stepped(grid, value, steps));
  };
  return (
    <div className="slider" data-moved={value !== grid.median}>
      <div className="slider-track" aria-hidden="true">
        <span
          className="slider-range"
          style={{ left: at(range.low), right: `calc(100% - ${at(range.high)})` }}
        />
        <span className="slider-median" />
        <span className="slider-thumb" style={{ left: at(value) }} />
      </div>
      <input
        id={id}
        type="range"
        min={-PLACES}
        max={PLACES}
        step={1}
        value={Math.round(placeOn(grid, value) * PLACES)}
        aria-label={label}
        aria-valuetext={valueText}
        onChange={(event) => onDrag(valueAt(grid, Number(event.currentTarget.value) / PLACES))}
        onKeyDown={onKeyDown}
        onKeyUp={onSettle}
        onPointerUp={onSettle}
        onBlur={onSettle}
      />
    </div>
  );
}

function clamped(place: number): number {
  return Math.min(1, Math.max(-1, place));
}
