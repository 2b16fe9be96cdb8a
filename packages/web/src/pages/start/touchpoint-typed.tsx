import { ActionIcon, Autocomplete, Button, Checkbox, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lineNew, type Side, type TouchpointTyped } from './form-state.ts';
import { LineTyped, type NumberColumn } from './line-typed.tsx';
import { RangeInput } from './range-input.tsx';

const CHANNELS = 'web app store phone email chat post partner delivery community social'.split(' ');

/** One touchpoint: its name, where, how often, and what goes each way. */
export function TouchpointTypedCard({
  touchpoint,
  currency,
  columns = [],
  seen,
  set,
  remove,
  moveUp,
  onEnter,
}: {
  readonly touchpoint: TouchpointTyped;
  readonly currency: string;
  readonly columns?: readonly NumberColumn[];
  /** How often it was seen; where nothing was, how many a month is asked for. */
  readonly seen?: ReactNode;
  readonly set: (touchpoint: TouchpointTyped) => void;
  readonly remove?: () => void;
  readonly moveUp?: () => void;
  readonly onEnter?: () => void;
}) {
  const { t } = useTranslation('start');
  const { name, channel, volume, isIn, felt } = touchpoint;
  const called = name.trim() === '' ? t('touchpoint') : name;
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || onEnter === undefined) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <li className="start-touchpoint" data-in={isIn}>
      <div className="start-touchpoint-head">
        <TextInput
          className="start-name"
          label={t('touchpointName')}
          placeholder={t('touchpointHint')}
          value={name}
          maxLength={120}
          onKeyDown={enter}
          onChange={({ currentTarget: { value } }) => set({ ...touchpoint, name: value })}
        />
        <Autocomplete
          className="start-channel"
          label={t('channel')}
          data={CHANNELS}
          value={channel}
          maxLength={40}
          onChange={(value) => set({ ...touchpoint, channel: value })}
        />
        <div className="start-touchpoint-tools">
          {moveUp !== undefined && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('moveUp', { name: called })}
              onClick={moveUp}
            >
              ↑
            </ActionIcon>
          )}
          {remove !== undefined && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('removeTouchpoint', { name: called })}
              onClick={remove}
            >
              ×
            </ActionIcon>
          )}
        </div>
      </div>
      {seen === undefined ? (
        <div className="start-volume">
          <span>{t('perMonth')}</span>
          <RangeInput
            label={`${called}: ${t('perMonth')}`}
            unit=""
            value={volume}
            set={(value) => set({ ...touchpoint, volume: value })}
          />
        </div>
      ) : (
        <Checkbox
          label={t('include')}
          description={seen}
          checked={isIn}
          onChange={({ currentTarget: { checked } }) => set({ ...touchpoint, isIn: checked })}
        />
      )}
      {isIn && felt !== null && (
        <p className="start-quiet">{t('felt', { column: felt.property.join('.') })}</p>
      )}
      {isIn && (
        <div className="start-sides">
          {(['business', 'customer'] as const).map((side) => (
            <SideTyped key={side} {...{ side, touchpoint, called, currency, columns, set }} />
          ))}
        </div>
      )}
    </li>
  );
}

function SideTyped({
  side,
  touchpoint,
  called,
  currency,
  columns,
  set,
}: {
  readonly side: Side;
  readonly touchpoint: TouchpointTyped;
  readonly called: string;
  readonly currency: string;
  readonly columns: readonly NumberColumn[];
  readonly set: (touchpoint: TouchpointTyped) => void;
}) {
  const { t } = useTranslation('start');
  const { lines } = touchpoint;
  const isGet = side === 'business';
  const usual = isGet ? 'help:service' : 'time:waiting';
  return (
    <fieldset className={isGet ? 'start-side start-get' : 'start-side start-give'}>
      <legend>{t(isGet ? 'theyGet' : 'theyGive')}</legend>
      <ul>
        {lines.map((line, index) =>
          line.give === side ? (
            <LineTyped
              key={index}
              line={line}
              touchpoint={called}
              currency={currency}
              columns={columns}
              set={(now) => set({ ...touchpoint, lines: lines.with(index, now) })}
              remove={() => set({ ...touchpoint, lines: lines.toSpliced(index, 1) })}
            />
          ) : null,
        )}
      </ul>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={`${called}: ${t(isGet ? 'addGet' : 'addGive')}`}
        onClick={() => set({ ...touchpoint, lines: [...lines, lineNew(side, usual)] })}
      >
        + {t(isGet ? 'addGet' : 'addGive')}
      </Button>
    </fieldset>
  );
}
