import type { BecameOfEvents, Data, Overview } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOverview } from '../../api/overview.ts';
import { channelName } from '../../parts/known-words.ts';
import { useFormat } from '../../parts/use-format.ts';
import { LIKELY_FROM, likeliest } from './likely.ts';
import type { Loose } from './make-tie.ts';
import { Bar } from './reject-reasons.tsx';
import { Section } from './section.tsx';
import { TieEvent } from './tie-event.tsx';
import { TieSaid } from './tie-said.tsx';
import type { Tying } from './use-tie.ts';

interface Blind {
  readonly data: Data;
  readonly became: BecameOfEvents | undefined;
  readonly tying: Tying;
}

const FIRST = 12;

/** Events that no touchpoint takes, each with a way to tie it to one. */
export function Unmapped({ data, became, tying }: Blind) {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  const { data: overview } = useOverview();
  const [isAll, setAll] = useState(false);
  const { unmapped, unmappedNames, ledger } = data;
  const todo = ledger === null ? t('afterLedger') : t('noUnmapped');
  if (unmapped.length === 0)
    return (
      <Section id="unmapped" title={t('unmapped')} todo={todo}>
        <TieSaid tying={tying} />
      </Section>
    );
  const most = Math.max(...unmapped.map(({ count }) => count));
  const some = isAll ? unmapped : unmapped.slice(0, FIRST);
  return (
    <Section id="unmapped" title={t('unmapped')} todo={t('unmappedTodo')}>
      <TieSaid tying={tying} />
      <ul className="bars">
        {some.map(({ name, count }) => (
          <li key={name} className="tie-row">
            <Bar share={count / most} />
            <span className="bar-name">
              <code>{name === '' ? t('noName') : name}</code>
            </span>
            <span className="bar-count">
              {format.count(count)}
              {overview !== undefined && (
                <TieEvent loose={looseOf(name, became)} overview={overview} tying={tying} />
              )}
            </span>
          </li>
        ))}
      </ul>
      {some.length < unmapped.length && (
        <button type="button" className="more" onClick={() => setAll(true)}>
          {t('showAll', { count: unmapped.length })}
        </button>
      )}
      {isAll && unmappedNames > unmapped.length && (
        <p className="data-note">{t('moreNames', { count: unmappedNames - unmapped.length })}</p>
      )}
    </Section>
  );
}

/** Most events are track events; those among the rarest are taken for such. */
function looseOf(name: string, became: BecameOfEvents | undefined): Loose {
  return { name, type: became?.names.find((each) => each.name === name)?.type ?? 'track' };
}

/** Touchpoints that no event reaches, each with the events without a touchpoint that are called alike. */
export function Unseen({ data, became, tying }: Blind) {
  const { t } = useTranslation('data');
  const { t: shell } = useTranslation('shell');
  const { data: overview } = useOverview();
  const { unseen, unmapped, ledger } = data;
  const todo = ledger === null ? t('afterLedger') : t('noUnseen');
  if (unseen.length === 0) return <Section id="unseen" title={t('unseen')} todo={todo} />;
  const places = overview === undefined ? null : placesOf(overview);
  return (
    <Section id="unseen" title={t('unseen')} todo={t('unseenTodo')}>
      <ul className="unseen">
        {unseen.map(({ id, name, channel }) => (
          <li key={id}>
            <span>
              {name}
              {places?.get(id) !== undefined && (
                <span className="unseen-where">{places.get(id)}</span>
              )}
            </span>
            <span className="unseen-channel">{channelName(channel, shell)}</span>
            <span className="unseen-likely">
              {likeliest(name, unmapped, (each) => [each.name])
                .filter(({ alike }) => alike >= LIKELY_FROM)
                .slice(0, 2)
                .map(({ item }) => (
                  <Button
                    key={item.name}
                    variant="default"
                    size="compact-sm"
                    disabled={tying.isTying || tying.isUndoing}
                    onClick={() =>
                      tying.tie({
                        loose: looseOf(item.name, became),
                        ...{ taker: { touchpoint: id }, called: name },
                        note: t('noteTie', { event: item.name, touchpoint: name }),
                      })
                    }
                  >
                    {t('takes', { event: item.name })}
                  </Button>
                ))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function placesOf({ journeys }: Overview): ReadonlyMap<string, string> {
  return new Map(
    journeys.flatMap(({ name, phases }) =>
      phases.flatMap(({ steps }) =>
        steps.flatMap((step) => step.touchpoints.map(({ id }) => [id, `${name} · ${step.name}`])),
      ),
    ),
  );
}
