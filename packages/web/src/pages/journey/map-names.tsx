import type { MapHead } from '@bothways/core/scene';

/** The names of phases and steps over the map: each stays in view as long as some of what it names is. */
export function MapNames({
  heads,
  axisWidth,
}: {
  readonly heads: readonly MapHead[];
  readonly axisWidth: number;
}) {
  return (
    <div className="map-names" aria-hidden="true">
      {heads
        .flatMap(({ names }) => names)
        .map(({ key, lines, title, x, y, right, size, weight, tone }) => (
          <div
            key={key}
            className={`map-name t-${tone} w-${weight}`}
            style={{ left: x, top: y - size, width: right - x, fontSize: size }}
          >
            <span style={{ left: axisWidth + 10 }} title={title}>
              {lines.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </span>
          </div>
        ))}
    </div>
  );
}
