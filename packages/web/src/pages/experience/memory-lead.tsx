import type { Experience, FeltTouchpoint } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { Grade } from '../../parts/grade.tsx';
import { Figure } from './marks.tsx';
import { largest, middleOf, type Said } from './said.ts';

/** The one moment that makes most of the memory, in plain sentences. */
export function MemoryLead({ reply, said }: { readonly reply: Experience; readonly said: Said }) {
  const { t, format, step } = said;
  const { touchpoints } = reply.curve;
  const peak = largest(touchpoints, ({ peaks }) => peaks);
  if (peak === undefined || peak.felt.kind === 'abstained')
    return <BestAndWorst reply={reply} said={said} />;
  const end = largest(touchpoints, ({ ends }) => ends);
  const lever = middleOf(peak.lever) ?? 0;
  return (
    <section className="ex-lead" aria-label={t('memory.kicker')}>
      <div>
        <p className="ex-kicker">{t('memory.kicker')}</p>
        <h2>
          {t(`memory.${feltWord(peak.felt)}`, {
            name: peak.name,
            peak: format.percent(middleOf(peak.peaks) ?? 0),
          })}
        </h2>
        {lever >= 0.005 && <p>{t('memory.lift', { lever: step(lever) })}</p>}
        {end !== undefined && <p>{endText(end, peak, said)}</p>}
        {reply.of === 'ledger' && (
          <Link to="/touchpoint/$id" params={{ id: peak.id }} search={{}} className="link-button">
            {t('memory.show')}
          </Link>
        )}
      </div>
      <dl className="ex-facts">
        <div>
          <dt>{t('memory.felt')}</dt>
          <dd>
            <Figure estimate={peak.felt} write={format.index} />
          </dd>
        </div>
        <div>
          <dt>{t('memory.bad')}</dt>
          <dd>
            <Figure estimate={peak.negative} write={format.percent} />
          </dd>
        </div>
        <div>
          <dt>{t('memory.reach')}</dt>
          <dd>{format.count(peak.n)}</dd>
        </div>
        <div>
          <dt>{t('memory.known')}</dt>
          <dd>
            <Grade grade={peak.felt.grade} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** Good or bad only where the whole range says so. */
function feltWord({ low, high }: { readonly low: number; readonly high: number }) {
  if (high < 0) return 'bothBad';
  return low > 0 ? 'bothGood' : 'bothOpen';
}

function endText(end: FeltTouchpoint, peak: FeltTouchpoint, { t, format }: Said): string {
  const part = format.percent(middleOf(end.ends) ?? 0);
  return end.id === peak.id
    ? t('memory.endSame', { part })
    : t('memory.end', { name: end.name, part });
}

/** Where no real journeys are known: at which touchpoint it feels best, and at which worst. */
function BestAndWorst({ reply, said }: { readonly reply: Experience; readonly said: Said }) {
  const { t, format } = said;
  const told = reply.curve.touchpoints.filter(({ felt }) => felt.kind === 'estimate');
  const sorted = told.toSorted((a, b) => (middleOf(b.felt) ?? 0) - (middleOf(a.felt) ?? 0));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (best === undefined || worst === undefined || best === worst) return null;
  const words = {
    ...{ best: best.name, bestFelt: format.index(middleOf(best.felt) ?? 0) },
    ...{ worst: worst.name, worstFelt: format.index(middleOf(worst.felt) ?? 0) },
  };
  return (
    <section className="ex-lead" aria-label={t('memory.kickerMoments')}>
      <div>
        <p className="ex-kicker">{t('memory.kickerMoments')}</p>
        <h2>{t('memory.bestAndWorst', words)}</h2>
      </div>
    </section>
  );
}
