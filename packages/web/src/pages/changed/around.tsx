import type { ChangedMonth } from '@bothways/core/contract';
import type { Speaker } from './say.ts';

/** What changed apart from what happened: opinions, and what people did. */
export function Around({
  data,
  speaker,
}: {
  readonly data: ChangedMonth;
  readonly speaker: Speaker;
}) {
  const { t } = speaker;
  const done = doneOf(data, speaker);
  const list = (name: string, some: readonly Done[]) => (
    <div>
      <h3>{name}</h3>
      {some.length === 0 ? (
        <p>{t('nothingDone')}</p>
      ) : (
        <ul className="changed-done">
          {some.map(({ key, at, said, text }) => (
            <li key={key}>
              <span>{said}</span>
              <time dateTime={at}>{speaker.format.day(at)}</time>
              {text !== '' && <q>{text}</q>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
  return (
    <>
      {data.comparison !== null && (
        <section aria-labelledby="changed-opinion">
          <h2 id="changed-opinion" className="changed-heading">
            {t('opinion')}
          </h2>
          <p className="changed-opinion">{sayOpinion(data.comparison, speaker)}</p>
        </section>
      )}
      <section aria-labelledby="changed-done">
        <h2 id="changed-done" className="changed-heading">
          {t('done')}
        </h2>
        <div className="changed-two">
          {list(
            t('inMonth'),
            done.filter(({ inMonth }) => inMonth),
          )}
          {list(
            t('since'),
            done.filter(({ inMonth }) => !inMonth),
          )}
        </div>
      </section>
    </>
  );
}

interface Done {
  readonly key: string;
  readonly said: string;
  readonly text: string;
  readonly at: string;
  readonly inMonth: boolean;
}

function doneOf(
  { answers, versions, imports }: ChangedMonth,
  { t, format }: Speaker,
): readonly Done[] {
  const all: readonly Done[] = [
    ...answers.map(({ did, by, touchpoint, text, at, inMonth }) => ({
      ...{ key: `answer ${at}`, at, inMonth, text },
      said: t(`did.${did}`, { who: by, name: touchpoint }),
    })),
    ...versions.map(({ version, note, at, inMonth }) => ({
      ...{ key: `version ${version}`, at, inMonth, text: note ?? '' },
      said: t('saved', { version }),
    })),
    ...imports.map(({ source, events, rejected, at, inMonth }) => ({
      ...{ key: `import ${at} ${source}`, at, inMonth, text: '' },
      said: t(rejected === 0 ? 'imported' : 'importedRejected', {
        ...{ source, count: format.count(events) as never, rejected: format.count(rejected) },
      }),
    })),
  ];
  return all.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

function sayOpinion(
  { opinion, total }: NonNullable<ChangedMonth['comparison']>,
  { t, format }: Speaker,
): string {
  if (opinion === null) return t('opinionNone');
  const day = format.day(opinion.savedAt);
  const said = (estimate: typeof opinion.customer): string =>
    estimate.kind === 'estimate' ? format.moneySigned(estimate.median) : '–';
  const before = { customer: said(opinion.customer), business: said(opinion.business) };
  const now = { customerNow: said(total.customer.now), businessNow: said(total.business.now) };
  return before.customer === now.customerNow && before.business === now.businessNow
    ? t('opinionSame', { day })
    : t('opinionWhy', { day, ...before, ...now });
}
