import type { ExpectationTied, Experience, SetBy } from '@bothways/core/contract';
import type { Estimate } from '../../parts/money.tsx';
import { Section } from '../../parts/section.tsx';
import { CannotSay, PartBar, Track } from './marks.tsx';
import type { Said } from './said.ts';

/** What was expected, grouped by who had said so: how often it was kept, and what that does to how it feels. */
export function Kept({
  expectations: { setters, held, unsaid },
  said,
}: {
  readonly expectations: Experience['expectations'];
  readonly said: Said;
}) {
  const { t } = said;
  return (
    <Section id="kept" title={t('kept.title')} {...(unsaid === null ? { why: t('kept.why') } : {})}>
      {unsaid !== null && <CannotSay unsaid={unsaid} said={said} />}
      {setters.map((each) => (
        <Group
          key={each.setter}
          group={each}
          held={held.filter(({ setter }) => setter === each.setter)}
          said={said}
        />
      ))}
    </Section>
  );
}

function Group({
  group: { setter, kept, tie },
  held,
  said,
}: {
  readonly group: SetBy;
  readonly held: readonly ExpectationTied[];
  readonly said: Said;
}) {
  const { t, format } = said;
  return (
    <article className="ex-setter">
      <header>
        <h3>{t(`kept.setters.${setter}`)}</h3>
        {held.length > 1 && kept.kind === 'estimate' && (
          <p className="ex-note">
            {t('kept.share', { share: format.percent(kept.median) })}
            {tie.kind === 'estimate' && ` · ${tieText(tie, said)}`}
          </p>
        )}
      </header>
      <ul>
        {held.map((each) => (
          <li key={`${each.touchpoint.id} ${each.metric}`}>
            <Held held={each} said={said} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function Held({ held, said }: { readonly held: ExpectationTied; readonly said: Said }) {
  const { t, format } = said;
  const { touchpoint, source, kept, n, missedBy, feltKept, feltMissed, tie, unsaid, unit } = held;
  return (
    <>
      <div>
        <h4>{touchpoint.name}</h4>
        <p>{boundText(held, said)}</p>
        {source !== null && <p className="ex-note">{source}</p>}
      </div>
      {unsaid !== null || kept.kind === 'abstained' ? (
        unsaid !== null && <CannotSay unsaid={unsaid} said={said} />
      ) : (
        <>
          <div>
            <p className="ex-share">{t('kept.share', { share: format.percent(kept.median) })}</p>
            <PartBar estimate={kept} />
            <p className="ex-note">
              {t('kept.of', {
                ...{ low: format.percent(kept.low), high: format.percent(kept.high) },
                n: format.count(n),
              })}
              {missedBy !== null &&
                ` ${t('kept.missedBy', { value: amount(missedBy, unit, said) })}`}
            </p>
          </div>
          <div>
            {feltKept.kind === 'abstained' && feltMissed.kind === 'abstained' ? (
              <p className="ex-note">{t('unsaid.no-bound-and-felt')}</p>
            ) : (
              <>
                <FeltLine name={t('kept.feltKept')} estimate={feltKept} said={said} />
                <FeltLine name={t('kept.feltMissed')} estimate={feltMissed} said={said} />
              </>
            )}
            {tie.kind === 'estimate' && <p className="ex-note">{tieText(tie, said)}</p>}
          </div>
        </>
      )}
    </>
  );
}

function FeltLine({
  name,
  estimate,
  said: { format },
}: {
  readonly name: string;
  readonly estimate: Estimate;
  readonly said: Said;
}) {
  return (
    <p className="ex-felt-line">
      <span>{name}</span>
      <Track estimate={estimate} />
      <span>{estimate.kind === 'estimate' ? format.index(estimate.median) : '–'}</span>
    </p>
  );
}

function tieText(tie: Estimate, { t, format, step }: Said): string {
  if (tie.kind === 'abstained') return '';
  const { median, low, high } = tie;
  const range = { low: format.index(low), high: format.index(high) };
  if (low > 0) return t('kept.tie', { by: step(median), ...range });
  return high < 0 ? t('kept.tieWorse', { by: step(median), ...range }) : t('kept.tieNot', range);
}

function boundText({ metric, atMost, atLeast, unit }: ExpectationTied, said: Said): string {
  const { t } = said;
  const isKnown = metric === 'duration_s' || metric === 'wait_s' || metric === 'felt';
  const name = isKnown ? t(`kept.metrics.${metric}`) : metric;
  if (atMost !== null && atLeast !== null)
    return t('kept.between', {
      ...{ metric: name, low: amount(atLeast, unit, said), high: amount(atMost, unit, said) },
    });
  return atMost === null
    ? t('kept.atLeast', { metric: name, value: amount(atLeast ?? 0, unit, said) })
    : t('kept.atMost', { metric: name, value: amount(atMost, unit, said) });
}

function amount(value: number, unit: string, { format, span }: Said): string {
  if (unit === 'second') return span(value);
  return unit === 'felt' ? format.index(value) : format.short(value);
}
