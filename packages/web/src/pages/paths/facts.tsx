import type { JourneyFlow } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import { Estimated } from '../../parts/estimated.tsx';
import { percentsOf } from '../../parts/percents.ts';
import type { Format } from '../../words/format.ts';
import type { Said } from './said.ts';

/** What stands under the title: how much is looked at. */
export function leadOf(
  { cases, encounters, people, period }: JourneyFlow,
  t: TFunction<'paths'>,
  format: Format,
): string {
  const [many, all] = [format.count(cases), format.count(encounters)];
  if (period === null) return t('leadShort', { cases: many, encounters: all });
  const [from, to] = [format.day(period.from), format.day(period.to)];
  if (people === null || people === cases)
    return t('lead', { cases: many, encounters: all, from, to });
  return t('leadPeople', { cases: many, encounters: all, people: format.count(people), from, to });
}

/** The few figures that say what a journey is like, and how encounters became journeys. */
export function Facts({ flow, said }: { readonly flow: JourneyFlow; readonly said: Said }) {
  const { t, format, span } = said;
  const { outcomes } = flow;
  return (
    <section aria-label={t('shortFacts')}>
      <dl className="paths-facts">
        <Fact name={t('usually')} why={t('lengthWhy')}>
          {t('usuallyOf', { many: format.count(flow.medianLength) })}
        </Fact>
        {flow.medianSeconds !== null && (
          <Fact name={t('lasts')} why={t('lastsWhy')}>
            {span(flow.medianSeconds)}
          </Fact>
        )}
        <Fact name={t('ways')} why={t('waysOnce', { many: format.count(flow.variantsOnce) })}>
          {format.count(flow.variantsInAll)}
        </Fact>
        {outcomes !== null && (
          <Fact
            name={t('completedPart')}
            why={t('completedOf', {
              many: format.count(outcomes.completed + outcomes.abandoned),
            })}
          >
            <Estimated
              estimate={outcomes.completion}
              write={percentsOf(format, outcomes.completion)}
            />
          </Fact>
        )}
      </dl>
      <Threaded flow={flow} said={said} />
    </section>
  );
}

function Fact({
  name,
  why,
  children,
}: {
  readonly name: string;
  readonly why: string;
  readonly children: React.ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        <span className="paths-why">{why}</span>
      </dd>
    </div>
  );
}

function Threaded({
  flow: { threading },
  said,
}: {
  readonly flow: JourneyFlow;
  readonly said: Said;
}) {
  const { t, format, span } = said;
  const { by, startsWhen, endsWhen, gapDays, gapLearned } = threading;
  const days = (count: number): string => span(count * 86_400);
  return (
    <details className="paths-threaded">
      <summary>{t('threaded')}</summary>
      <ul>
        {by.includes('case') && <li>{t('byCase')}</li>}
        {by.includes('mission') && startsWhen !== null && (
          <li>
            {t('byMission', { start: startsWhen })}
            {endsWhen !== null && ` ${t('byMissionEnd', { end: endsWhen })}`}
          </li>
        )}
        {gapDays !== null && <li>{t('byGap', { gap: days(gapDays) })}</li>}
        <li>
          {gapLearned.kind === 'abstained'
            ? t('gapNotLearned', { reason: format.glued(gapLearned.reason) })
            : t('gapLearned', {
                days: days(gapLearned.median),
                low: days(gapLearned.low),
                high: days(gapLearned.high),
              })}
        </li>
      </ul>
    </details>
  );
}
