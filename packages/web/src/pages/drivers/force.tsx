import type { DriverShown, ForceMultiplier } from '@bothways/core/contract';
import { Button, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Estimated } from '../../parts/estimated.tsx';
import { Section } from '../../parts/section.tsx';
import { type Speaker, sayDriver, sayList, writeChance } from './say.ts';

/** Where money does most: joint value for each unit of what a lift costs, or what it takes to say so. */
export function Force({
  force,
  drivers,
  speaker,
  cost,
  set,
  currency,
}: {
  readonly force: ForceMultiplier;
  readonly drivers: readonly DriverShown[];
  readonly speaker: Speaker;
  readonly cost: string;
  readonly set: (change: Record<string, unknown>) => void;
  readonly currency: string;
}) {
  const { t, format } = speaker;
  const canPrice = force.kind === 'ranked' || force.because === 'no-costs';
  return (
    <Section id="drivers-force" title={t('force')} why={t('forceWhy', { currency })}>
      {force.kind === 'abstained' && (
        <p className="drivers-cannot">
          {force.because === 'no-costs'
            ? t('forceNoCost')
            : t(`part.${force.because}`, {
                seen: format.count(force.seen ?? 0),
                needed: format.count(force.needed ?? 0),
              })}
        </p>
      )}
      {force.kind === 'ranked' && <Ranked force={force} speaker={speaker} currency={currency} />}
      {force.kind === 'abstained' && force.gains.length > 0 && (
        <>
          <ul className="driver-doing">
            {drivers
              .flatMap(({ id }) => force.gains.filter((each) => each.id === id))
              .map(({ id, name, gain }) => (
                <li key={id}>
                  <span>{sayDriver(name, speaker)}</span>
                  <Estimated estimate={gain} write={format.moneySigned} />
                </li>
              ))}
          </ul>
          <p className="drivers-note">{t('forceGainUnsure')}</p>
        </>
      )}
      {canPrice && (
        <Costs drivers={drivers} speaker={speaker} cost={cost} set={set} currency={currency} />
      )}
    </Section>
  );
}

function Ranked({
  force,
  speaker,
  currency,
}: {
  readonly force: Extract<ForceMultiplier, { kind: 'ranked' }>;
  readonly speaker: Speaker;
  readonly currency: string;
}) {
  const { t, format } = speaker;
  const [best] = force.drivers;
  const perCost = best?.perCost.kind === 'estimate' ? best.perCost : null;
  return (
    <>
      {best !== undefined && perCost !== null && force.drivers.length > 1 && (
        <p className="drivers-verdict">
          {t('forceBest', {
            ...{ currency, driver: sayDriver(best.name, speaker) },
            chance: writeChance(best.best, speaker),
            perCost: format.moneySigned(perCost.median),
            low: format.moneySigned(perCost.low),
            high: format.moneySigned(perCost.high),
          })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={`${t('force')}: ${t('table')}`}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('driver')}</th>
              <th scope="col">{t('perCost', { currency })}</th>
              <th scope="col">{t('gain')}</th>
              <th scope="col">{t('costs')}</th>
              <th scope="col">{t('bestChance')}</th>
            </tr>
          </thead>
          <tbody>
            {force.drivers.map((each) => (
              <tr key={each.id}>
                <th scope="row">{sayDriver(each.name, speaker)}</th>
                <td>
                  <Estimated estimate={each.perCost} write={format.moneySigned} />
                  <small className="cell-under">
                    {t('lowerTenth', { amount: format.moneySigned(each.lowerTenth) })}
                  </small>
                </td>
                <td>
                  <Estimated estimate={each.gain} write={format.moneySigned} />
                </td>
                <td>
                  {each.cost.low === each.cost.high
                    ? format.money(each.cost.median)
                    : `${format.money(each.cost.low)}–${format.money(each.cost.high)}`}
                </td>
                <td>{writeChance(each.best, speaker)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="drivers-note">
        {t('forceGainUnsure')}{' '}
        {force.missing.length > 0 &&
          t('forceMissing', {
            drivers: sayList(
              force.missing.map(({ name }) => sayDriver(name, speaker)),
              speaker,
            ),
          })}
      </p>
    </>
  );
}

interface CostTyped {
  readonly from: number | string;
  readonly to: number | string;
}

/** What lifts cost, typed in and kept in the address. */
function Costs({
  drivers,
  speaker,
  cost,
  set,
  currency,
}: {
  readonly drivers: readonly DriverShown[];
  readonly speaker: Speaker;
  readonly cost: string;
  readonly set: (change: Record<string, unknown>) => void;
  readonly currency: string;
}) {
  const { t } = speaker;
  const [typed, setTyped] = useState(() => typedOf(cost));
  const change = (id: string, part: keyof CostTyped, value: number | string): void =>
    setTyped((before) => ({
      ...before,
      [id]: { ...(before[id] ?? { from: '', to: '' }), [part]: value },
    }));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    set({ cost: costOf(typed) });
  };
  return (
    <form className="drivers-costs" onSubmit={send}>
      {drivers.map(({ id, name }) => (
        <fieldset key={id}>
          <legend>{t('costOf', { driver: sayDriver(name, speaker) })}</legend>
          {(['from', 'to'] as const).map((part) => (
            <NumberInput
              key={part}
              label={t(part === 'from' ? 'costFrom' : 'costTo')}
              value={typed[id]?.[part] ?? ''}
              onChange={(value) => change(id, part, value)}
              min={0}
              thousandSeparator=" "
              hideControls
              suffix={` ${currency}`}
            />
          ))}
        </fieldset>
      ))}
      <div className="drivers-costs-do">
        <Button type="submit" variant="default" disabled={costOf(typed) === ''}>
          {t('costApply')}
        </Button>
        {cost !== '' && (
          <Button variant="subtle" color="gray" onClick={() => set({ cost: '' })}>
            {t('costClear')}
          </Button>
        )}
      </div>
    </form>
  );
}

function typedOf(cost: string): Readonly<Record<string, CostTyped>> {
  return Object.fromEntries(
    cost
      .split(',')
      .filter((each) => each !== '')
      .map((each) => {
        const [id = '', range = ''] = each.split(':');
        const [from = '', to = from] = range.split('-');
        return [id, { from, to }];
      }),
  );
}

/** As the address has them; who says only one end means that. */
function costOf(typed: Readonly<Record<string, CostTyped>>): string {
  return Object.entries(typed)
    .flatMap(([id, { from, to }]) => {
      const ends = [Number(from || to), Number(to || from)].toSorted((a, b) => a - b);
      const [low = 0, high = 0] = ends;
      return low > 0 ? [low === high ? `${id}:${low}` : `${id}:${low}-${high}`] : [];
    })
    .join(',');
}
