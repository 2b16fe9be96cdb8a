import type { ModelForm } from '@bothways/core';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../../parts/money.tsx';
import { useFormat } from '../../parts/use-format.ts';
import type { Format } from '../../words/format.ts';
import { believedVoices, type VoicePair } from './believed-voices.ts';

/** Both voices as a form has them, beside it while it is typed. */
export function TwoVoices({ form }: { readonly form: ModelForm }) {
  const { t } = useTranslation('start');
  const { t: shell } = useTranslation('shell');
  const format = useFormat(form.currency);
  // What is typed goes first; the voices follow.
  const late = useDeferredValue(form);
  const voices = useMemo(() => believedVoices(late), [late]);
  return (
    <aside className="start-voices" aria-label={t('voices')}>
      <h2>{t('voices')}</h2>
      {voices === null ? (
        <p className="start-note">{t('voicesEmpty')}</p>
      ) : (
        <>
          <p className="start-note">{t('voicesLead')}</p>
          <Bars pairs={voices.pairs} format={format} />
          <h3>{t('voicesNet')}</h3>
          <dl className="start-nets" aria-live="polite">
            {(['customer', 'business'] as const).map((side) => (
              <div key={side}>
                <dt>{shell(side === 'customer' ? 'customers' : 'business')}</dt>
                <dd>
                  <Money estimate={voices.total[side]} format={format} isSigned />
                </dd>
              </div>
            ))}
          </dl>
          {voices.leftOut.length > 0 && (
            <p className="start-note">
              {t('leftOut', { names: [...new Set(voices.leftOut)].join(', ') })}
            </p>
          )}
        </>
      )}
    </aside>
  );
}

/** Each touchpoint's two voices: what they get as an outline above, what they give below. */
function Bars({
  pairs,
  format,
}: {
  readonly pairs: readonly VoicePair[];
  readonly format: Format;
}) {
  const { t } = useTranslation('start');
  const most = Math.max(1, ...pairs.flatMap(({ get, give }) => [get, give]));
  return (
    <ul className="start-bars">
      {pairs.map(({ id, name, get, give }) => (
        <li key={id}>
          <span className="start-bars-name">{name}</span>
          <span className="start-bar-get" style={{ inlineSize: `${(100 * get) / most}%` }} />
          <span className="start-bars-sum">{t('voicesGet', { sum: format.money(get) })}</span>
          <span className="start-bar-give" style={{ inlineSize: `${(100 * give) / most}%` }} />
          <span className="start-bars-sum">{t('voicesGive', { sum: format.money(give) })}</span>
        </li>
      ))}
    </ul>
  );
}
