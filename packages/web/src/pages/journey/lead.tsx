import type { Overview } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import type { Format } from '../../words/format.ts';
import { segmentName } from './lens.tsx';

/** Whose figures are shown, how many encounters of how many people, and from when to when. */
export function Lead({
  overview,
  format,
}: {
  readonly overview: Overview;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const { period, made, encounters, people, currency, segment } = overview;
  if (period === null) return t('leadBelieved', { currency });
  const lead = t(segment === null ? 'lead' : 'leadOf', {
    encounters: format.count(encounters),
    people: format.count(people),
    from: format.day(period.from),
    to: format.day(period.to),
    currency,
  });
  const short =
    made.scaling?.isShort === true
      ? ` ${t('leadShort', { days: format.count(made.scaling.days) })}`
      : '';
  if (segment === null) return `${lead}${short}`;
  const only = t('leadOnly', {
    name: segmentName(segment, t('everyoneElse')),
    people: format.count(segment.people),
  });
  return (
    <>
      <strong className="lead-only">{only}</strong> {lead}
      {short} {t('leadUnbelieved')}
    </>
  );
}
