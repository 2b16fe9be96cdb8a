import { type Basis, type Factors, movesYaml } from '@bothways/core/revalue';
import { useTranslation } from 'react-i18next';
import { Command } from '../../parts/command.tsx';

/** Nothing is saved here: what to write into the model to keep what was moved. */
export function WriteDown({
  basis,
  factors,
  count,
}: {
  readonly basis: Basis;
  readonly factors: Factors;
  readonly count: number;
}) {
  const { t } = useTranslation('worth');
  const yaml = movesYaml(basis.valuations, factors).trimEnd();
  return (
    <section className="write-down" aria-labelledby="write-down">
      <h2 id="write-down">{t('writeDown', { count })}</h2>
      <p className="worth-note">{t('writeDownNote')}</p>
      {yaml !== '' && <Command lines={yaml.split('\n')} />}
    </section>
  );
}
