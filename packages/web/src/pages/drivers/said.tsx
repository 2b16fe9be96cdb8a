import type { Drivers, DriversFound } from '@bothways/core/contract';
import { type Speaker, sayDriver, sayList, sayOutcome, writeChance, writeOutcome } from './say.ts';

/** From which chance on one says that it comes first. */
const SURE = 0.9;
/** Of which part of the differences on it is more than a little. */
const LOW = 0.1;

/** The answer in a few plain sentences, with what it is not right beside it. */
export function Said({
  data,
  found,
  speaker,
}: {
  readonly data: Drivers;
  readonly found: DriversFound;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const outcome = sayOutcome(speaker);
  const r2 = found.r2.kind === 'estimate' ? found.r2.median : 0;
  const work = found.drivers
    .filter(({ quadrant }) => quadrant === 'concentrate')
    .map(({ name }) => sayDriver(name, speaker));
  return (
    <section className="drivers-said" aria-labelledby="drivers-said-title">
      <h2 id="drivers-said-title" className="drivers-quiet">
        {t('sayTitle')}
      </h2>
      <Top found={found} speaker={speaker} />
      <div className="drivers-said-more">
        <p>
          <strong>
            {work.length === 0
              ? t('workNone')
              : t(work.length === 1 ? 'work' : 'work_many', { drivers: sayList(work, speaker) })}
          </strong>
        </p>
        <p>
          {t('together', { r2: format.percent(r2), outcome })} {r2 < LOW && t('togetherLow')}
        </p>
        <p className="drivers-not-cause">
          <strong>{t('notCause')}</strong> {t('notCauseWhy')}
        </p>
      </div>
      <p className="drivers-note">
        {data.why !== null && t(`why.${data.why}`)}{' '}
        {data.window !== null &&
          t('window', {
            from: format.day(data.window.from),
            days: format.count(data.window.days),
          })}{' '}
        {data.mean?.kind === 'estimate' &&
          t(data.window !== null && isShare(data) ? 'meanShare' : 'mean', {
            mean: writeOutcome(data.mean.median, speaker, false),
          })}
        .
      </p>
    </section>
  );
}

function isShare({ outcome }: Drivers): boolean {
  return outcome?.kind === 'came-back' || outcome?.kind === 'bought-again';
}

function Top({ found, speaker }: { readonly found: DriversFound; readonly speaker: Speaker }) {
  const { t, format } = speaker;
  const [first] = found.drivers;
  if (first === undefined) return null;
  const chances = found.drivers.map(({ rankProbabilities }) => rankProbabilities[0] ?? 0);
  const chance = Math.max(...chances);
  if (chance < SURE) {
    const rivals = found.drivers
      .filter(({ rankProbabilities }) => (rankProbabilities[0] ?? 0) >= 0.05)
      .map(
        ({ name, rankProbabilities }) =>
          `${sayDriver(name, speaker)} (${writeChance(rankProbabilities[0] ?? 0, speaker)})`,
      );
    return (
      <div>
        <p className="drivers-top">{t('topOpen', { drivers: sayList(rivals, speaker) })}</p>
        <p>{t('topOpenWhy', { chance: writeChance(chance, speaker) })}</p>
      </div>
    );
  }
  const share = first.share.kind === 'estimate' ? first.share : null;
  return (
    <div>
      <p className="drivers-top">
        {t('topSure', { driver: sayDriver(first.name, speaker), outcome: sayOutcome(speaker) })}
      </p>
      {share !== null && (
        <p>
          {t('topSureWhy', {
            share: format.percent(share.median),
            low: format.percent(share.low),
            high: format.percent(share.high),
            count: found.drivers.length,
            chance: writeChance(chance, speaker),
          })}
        </p>
      )}
    </div>
  );
}
