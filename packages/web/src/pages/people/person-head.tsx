import type { PersonShown } from '@bothways/core/contract';
import { dayText, type Said } from './said.ts';

/** Since when they are known, how much happened, and how it felt. */
export function PersonHead({
  person: { since, until, encounters, segment, felt, isBehind },
  said,
}: {
  readonly person: PersonShown;
  readonly said: Said;
}) {
  const { t, format } = said;
  const facts = [
    [t('encounters'), format.count(encounters)],
    ...(since === null ? [] : [[t('since'), dayText(since, said)] as const]),
    ...(until === null ? [] : [[t('until'), dayText(until, said)] as const]),
    [t('segment'), segment?.name ?? t('noSegment')],
    [
      t('felt'),
      felt === null
        ? t('feltNone')
        : t('feltOf', {
            count: felt.n,
            value: format.index(felt.mean),
            often: format.count(felt.n),
          }),
    ],
  ] as const;
  return (
    <>
      <dl className="person-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isBehind && (
        <p className="person-behind" role="status">
          {t('behind')}
        </p>
      )}
    </>
  );
}
