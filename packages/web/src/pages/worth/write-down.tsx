import { type Basis, type Factors, movesYaml } from '@bothways/core/revalue';
import { useTranslation } from 'react-i18next';
import { Command } from '../../parts/command.tsx';

/** Nothing is saved here: what to write into the model to keep what was moved. */
export function WriteDown({
  basis,
  factors,
}: {
  readonly basis: Basis;
  readonly factors: Factors;
}) {
  const { t } = useTranslation('worth');
  const yaml = movesYaml(basis.valuations, factors).trimEnd();
  return (
    <section className="write-down" aria-labelledby="write-down">
      <h2 id="write-down">{t('writeDown')}</h2>
      <p className="worth-note">
        {yaml === '' ? t('writeDownNothing') : t('writeDownNote', { count: factors.size })}
      </p>
      {yaml !== '' && <Command lines={yaml.split('\n')} />}
    </section>
  );
}
