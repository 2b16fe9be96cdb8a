import type { Drivers } from '@bothways/core/contract';
import { DriverChart } from './driver-chart.tsx';
import { Force } from './force.tsx';
import { Keep } from './keep.tsx';
import { LeftOut, Rests } from './left-out.tsx';
import { None } from './none.tsx';
import { Performance } from './performance.tsx';
import { Said } from './said.tsx';
import type { Speaker } from './say.ts';
import { Weakest } from './weakest.tsx';

/** What shapes value, of the ledger or of a file by itself: what it says in words first, then how it looks. */
export function DriversShown({
  data,
  speaker,
  as,
  cost,
  set,
}: {
  readonly data: Drivers;
  readonly speaker: Speaker;
  readonly as: 'picture' | 'table';
  readonly cost: string;
  readonly set: (change: Record<string, unknown>) => void;
}) {
  const { result } = data;
  if (result.kind === 'abstained')
    return (
      <>
        <None data={data} result={result} speaker={speaker} />
        <Notices data={data} speaker={speaker} />
        <LeftOut data={data} speaker={speaker} />
      </>
    );
  return (
    <>
      <Said data={data} found={result} speaker={speaker} />
      <Notices data={data} speaker={speaker} />
      <DriverChart found={result} speaker={speaker} as={as} set={set} />
      <Performance found={result} speaker={speaker} />
      <Keep data={data} speaker={speaker} />
      <Weakest link={result.weakestLink} speaker={speaker} />
      {data.about === 'ledger' && (
        <Force
          key={cost}
          force={result.forceMultiplier}
          drivers={result.drivers}
          speaker={speaker}
          cost={cost}
          set={set}
          currency={data.currency ?? ''}
        />
      )}
      <LeftOut data={data} speaker={speaker} />
      <Rests data={data} found={result} speaker={speaker} />
    </>
  );
}

/** What was noted on reading a file: what words were taken for, and what may be no answer. */
function Notices({
  data: { notices = [] },
  speaker: { t },
}: {
  readonly data: Drivers;
  readonly speaker: Speaker;
}) {
  if (notices.length === 0) return null;
  return (
    <aside className="drivers-notices" aria-label={t('notices')}>
      <p>{t('notices')}</p>
      <ul lang="en">
        {notices.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </aside>
  );
}
