import type { ReportFinding } from '@bothways/core/contract';
import { type NetOf, turned } from '@bothways/core/revalue';
import { useTranslation } from 'react-i18next';
import type { Now } from './use-revalued.ts';

/** Which findings stand on signs that have turned. */
export function TurnedFindings({
  findings,
  revalued: { asStated, now },
}: {
  readonly findings: readonly ReportFinding[];
  readonly revalued: Now;
}) {
  const { t } = useTranslation('worth');
  if (findings.length === 0) return null;
  const was = new Map(asStated.touchpoints.map((place) => [place.touchpoint, place]));
  const is = new Map(now.touchpoints.map((place) => [place.touchpoint, place]));
  const changed = findings.flatMap((finding) => {
    const [before, after] = [was.get(finding.touchpoint.id), is.get(finding.touchpoint.id)];
    if (before === undefined || after === undefined) return [];
    const nets = turned(before, after).map(
      (net): `${NetOf}-${'loses' | 'gains'}` =>
        `${net}-${(after[net] ?? 0) < 0 ? 'loses' : 'gains'}`,
    );
    return nets.length === 0 ? [] : [{ finding, nets }];
  });
  return (
    <section aria-labelledby="turned">
      <h2 id="turned">{t('turnedFindings')}</h2>
      <p className="worth-note" aria-live="polite">
        {changed.length === 0
          ? t('noneTurned', { count: findings.length })
          : t('someTurned', { turned: changed.length, count: findings.length })}
      </p>
      {changed.length > 0 && (
        <ul className="turned-findings">
          {changed.map(({ finding, nets }) => (
            <li key={`${finding.kind} ${finding.touchpoint.id}`}>
              <strong>{finding.touchpoint.name}</strong>
              {nets.map((net) => (
                <span key={net} className="turned">
                  {t(net)}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
