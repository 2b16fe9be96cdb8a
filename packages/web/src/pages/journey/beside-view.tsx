import type { BesideMap } from '@bothways/core/scene';
import { Marks } from '../../parts/scene-marks.tsx';

/** Today above, the future below, and what becomes different between them. Its figures stand in the table too. */
export function BesideView({ map, label }: { readonly map: BesideMap; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="map is-beside" tabIndex={0} aria-label={label}>
      <svg className="map-axis" width={map.axisWidth} height={map.height} aria-hidden="true">
        <Marks marks={map.axis} />
      </svg>
      <svg width={map.width} height={map.height} role="img" aria-label={label}>
        {map.columns.map(({ key, marks }) => (
          <Marks key={key} marks={marks} />
        ))}
        <Marks marks={map.lines} />
      </svg>
    </section>
  );
}
