import type { DriverCaveat, Drivers } from '@bothways/core/contract';
import { Section } from '../../parts/section.tsx';
import { type Speaker, sayDriver, sayList, writeChance, writeOutcome, writePlain } from './say.ts';

/** What to keep in mind, each in a sentence. */
export function Keep({ data, speaker }: { readonly data: Drivers; readonly speaker: Speaker }) {
  const { t } = speaker;
  return (
    <Section id="drivers-keep" title={t('keep')}>
      <ul className="drivers-caveats">
        {data.caveats.map((caveat) => (
          <li key={caveat.code}>{sayCaveat(caveat, speaker)}</li>
        ))}
      </ul>
    </Section>
  );
}

/** A caveat in the language spoken. */
export function sayCaveat(caveat: DriverCaveat, speaker: Speaker): string {
  const { t, format } = speaker;
  const one = (name: string): string => sayDriver(name, speaker);
  const all = (names: readonly string[]): string => sayList(names.map(one), speaker);
  switch (caveat.code) {
    case 'association':
      return t('caveats.association', {
        driver: one(caveat.driver),
        eValue: caveat.eValue === null ? '∞' : writePlain(caveat.eValue, speaker),
      });
    case 'top-undecided':
      return t('caveats.top-undecided', {
        drivers: all(caveat.drivers),
        chance: writeChance(caveat.chance, speaker),
      });
    case 'methods-differ':
      return t('caveats.methods-differ', { here: one(caveat.here), there: one(caveat.there) });
    case 'halo':
      return t(caveat.top === caveat.without ? 'caveats.halo-same' : 'caveats.halo-other', {
        shared: format.percent(caveat.shared),
        top: one(caveat.top),
        without: one(caveat.without),
      });
    case 'collinear':
    case 'narrow':
    case 'constant':
    case 'behaviour-scores':
      return t(`caveats.${caveat.code}`, { drivers: all(caveat.drivers) });
    case 'few-rows':
      return t('caveats.few-rows', { n: format.count(caveat.n), columns: caveat.columns });
    case 'few-clusters':
      return t('caveats.few-clusters', { clusters: caveat.clusters });
    case 'weights':
      return t('caveats.weights', {
        n: format.count(caveat.n),
        effective: format.count(caveat.effective),
      });
    case 'binary':
      return t('caveats.binary', { share: format.percent(caveat.share) });
    case 'missing':
      return t('caveats.missing', {
        left: format.count(caveat.left),
        rows: format.count(caveat.rows),
        column: one(caveat.column),
      });
    case 'missing-differ':
      return t('caveats.missing-differ', {
        complete: writeOutcome(caveat.complete, speaker, false),
        incomplete: writeOutcome(caveat.incomplete, speaker, false),
      });
    case 'unread':
      return t('caveats.unread', {
        count: format.count(caveat.count) as never,
        place: caveat.place,
      });
    case 'sampled':
      return t('caveats.sampled', {
        rows: format.count(caveat.rows),
        of: format.count(caveat.of),
      });
    case 'weak':
      return t('caveats.weak', { r2: format.percent(caveat.r2) });
    case 'separated':
    case 'same-moment':
    case 'reverse':
    case 'survivors':
    case 'forms-not-people':
      return t(`caveats.${caveat.code}`);
  }
}
