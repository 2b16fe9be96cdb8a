import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Believed, scaled, withMedian } from './form-state.ts';

/** About so much, at least, at most. Where only the middle is said, a range about it is proposed. */
export function RangeInput({
  label,
  unit,
  value,
  factor = 1,
  set,
}: {
  /** What it is of, for who hears it. */
  readonly label: string;
  /** What stands behind the numbers. */
  readonly unit: string;
  /** In units of which `factor` are one of those shown. */
  readonly value: Believed | null;
  readonly factor?: number;
  readonly set: (value: Believed | null) => void;
}) {
  const { t } = useTranslation('start');
  const shown = value === null ? null : scaled(value, 1 / factor);
  const say = (part: 'median' | 'low' | 'high', typed: number | string): void => {
    const number = typeof typed === 'number' ? typed : Number.NaN;
    if (Number.isNaN(number)) {
      if (part === 'median') set(null);
      return;
    }
    const now =
      part === 'median' || shown === null
        ? withMedian(shown, number)
        : { ...shown, [part]: number };
    set(scaled(now, factor));
  };
  return (
    <span className="start-range">
      {(['median', 'low', 'high'] as const).map((part) => (
        <NumberInput
          key={part}
          size="sm"
          className={`start-range-${part}`}
          label={t(part === 'median' ? 'about' : part)}
          aria-label={`${label}: ${t(part === 'median' ? 'about' : part)} ${unit}`}
          value={shown?.[part] ?? ''}
          onChange={(typed) => say(part, typed)}
          min={0}
          hideControls
          thousandSeparator=" "
          disabled={part !== 'median' && shown === null}
        />
      ))}
      <span className="start-unit">{unit}</span>
    </span>
  );
}
