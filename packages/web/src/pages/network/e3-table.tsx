import type { E3Shown } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { amountIn } from './e3-drawn.ts';
import { Scrolled } from './scrolled.tsx';
import { pairKey } from './search.ts';

/** The actors and exchanges of a value model in rows. `only`: of one actor, or between two. */
export function E3Table({
  model,
  locale,
  only = null,
}: {
  readonly model: E3Shown;
  readonly locale: string;
  readonly only?: string | null;
}) {
  const { t } = useTranslation('network');
  const names = new Map(model.actors.map(({ id, name }) => [id, name]));
  const amount = (value: number | null): string => (value === null ? '' : amountIn(locale, value));
  const flows = model.flows.filter(
    ({ giver, receiver }) =>
      only === null ||
      giver === only ||
      receiver === only ||
      pairKey(giver ?? '', receiver ?? '') === only,
  );
  const actors = model.actors.filter(({ id }) => only === null || id === only);
  return (
    <div className="net-tables">
      {actors.length > 0 && model.hasValues && (
        <Scrolled label={t('e3.nets')}>
          <table className="figures">
            <caption>{t('e3.nets')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('who')}</th>
                <th scope="col" className="number">
                  {t('received')}
                </th>
                <th scope="col" className="number">
                  {t('given')}
                </th>
                <th scope="col" className="number">
                  {t('e3.net')}
                </th>
              </tr>
            </thead>
            <tbody>
              {actors.map(({ id, name, received, given, net }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td className="number">{amount(received)}</td>
                  <td className="number">{amount(given)}</td>
                  <td className="number">{net === null ? '' : amountIn(locale, net, true)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      )}
      <Scrolled label={t('map')}>
        <table className="figures">
          <caption>{t('map')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('e3.exchange')}</th>
              <th scope="col">{t('e3.giver')}</th>
              <th scope="col">{t('e3.receiver')}</th>
              <th scope="col">{t('e3.object')}</th>
              {model.hasValues && (
                <>
                  <th scope="col" className="number">
                    {t('e3.often')}
                  </th>
                  <th scope="col" className="number">
                    {t('e3.paid')}
                  </th>
                  <th scope="col" className="number">
                    {t('e3.got')}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {flows.map(({ id, name, giver, receiver, object, occurrences, given, received }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{names.get(giver ?? '') ?? ''}</td>
                <td>{names.get(receiver ?? '') ?? ''}</td>
                <td>{object ?? ''}</td>
                {model.hasValues && (
                  <>
                    <td className="number">{occurrences ?? 0}</td>
                    <td className="number">{amount(given)}</td>
                    <td className="number">{amount(received)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </div>
  );
}
