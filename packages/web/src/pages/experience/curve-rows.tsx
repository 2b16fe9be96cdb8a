import type { FeltStop } from '@bothways/core/scene';
import { Track, TrackEnds } from './marks.tsx';
import type { Said } from './said.ts';

/** The curve from top to bottom, for a narrow screen: each place with its line from let down to delighted. */
export function CurveRows({
  stops,
  strips,
  said,
}: {
  readonly stops: readonly FeltStop[];
  readonly strips: readonly string[];
  readonly said: Said;
}) {
  const { format } = said;
  return (
    <div className="ex-rows">
      <TrackEnds said={said} />
      <ol>
        {stops.map(({ key, name, group, felt, under, parts }, at) => (
          <li key={key}>
            {group !== '' && stops[at - 1]?.group !== group && <h3>{group}</h3>}
            <div className={felt === null ? 'ex-row is-unasked' : 'ex-row'}>
              <span className="ex-row-name">{name}</span>
              <span className="ex-row-felt">{felt === null ? '' : format.index(felt.median)}</span>
              {felt !== null && (
                <Track
                  estimate={{
                    ...{ kind: 'estimate', ...felt, level: 0.9, n: 0 },
                    ...{ method: '', grade: 'A' },
                  }}
                />
              )}
              <span className="ex-row-under">
                {under[0]}
                {parts.map((part, index) =>
                  part === null || part < 0.005 ? null : (
                    <span key={strips[index]}>
                      {strips[index]}: {format.percent(part)}
                    </span>
                  ),
                )}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
