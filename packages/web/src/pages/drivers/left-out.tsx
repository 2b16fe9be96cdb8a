import type { Drivers, DriversFound } from '@bothways/core/contract';
import { Section } from '../../parts/section.tsx';
import { type Speaker, sayDriver } from './say.ts';

/** What is no driver here, and why: silence is not unimportance. */
export function LeftOut({ data, speaker }: { readonly data: Drivers; readonly speaker: Speaker }) {
  const { t, format } = speaker;
  if (data.leftOut.length === 0) return null;
  return (
    <Section id="drivers-left" title={t('left')} why={t('leftWhy')}>
      <ul className="drivers-left">
        {data.leftOut.map(({ id, name, because, scored, needed }) => (
          <li key={id}>
            <strong>{sayDriver(name, speaker)}</strong>
            <span>
              {t(`leftBecause.${because}`, {
                scored: format.count(scored),
                needed: format.count(needed),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How many rows, of what, and how it was worked out. */
export function Rests({
  data,
  found,
  speaker,
}: {
  readonly data: Drivers;
  readonly found: DriversFound;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  return (
    <Section id="drivers-rests" title={t('rests')}>
      <p className="drivers-note">
        {t('restsSay', {
          n: format.count(found.n),
          asked: format.count(data.asked),
          rows: t(`rows.${data.rows}`),
          bootstraps: format.count(found.bootstraps),
        })}
      </p>
    </Section>
  );
}
