import type { Conformance, JourneyDeviation, JourneyFlow } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Estimated } from '../../parts/estimated.tsx';
import { Money } from '../../parts/money.tsx';
import { percentsOf } from '../../parts/percents.ts';
import { Section } from '../../parts/section.tsx';
import { Nothing } from './nothing.tsx';
import type { Said } from './said.ts';

const FEW = 8;

type Checked = Extract<Conformance, { kind: 'checked' }>;

/** How journeys went beside how they were planned, and what the differences cost both sides. */
export function Plan({ flow, said }: { readonly flow: JourneyFlow; readonly said: Said }) {
  const { t, format } = said;
  const { conformance } = flow;
  if (conformance.kind === 'abstained')
    return (
      <Section id="paths-plan" title={t('plan')}>
        <Nothing
          title={t('planNot')}
          why={said.isFile ? t('planFile') : format.glued(conformance.reason)}
        />
      </Section>
    );
  const { cases, variants, covered } = conformance;
  return (
    <Section id="paths-plan" title={t('plan')} why={t('planWhy')}>
      <Fits checked={conformance} said={said} />
      {covered < 0.9995 && (
        <p className="paths-note">
          {t('covered', { variants: format.count(variants), part: format.percent(covered) })}
        </p>
      )}
      <Compliance checked={conformance} said={said} />
      <h3 className="paths-under">{t('deviations')}</h3>
      {conformance.deviations.length === 0 ? (
        <Nothing why={t('noDeviations')} />
      ) : (
        <Deviations checked={conformance} said={said} cases={cases} />
      )}
    </Section>
  );
}

function Fits({ checked, said }: { readonly checked: Checked; readonly said: Said }) {
  const { t, format } = said;
  const index = (value: number): string => format.index(value).replace('+', '');
  return (
    <dl className="paths-facts">
      <div>
        <dt>{t('fitness')}</dt>
        <dd>
          <Estimated estimate={checked.fitness} write={index} />
          <span className="paths-why">{t('fitnessWhy')}</span>
        </dd>
      </div>
      {said.hasMoney && (
        <div>
          <dt>{t('valueFitness')}</dt>
          <dd>
            <Estimated estimate={checked.valueFitness} write={index} />
            <span className="paths-why">{t('valueFitnessWhy')}</span>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('asPlanned')}</dt>
        <dd>
          <Estimated estimate={checked.asPlanned} write={percentsOf(format, checked.asPlanned)} />
          <span className="paths-why">
            {t('asPlannedWhy', { cases: format.count(checked.cases) })}
          </span>
        </dd>
      </div>
    </dl>
  );
}

/** What came of what was planned, in CJML's four words, as one bar and its figures. */
function Compliance({ checked, said }: { readonly checked: Checked; readonly said: Said }) {
  const { t, format } = said;
  return (
    <>
      <h3 className="paths-under">{t('compliance')}</h3>
      <div className="comply-bar" aria-hidden="true">
        {checked.compliance.map(({ word, share }) => (
          <span key={word} data-word={word} style={{ width: `${100 * share}%` }} />
        ))}
      </div>
      <ul className="comply-words">
        {checked.compliance.map(({ word, count, share }) => (
          <li key={word}>
            <span className="comply-mark" data-word={word} aria-hidden="true" />
            <span>{t(`word-${word}`)}</span>
            <strong>
              {count > 0 && share < 0.005 ? format.percentFine(share) : format.percent(share)}
            </strong>
            <span className="paths-why">{format.count(count)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Deviations({
  checked,
  said,
  cases,
}: {
  readonly checked: Checked;
  readonly said: Said;
  readonly cases: number;
}) {
  const { t, format, hasMoney } = said;
  const [isWhole, setWhole] = useState(false);
  const { deviations, deviationsInAll } = checked;
  const shown = isWhole ? deviations : deviations.slice(0, FEW);
  const rest = deviationsInAll - deviations.length;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={t('deviations')}>
        <table className="figures parts-table">
          <thead>
            <tr>
              <th scope="col">{t('deviation')}</th>
              <th scope="col" className="number">
                {t('howOften')}
              </th>
              <th scope="col" className="number">
                {t('asPlannedWhy', { cases: format.count(cases) })}
              </th>
              {hasMoney && (
                <>
                  <th scope="col" className="number">
                    {t('costCustomer')}
                  </th>
                  <th scope="col" className="number">
                    {t('costBusiness')}
                  </th>
                  <th scope="col" className="number">
                    {t('costAll')}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <Row key={`${each.kind} ${each.activity} ${each.after}`} each={each} said={said} />
            ))}
          </tbody>
        </table>
      </section>
      <div className="ways-more">
        {deviations.length > FEW && (
          <Button variant="default" onClick={() => setWhole(!isWhole)}>
            {isWhole
              ? t('showLess')
              : t('showMore', { many: format.count(deviations.length - FEW) })}
          </Button>
        )}
        {rest > 0 && (
          <p className="paths-note">{t('deviationsRest', { many: format.count(rest) })}</p>
        )}
      </div>
    </>
  );
}

function Row({ each, said }: { readonly each: JourneyDeviation; readonly said: Said }) {
  const { t, format, name, hasMoney } = said;
  return (
    <tr>
      <th scope="row">
        {t(each.kind, { name: each.step ?? each.name })}
        <span className="cell-under">
          {each.after === null ? t('atStart') : t('afterName', { name: name(each.after) })}
        </span>
      </th>
      <td className="number">{format.count(each.count)}</td>
      <td className="number">
        <Estimated estimate={each.share} write={percentsOf(format, each.share)} />
      </td>
      {hasMoney &&
        [each.customer, each.business, each.jointInAll].map((estimate, index) => (
          <td key={index} className="number">
            <Money estimate={estimate} format={format} isSigned />
          </td>
        ))}
    </tr>
  );
}
