import type { DriverShown, DriversFound } from '@bothways/core/contract';
import { SegmentedControl } from '@mantine/core';
import { percentsOf } from '../../parts/percents.ts';
import { Section } from '../../parts/section.tsx';
import { DriverTable } from './driver-table.tsx';
import { type Speaker, sayDriver, writeChance } from './say.ts';

/** Each driver's part with its range, and how likely each place in the order is. */
export function DriverChart({
  found,
  speaker,
  as,
  set,
}: {
  readonly found: DriversFound;
  readonly speaker: Speaker;
  readonly as: 'picture' | 'table';
  readonly set: (change: Record<string, unknown>) => void;
}) {
  const { t } = speaker;
  return (
    <Section
      id="drivers-chart"
      title={t('chart')}
      why={t('chartWhy')}
      beside={
        <SegmentedControl
          aria-label={t('show')}
          value={as}
          onChange={(value) => set({ as: value })}
          data={[
            { value: 'picture', label: t('picture') },
            { value: 'table', label: t('table') },
          ]}
        />
      }
    >
      {as === 'table' ? (
        <DriverTable found={found} speaker={speaker} />
      ) : (
        <Bars found={found} speaker={speaker} />
      )}
    </Section>
  );
}

function Bars({ found, speaker }: { readonly found: DriversFound; readonly speaker: Speaker }) {
  const most = Math.max(
    ...found.drivers.map(({ share }) => (share.kind === 'estimate' ? share.high : 0)),
  );
  return (
    <ol className="driver-bars">
      {found.drivers.map((driver) => (
        <Bar key={driver.id} driver={driver} most={most} speaker={speaker} />
      ))}
    </ol>
  );
}

function Bar({
  driver,
  most,
  speaker,
}: {
  readonly driver: DriverShown;
  readonly most: number;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const { share, rankProbabilities } = driver;
  if (share.kind === 'abstained') return null;
  const write = percentsOf(format, share);
  const place = (value: number): string => `${(100 * Math.max(0, value)) / most}%`;
  const likeliest = Math.max(...rankProbabilities);
  return (
    <li className="driver-bar">
      <p className="driver-name">
        {sayDriver(driver.name, speaker)}
        {driver.score === 'kept' && <small>{t('kept')}</small>}
      </p>
      <span className="driver-track" aria-hidden="true">
        <span className="driver-fill" style={{ width: place(share.median) }} />
        <span
          className="driver-range"
          style={{ left: place(share.low), width: place(share.high - Math.max(0, share.low)) }}
        />
      </span>
      <p className="driver-share">
        <strong>{write(share.median)}</strong>
        <small>
          {write(share.low)}–{write(share.high)}
        </small>
      </p>
      <span className="driver-ranks" aria-hidden="true">
        {rankProbabilities.map((each, rank) => (
          <span
            key={rank}
            title={t('rankChance', { rank: rank + 1, chance: writeChance(each, speaker) })}
            style={{
              background: `color-mix(in srgb, var(--ink) ${Math.round(each * 100)}%, var(--band))`,
            }}
          />
        ))}
      </span>
      <p className="driver-first">
        {t('placeIn', {
          rank: rankProbabilities.indexOf(likeliest) + 1,
          chance: writeChance(likeliest, speaker),
        })}
      </p>
    </li>
  );
}
