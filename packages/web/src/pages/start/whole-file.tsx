import type { ChoicesSaid, MappingSeen } from '@bothways/core/contract';
import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

const FORMATS = [
  'iso',
  'dd.MM.yyyy',
  'dd.MM.yyyy HH:mm',
  'dd.MM.yyyy HH:mm:ss',
  'dd/MM/yyyy',
  'dd/MM/yyyy HH:mm',
  'MM/dd/yyyy',
  'MM/dd/yyyy HH:mm',
  'yyyy-MM-dd HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  'yyyyMMdd',
  'unix',
  'unix-ms',
];
const SCALES: Readonly<Record<string, string>> = {
  'csat-5': '1 … 5',
  'nps-10': '0 … 10',
  'ces-7': '1 … 7',
  'uxpressia-10': '1 … 10',
  'smaply-2': '−2 … +2',
};

/** What holds for all records: the source, what happened where no column says it, how times and numbers are written. */
export function WholeFile({
  seen,
  choices,
  choose,
}: {
  readonly seen: MappingSeen;
  readonly choices: ChoicesSaid;
  readonly choose: (choices: ChoicesSaid) => void;
}) {
  const { t } = useTranslation('start');
  const say = useDebouncedCallback((more: Partial<ChoicesSaid>) => {
    const now = { ...choices, ...more };
    const said = Object.entries(now).filter(([, value]) => value !== '' && value !== undefined);
    choose(Object.fromEntries(said) as unknown as ChoicesSaid);
  }, 350);
  const { time, timeAll, event } = seen;
  return (
    <section>
      <h3>{t('settings')}</h3>
      <div className="start-settings">
        {event !== null && (
          <TextInput
            label={t('whatHappened')}
            description={t('whatHappenedHint')}
            defaultValue={event}
            onChange={({ currentTarget: { value } }) => say({ event: value })}
          />
        )}
        {time.column === null && (
          <TextInput
            type="date"
            label={t('allOn')}
            description={t('allOnHint')}
            defaultValue={timeAll ?? ''}
            onChange={({ currentTarget: { value } }) => say({ timeAll: value })}
          />
        )}
        <HowWritten seen={seen} choices={choices} choose={choose} />
        <TextInput
          label={t('source')}
          description={t('sourceHint')}
          defaultValue={seen.source}
          maxLength={200}
          onChange={({ currentTarget: { value } }) => say({ source: value })}
        />
      </div>
    </section>
  );
}

/** How times, numbers and answers are written. */
function HowWritten({
  seen,
  choices,
  choose,
}: {
  readonly seen: MappingSeen;
  readonly choices: ChoicesSaid;
  readonly choose: (choices: ChoicesSaid) => void;
}) {
  const { t } = useTranslation('start');
  const { time, decimal, scale } = seen;
  return (
    <>
      {time.format !== null && (
        <NativeSelect
          label={t('timeFormat')}
          value={time.format}
          data={[...new Set([time.format, ...FORMATS])].map((each) => ({
            value: each,
            label: written(each),
          }))}
          onChange={({ currentTarget: { value } }) => choose({ ...choices, timeFormat: value })}
        />
      )}
      {time.zone !== null && (
        <NativeSelect
          label={t('zone')}
          value={time.zone}
          data={[...new Set([time.zone, 'UTC', ownZone(), ...Intl.supportedValuesOf('timeZone')])]}
          onChange={({ currentTarget: { value } }) => choose({ ...choices, zone: value })}
        />
      )}
      <NativeSelect
        label={t('decimal')}
        value={decimal}
        data={[
          { value: '.', label: t('decimalPoint') },
          { value: ',', label: t('decimalComma') },
        ]}
        onChange={({ currentTarget: { value } }) =>
          choose({ ...choices, decimal: value === ',' ? ',' : '.' })
        }
      />
      {scale !== null && (
        <NativeSelect
          label={t('scale')}
          value={scale}
          data={[...new Set([scale, ...Object.keys(SCALES)])].map((each) => ({
            value: each,
            label: SCALES[each] ?? each,
          }))}
          onChange={({ currentTarget: { value } }) => choose({ ...choices, scale: value })}
        />
      )}
    </>
  );
}

const AS_WRITTEN: Readonly<Record<string, string>> = {
  ...{ yyyy: '2026', yy: '26', MMMM: 'May', MMM: 'May', MM: '05', M: '5', dd: '31', d: '31' },
  ...{ HH: '14', H: '14', hh: '02', h: '2', mm: '30', m: '30', ss: '59', s: '59', SSS: '000' },
  a: 'PM',
};

/** The last half-past-two of May as a format writes it: what people know it by. */
function written(format: string): string {
  if (format === 'iso') return '2026-05-31 14:30';
  if (format === 'unix') return '1780237800';
  if (format === 'unix-ms') return '1780237800000';
  return format.replaceAll(/([a-zA-Z])\1*/g, (part) => AS_WRITTEN[part] ?? part);
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
