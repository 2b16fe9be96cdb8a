import type { BecameOfEvents } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { data as words } from '../../words/en/data.ts';

const FIRST = 25;
type Name = BecameOfEvents['names'][number];

/** Each name of an event with what it became, in rows. */
export function BecameTable({ became }: { readonly became: BecameOfEvents }) {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  const [isAll, setAll] = useState(false);
  const { names, others } = became;
  const hasRefused = names.some(({ refused }) => refused.length > 0);
  const some = isAll ? names : names.slice(0, FIRST);
  return (
    <>
      <div className="table-scroll">
        <table className="rows became">
          <caption className="unseen-text">{t('became')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('event')}</th>
              <th scope="col" className="number">
                {t('came')}
              </th>
              <th scope="col">{t('encounters')}</th>
              <th scope="col" className="number">
                {t('nowhere')}
              </th>
              {hasRefused && <th scope="col">{t('movementsRefused')}</th>}
            </tr>
          </thead>
          <tbody>
            {some.map((name) => (
              <tr key={name.name}>
                <th scope="row">
                  <code>{name.name === '' ? t('noName') : name.name}</code>
                </th>
                <td className="number">{format.count(name.events)}</td>
                <td>
                  <Encounters name={name} />
                </td>
                <td
                  className="number is-nowhere"
                  data-label={t('nowhere')}
                  data-zero={name.unmapped === 0}
                >
                  {format.count(name.unmapped)}
                </td>
                {hasRefused && (
                  <td>
                    <Refused name={name} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {some.length < names.length && (
        <button type="button" className="more" onClick={() => setAll(true)}>
          {t('showAll', { count: names.length })}
        </button>
      )}
      {others.names > 0 && <p className="data-note">{t('moreNames', { count: others.names })}</p>}
    </>
  );
}

function Encounters({ name: { touchpoints } }: { readonly name: Name }) {
  const format = useFormat('EUR');
  return (
    <ul className="became-list">
      {touchpoints.map(({ id, name, count }) => (
        <li key={id}>
          <Link to="/journey/$touchpoint" params={{ touchpoint: id }}>
            {name}
          </Link>{' '}
          <span className="became-count">{format.count(count)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What is absent is no fault and is told apart. */
function Refused({ name: { refused } }: { readonly name: Name }) {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  return (
    <ul className="became-list">
      {refused.map(({ touchpoint, kind, reason, count }) => (
        <li key={`${touchpoint} ${kind} ${reason}`}>
          {isKnown(reason) ? t(`leg.${reason}`, { kind, often: format.count(count) }) : reason}
        </li>
      ))}
    </ul>
  );
}

function isKnown(reason: string): reason is keyof typeof words.leg {
  return Object.hasOwn(words.leg, reason);
}
