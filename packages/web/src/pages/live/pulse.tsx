import { useTranslation } from 'react-i18next';
import { pulseOf, type Second } from '../../api/live.ts';
import { useFormat } from '../../parts/use-format.ts';
import { useSecond } from './use-second.ts';

const WIDTH = 132;
const HEIGHT = 30;
/** Over so many seconds the rate is told, so that it does not jump. */
const OVER = 5;

/** How much comes in: a figure, and the last minute as bars. */
export function Pulse({ seconds }: { readonly seconds: readonly Second[] }) {
  const { t } = useTranslation('live');
  const format = useFormat('EUR');
  const pulse = pulseOf(seconds, useSecond());
  const most = Math.max(...pulse, 0);
  // The second that is running has not brought all of its own yet.
  const some = pulse.slice(-OVER - 1, -1);
  const rate = some.reduce((sum, each) => sum + each, 0) / OVER;
  const now = rate < 10 ? format.short(Math.round(rate * 10) / 10) : format.count(rate);
  const step = WIDTH / pulse.length;
  return (
    <span className="live-pulse">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t('pulse', { now, most: format.count(most) })}
      >
        {pulse.map((count, at) => {
          const height = most === 0 ? 0 : (HEIGHT - 2) * (count / most);
          return (
            <rect
              // Each second has its place.
              key={at}
              x={at * step}
              y={HEIGHT - 1 - height}
              width={step - 0.7}
              height={height + 1}
              rx={0.8}
            />
          );
        })}
      </svg>
      <span className="live-rate">{t('perSecond', { rate: now })}</span>
    </span>
  );
}
