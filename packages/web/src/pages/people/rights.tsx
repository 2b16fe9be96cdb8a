import type { PersonAppetite, PersonRight, PersonShown } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/send.ts';
import { Section } from '../../parts/section.tsx';
import { dayText, markOf, type Said } from './said.ts';

const SAID_BY = ['event', 'context', 'gpc', 'api', 'leg'] as const;

/** The rights that a person was asked for, each given or taken back by one click, with its receipt; and how gladly they share. */
export function Rights({ person, said }: { readonly person: PersonShown; readonly said: Said }) {
  const { t } = said;
  const { rights, appetite } = person;
  const queries = useQueryClient();
  const say = useMutation({
    mutationFn: ({ kind, granted }: { readonly kind: string; readonly granted: boolean }) =>
      send<unknown>(`/api/people/${person.person}/rights`, { kind, granted }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Section
      id="rights"
      title={t('rights.title')}
      why={rights.length === 0 ? t('rights.none') : t('rights.note')}
    >
      <ul className="person-rights">
        {rights.map((right) => (
          <Right
            key={right.kind}
            right={right}
            isBusy={say.isPending && say.variables.kind === right.kind}
            say={(granted) => say.mutate({ kind: right.kind, granted })}
            said={said}
          />
        ))}
      </ul>
      {rights.length > 0 && (
        <p className="person-muted person-after">
          {t('rights.grantNote')}{' '}
          <a
            className="person-receipt"
            href={`/api/people/${person.person}/receipts`}
            download={`${markOf(person.person)}-receipts.json`}
          >
            {t('rights.receipts')}
          </a>
        </p>
      )}
      {say.error !== null && (
        <p role="alert" className="person-fault">
          {say.error.message}
        </p>
      )}
      <Appetites appetite={appetite} said={said} />
    </Section>
  );
}

function Right({
  right: { name, state, at, expiresAt, expressedBy },
  isBusy,
  say,
  said,
}: {
  readonly right: PersonRight;
  readonly isBusy: boolean;
  readonly say: (granted: boolean) => void;
  readonly said: Said;
}) {
  const { t } = said;
  const by = SAID_BY.find((each) => each === expressedBy);
  const isHeld = state === 'held';
  return (
    <li data-state={state}>
      <div className="person-right">
        <strong>{name}</strong>
        <span className="person-pill" data-kind={state}>
          {t(`rights.state.${state}`)}
        </span>
        <span className="person-muted">
          {t('rights.since', { day: dayText(at, said) })}
          {expiresAt !== null && ` ${t('rights.until', { day: dayText(expiresAt, said) })}`},{' '}
          {by === undefined ? expressedBy : t(`rights.by.${by}`)}
        </span>
      </div>
      <div className="person-acts">
        <Button
          variant="default"
          size="compact-md"
          loading={isBusy}
          aria-label={t(isHeld ? 'rights.withdrawOf' : 'rights.grantOf', { name })}
          onClick={() => say(!isHeld)}
        >
          {t(isHeld ? 'rights.withdraw' : 'rights.grant')}
        </Button>
      </div>
    </li>
  );
}

function Appetites({
  appetite,
  said,
}: {
  readonly appetite: readonly PersonAppetite[];
  readonly said: Said;
}) {
  const { t, format } = said;
  return (
    <section className="person-appetite" aria-labelledby="appetite-title">
      <h3 id="appetite-title">{t('appetite.title')}</h3>
      <p className="person-note">
        {appetite.length === 0 ? t('appetite.none') : t('appetite.note')}
      </p>
      <ul>
        {appetite.map(({ category, name, appetite: guess, grants, refusals, withdrawals }) => (
          <li key={category}>
            <strong>{name}</strong>
            {guess.kind === 'estimate' ? (
              <>
                <svg viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">
                  <rect className="appetite-ground" x="0" y="5" width="200" height="4" rx="2" />
                  <rect
                    className="appetite-range"
                    x={200 * guess.low}
                    y="3"
                    width={200 * (guess.high - guess.low)}
                    height="8"
                    rx="3"
                  />
                  <rect
                    className="appetite-middle"
                    x={200 * guess.median - 1}
                    y="0"
                    width="2.5"
                    height="14"
                  />
                </svg>
                <span>
                  {t('appetite.of', {
                    percent: format.percent(guess.median),
                    low: format.percent(guess.low),
                    high: format.percent(guess.high),
                  })}
                </span>
              </>
            ) : (
              <span className="person-muted">{format.glued(guess.reason)}</span>
            )}
            <span className="person-muted">
              {t('appetite.counts', {
                grants: format.count(grants),
                refusals: format.count(refusals),
                withdrawals: format.count(withdrawals),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
