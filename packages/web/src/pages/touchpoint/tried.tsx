import type { RuleTest } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ApiError } from '../../api/get.ts';
import { momentText } from './encounter-card.tsx';
import { Nothing } from './nothing.tsx';
import type { Said } from './touchpoint-words.ts';

/** What rules do with real events: how many match, who takes them now, and examples. */
export function Tried({
  tested,
  error,
  isTrying,
  further,
  furthest,
  isCut,
  said,
}: {
  readonly tested: RuleTest | undefined;
  readonly error: Error | null;
  readonly isTrying: boolean;
  /** Looks at more events; undefined: it looks at as many as it may. */
  readonly further: (() => void) | undefined;
  readonly furthest: number;
  /** Whether there may be more events than so many. */
  readonly isCut: (events: number) => boolean;
  readonly said: Said;
}) {
  const { t, format } = said;
  return (
    <div className="tp-tried" aria-busy={isTrying}>
      <div role="status">
        {error !== null ? (
          <p lang="en">
            <strong>{t('trialFailed')}</strong> {error.message}{' '}
            {error instanceof ApiError ? error.fault.hint : ''}
          </p>
        ) : tested === undefined ? (
          isTrying && <p className="tp-note">{t('trying')}</p>
        ) : (
          <Outcome tested={tested} said={said} />
        )}
      </div>
      {tested !== undefined && tested.matched !== null && tested.looked !== null && (
        <>
          {further !== undefined && isCut(tested.looked.events) && (
            <Button variant="default" size="compact-md" onClick={further}>
              {t('lookFurther', { count: format.count(furthest) as never })}
            </Button>
          )}
          <Taken tested={tested} said={said} />
          <Examples tested={tested} said={said} />
        </>
      )}
    </div>
  );
}

function Outcome({ tested, said }: { readonly tested: RuleTest; readonly said: Said }) {
  const { t, format, language } = said;
  const { looked, matched, people, comes, leaves } = tested;
  if (matched === null) return null;
  if (looked === null) return <Nothing>{t('noEvents')}</Nothing>;
  const events = format.count(looked.events);
  return (
    <>
      <p className="tp-matched">
        {matched === 0
          ? t('matchedNone', { events })
          : t('matched', {
              matched: format.count(matched),
              people: format.count(people ?? 0),
              events,
            })}
      </p>
      <p>
        {matched > 0 && comes !== null && `${t('comes', { count: format.count(comes) as never })} `}
        {leaves !== null && leaves > 0 && t('leaves', { count: format.count(leaves) as never })}
      </p>
      <p className="tp-note">{t('lookedFrom', { from: momentText(looked.from, language) })}</p>
    </>
  );
}

function Taken({ tested: { taken }, said }: { readonly tested: RuleTest; readonly said: Said }) {
  const { t, format } = said;
  if (taken.length === 0) return null;
  return (
    <section aria-label={t('takenTitle')}>
      <h3>{t('takenTitle')}</h3>
      <ul className="tp-taken">
        {taken.slice(0, 8).map(({ touchpoint, name, count, order }) => (
          <li key={touchpoint ?? ''}>
            <strong>{format.count(count)}</strong>
            <span>
              {touchpoint === null ? (
                t('nobody')
              ) : (
                <Link to="/touchpoint/$id" params={{ id: touchpoint }}>
                  {name}
                </Link>
              )}
              <span className="cell-under">{t(`taken.${order}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Examples({
  tested: { examples },
  said,
}: {
  readonly tested: RuleTest;
  readonly said: Said;
}) {
  const { t, language } = said;
  if (examples.length === 0) return null;
  return (
    <details className="tp-details">
      <summary>{t('examples')}</summary>
      <p className="tp-note">{t('examplesWhy')}</p>
      <ol className="tp-examples">
        {examples.map((each, index) => (
          <li key={index}>
            <p>
              <strong>{each.event === '' ? each.type : each.event}</strong>{' '}
              <span className="tp-note">
                {momentText(each.at, language)} · {each.source} ·{' '}
                {each.person === null ? t('unnamed') : t('somebody', { mark: each.person })}
              </span>
            </p>
            <dl className="tp-properties">
              {each.properties.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value ?? <em>{t('hidden')}</em>}</dd>
                </div>
              ))}
            </dl>
            {each.takenBy !== null && (
              <p className="tp-note">
                {t('takenTitle')}: {each.takenBy}
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
