import type { Experience } from '@bothways/core/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import type { Estimate } from '../../parts/money.tsx';
import { Section } from '../../parts/section.tsx';
import { CannotSay, Track, TrackEnds } from './marks.tsx';
import { middleOf, type Said } from './said.ts';

/** Three ways to look at one journey, always together: as it went, as it is remembered, as it cost. */
export function Lenses({ reply, said }: { readonly reply: Experience; readonly said: Said }) {
  const { t, format, span } = said;
  const { lenses, remembered } = reply;
  const { cost, unsaid } = lenses;
  const hasCost = unsaid?.code !== 'nobody-named';
  return (
    <Section id="lenses" title={t('lenses.title')} why={t('lenses.why')}>
      {unsaid !== null && <CannotSay unsaid={unsaid} said={said} />}
      <div className="ex-lenses">
        {unsaid === null && (
          <>
            <Lens
              name={t('lenses.went')}
              why={t(lenses.byTime ? 'lenses.wentByTime' : 'lenses.wentPlain')}
            >
              <FeltBig estimate={lenses.experienced} said={said} />
              <Track estimate={lenses.experienced} />
              <TrackEnds said={said} />
            </Lens>
            <Lens
              name={t('lenses.remembered')}
              why={t(remembered.isUsed ? 'lenses.rememberedLearned' : 'lenses.rememberedWhy')}
            >
              <FeltBig estimate={lenses.remembered} said={said} />
              <Track estimate={lenses.remembered} behind={lenses.spread} />
              <TrackEnds said={said} />
            </Lens>
          </>
        )}
        {hasCost && (
          <Lens
            name={t('lenses.cost')}
            why={t('lenses.journeys', { n: format.count(reply.instances) })}
          >
            <dl className="ex-costs">
              <Cost
                name={t('lenses.left')}
                none={t('lenses.notValued')}
                estimate={cost.customer}
                write={format.moneySigned}
              />
              <Cost
                name={t('lenses.leftBusiness')}
                none={t('lenses.notValued')}
                estimate={cost.business}
                write={format.moneySigned}
              />
              <Cost
                name={t('lenses.time')}
                none={t('lenses.notTimed')}
                estimate={cost.seconds}
                write={span}
              />
            </dl>
          </Lens>
        )}
      </div>
      {unsaid === null && <Sentences reply={reply} said={said} />}
    </Section>
  );
}

function Lens({
  name,
  why,
  children,
}: {
  readonly name: string;
  readonly why: string;
  readonly children: ReactNode;
}) {
  return (
    <article className="ex-lens">
      <h3>{name}</h3>
      <p className="ex-note">{why}</p>
      {children}
    </article>
  );
}

function FeltBig({
  estimate,
  said: { t, format },
}: {
  readonly estimate: Estimate;
  readonly said: Said;
}) {
  if (estimate.kind === 'abstained') return <p className="ex-big">–</p>;
  const { median, low, high, grade } = estimate;
  return (
    <div className="ex-big-row">
      <p className="ex-big">{format.index(median)}</p>
      <p className="ex-big-under">
        {t('range', { low: format.index(low), high: format.index(high) })}
        <Grade grade={grade} />
      </p>
    </div>
  );
}

function Cost({
  name,
  none,
  estimate,
  write,
}: {
  readonly name: string;
  readonly none: string;
  readonly estimate: Estimate;
  readonly write: (value: number) => string;
}) {
  const { t } = useTranslation('experience');
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {estimate.kind === 'abstained' ? (
          <span className="money-none">{none}</span>
        ) : (
          <>
            {write(estimate.median)}
            <span className="money-range">
              {t('range', { low: write(estimate.low), high: write(estimate.high) })}
            </span>
          </>
        )}
      </dd>
    </div>
  );
}

/** What the difference says, what a single customer's memory may be, and how it fades. */
function Sentences({
  reply: { lenses },
  said,
}: {
  readonly reply: Experience;
  readonly said: Said;
}) {
  const { t, format, step } = said;
  const { experienced, remembered, spread, later } = lenses;
  if (experienced.kind === 'abstained' || remembered.kind === 'abstained') return null;
  const difference = remembered.median - experienced.median;
  const isClear = remembered.low > experienced.high || remembered.high < experienced.low;
  const last = later.at(-1);
  const faded = last === undefined ? null : middleOf(last.remembered);
  return (
    <p className="ex-told">
      {!isClear
        ? t('lenses.alike')
        : t(difference > 0 ? 'lenses.kinder' : 'lenses.harsher', { by: step(difference) })}{' '}
      {last !== undefined &&
        faded !== null &&
        Math.abs(faded - remembered.median) >= 0.01 &&
        `${t('lenses.fading', { days: format.count(last.days), felt: format.index(faded) })} `}
      {spread.kind === 'estimate' &&
        (spread.low <= -0.99 && spread.high >= 0.99
          ? t('lenses.singleAll')
          : t('lenses.single', { low: format.index(spread.low), high: format.index(spread.high) }))}
    </p>
  );
}
