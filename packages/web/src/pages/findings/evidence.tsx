import './evidence.css';
import type { FindingSeen, FindingsReply } from '@bothways/core/contract';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Command } from '../../parts/command.tsx';
import { Grade } from '../../parts/grade.tsx';
import { kindName, type Speaker, sayQuantity } from './say.ts';
import { sayAsked, sayFacts } from './say-claims.ts';

const DAYS_SHORT = 28;

/** How a finding is known: grade, people, encounters, the period, the method, and what was counted. */
export function Evidence({
  finding,
  period,
  speaker,
}: {
  readonly finding: FindingSeen;
  readonly period: FindingsReply['period'];
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const shell = useTranslation('shell').t;
  const id = useId();
  const { said, encounters, confidence, parts } = finding;
  const { customer } = said;
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [shell('howWell'), <Grade key="grade" grade={said.grade} />],
    [
      t('seen'),
      said.people === null || said.people === 0
        ? t('seenIn', { encounters: format.count(encounters) })
        : t('seenPeople', {
            encounters: format.count(encounters),
            people: format.count(said.people),
          }),
    ],
    ...(period === null
      ? []
      : [
          [
            t('periodName'),
            t('period', { from: format.day(period.from), to: format.day(period.to) }),
          ] as const,
        ]),
    [t('sure'), saySure(confidence, speaker)],
    ...(customer.kind === 'estimate'
      ? [[t('method'), t('methodHow', { method: sayMethod(customer.method, speaker) })] as const]
      : []),
    ...(parts.believed?.kind === 'estimate'
      ? [[t('believed'), format.moneySigned(parts.believed.median)] as const]
      : []),
  ];
  return (
    <section className="finding-part" aria-labelledby={id}>
      <h2 id={id}>{t('evidence')}</h2>
      <dl className="finding-evidence">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {parts.days < DAYS_SHORT && <p>{t('fewDays', { days: format.count(parts.days) })}</p>}
      <Asked finding={finding} speaker={speaker} />
      {parts.counted.length > 0 && <Counted finding={finding} speaker={speaker} />}
    </section>
  );
}

/** What was asked of the data: in words, what came of it, and what asks it again. */
function Asked({ finding, speaker }: { readonly finding: FindingSeen; readonly speaker: Speaker }) {
  const { t } = speaker;
  const { query } = finding.asked;
  const words = sayAsked(finding, speaker);
  const facts = sayFacts(finding, speaker);
  return (
    <div className="finding-asked">
      <h3>{t('askedOf')}</h3>
      <p lang={words.lang}>{words.text}</p>
      {facts.length > 0 && (
        <dl className="finding-evidence">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {query !== '' && (
        <details>
          <summary>{t('askAgain')}</summary>
          <Command lines={[query]} />
        </details>
      )}
    </div>
  );
}

function Counted({
  finding: { parts },
  speaker,
}: {
  readonly finding: FindingSeen;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={t('counted')} tabIndex={0}>
      <table className="figures">
        <caption>
          <strong>{t('counted')}.</strong> {t('countedFrom', { days: format.count(parts.days) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('to')}</th>
            <th scope="col" className="number">
              {t('howMuch')}
            </th>
            <th scope="col" className="number">
              {t('times')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.counted.map(({ kind, giver, receiver, quantity, n }) => (
            <tr key={`${kind} ${giver} ${receiver}`}>
              <th scope="row">{kindName(kind, speaker)}</th>
              <td>{t(`parties.${giver}`)}</td>
              <td>{t(`parties.${receiver}`)}</td>
              <td className="number">{sayQuantity(kind, quantity, speaker)}</td>
              <td className="number">{format.count(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Rounded down; what comes of draws is never certain. */
function saySure(confidence: number, { t, format }: Speaker): string {
  const part = Math.min(0.99, Math.floor(confidence * 100) / 100);
  return confidence > part ? t('moreThan', { part: format.percent(part) }) : format.percent(part);
}

/** Our own names of methods; one that we do not know is said as it came. */
function sayMethod(method: string, { t, format }: Speaker): string {
  if (method === 'closed form') return t('methods.closed');
  const [, count = ''] = /^([\d,]+) (?:draws|even steps)$/.exec(method) ?? [];
  if (count === '') return method;
  const draws = Number(count.replaceAll(',', ''));
  return t('methods.draws', { count: draws, many: format.count(draws) });
}
