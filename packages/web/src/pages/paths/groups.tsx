import type { JourneyCluster, JourneyFlow } from '@bothways/core/contract';
import { Estimated } from '../../parts/estimated.tsx';
import { Money } from '../../parts/money.tsx';
import { percentsOf } from '../../parts/percents.ts';
import { Section } from '../../parts/section.tsx';
import { Nothing } from './nothing.tsx';
import type { Said } from './said.ts';
import { wayText } from './way-text.ts';

const NAMES_MAX = 12;

/** Kinds of journeys, each shown by a real one; or why there are none. */
export function Groups({ flow, said }: { readonly flow: JourneyFlow; readonly said: Said }) {
  const { t, format } = said;
  const { clusters } = flow;
  if (clusters.kind === 'abstained')
    return (
      <Section id="paths-groups" title={t('groups')}>
        <Nothing title={t('groupsNot')} why={format.glued(clusters.reason)} />
      </Section>
    );
  return (
    <Section id="paths-groups" title={t('groups')} why={t('groupsWhy')}>
      <ul className="groups">
        {clusters.clusters.map((each, index) => (
          <li key={index}>
            <Group each={each} number={index + 1} said={said} />
          </li>
        ))}
      </ul>
      {clusters.covered < 0.9995 && (
        <p className="paths-note">
          {t('groupsCovered', {
            cases: format.count(clusters.cases),
            part: format.percent(clusters.covered),
          })}
        </p>
      )}
    </Section>
  );
}

function Group({
  each,
  number,
  said,
}: {
  readonly each: JourneyCluster;
  readonly number: number;
  readonly said: Said;
}) {
  const { t, format, span, name, hasMoney } = said;
  const index = (value: number): string => format.index(value).replace('+', '');
  return (
    <article className="group">
      <header>
        <h3>{t('group', { letter: String(number) })}</h3>
        <span className="group-part">
          <Estimated estimate={each.share} write={percentsOf(format, each.share)} />
        </span>
      </header>
      <p className="paths-why">{t('real')}</p>
      <p className="group-way">
        {wayText({ activities: each.medoid, length: each.length }, name, NAMES_MAX)}
      </p>
      <ul className="group-facts">
        <li>{t('groupLength', { many: index(each.encounters) })}</li>
        {each.medianSeconds !== null && (
          <li>{t('groupLasts', { span: span(each.medianSeconds) })}</li>
        )}
        {each.completed !== null && (
          <li>{t('groupDone', { part: format.percent(each.completed) })}</li>
        )}
      </ul>
      {hasMoney && (
        <dl className="group-worth">
          <div>
            <dt>{t('groupCustomer')}</dt>
            <dd>
              <Money estimate={each.customer} format={format} isSigned />
            </dd>
          </div>
          <div>
            <dt>{t('groupBusiness')}</dt>
            <dd>
              <Money estimate={each.business} format={format} isSigned />
            </dd>
          </div>
        </dl>
      )}
      {each.more.length > 0 && (
        <>
          <h4>{t('groupMore')}</h4>
          <ul className="group-facts">
            {each.more.slice(0, 3).map(({ activity, here, elsewhere }) => (
              <li key={activity}>
                {t('groupMoreOf', {
                  name: name(activity),
                  ...{ here: index(here), elsewhere: index(elsewhere) },
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="paths-why">
        <strong>{t(each.isStable ? 'stable' : 'unstable')}</strong>,{' '}
        {t('stability', { value: format.percent(each.stability) })}
      </p>
    </article>
  );
}
