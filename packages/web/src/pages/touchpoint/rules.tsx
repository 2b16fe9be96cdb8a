import type { RuleFault, RuleTest, TouchpointWhole, ValueRule } from '@bothways/core/contract';
import { Button, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/send.ts';
import { PutIn } from './put-in.tsx';
import { draftsOf, keyOf, type Typed, trialOf, WHEN } from './rule-drafts.ts';
import { amountText, measureName, reasonText, type Said } from './touchpoint-words.ts';
import { Tried } from './tried.tsx';

const SAMPLES = [20_000, 200_000] as const;

/** The touchpoint's rules in fields to try others, and what they do with real events while one types. */
export function Rules({
  touchpoint,
  said,
}: {
  readonly touchpoint: TouchpointWhole;
  readonly said: Said;
}) {
  const { t } = said;
  const [typed, setTyped] = useState<Typed>({});
  const [isPut, setPut] = useState(false);
  const [sample, setSample] = useState<number>(SAMPLES[0]);
  const trial = trialOf(touchpoint, typed, sample);
  const [asked] = useDebouncedValue(trial, 350, { leading: true });
  const body = JSON.stringify(asked);
  const { data, error, isFetching } = useQuery({
    queryKey: ['rule-test', body],
    queryFn: () => send<RuleTest>('/api/rules/test', asked),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isTrying = isFetching || JSON.stringify(trial) !== body;
  const drafts = draftsOf(touchpoint, typed);
  const isChanged = drafts.when.length + drafts.values.length > 0;
  const faults = trial === null ? [] : (data?.faults ?? []);
  const write = (key: string, text: string): void => setTyped({ ...typed, [key]: text });
  return (
    <div className="tp-rules">
      <div className="tp-fields">
        {touchpoint.when === null && <p className="tp-note">{t('noRule')}</p>}
        <RuleField
          label={t('when')}
          note={touchpoint.also ? t('whenAlso') : undefined}
          text={typed[WHEN] ?? touchpoint.when?.text ?? ''}
          onText={(text) => write(WHEN, text)}
          fault={faults.find(({ index }) => index === null)}
          said={said}
        />
        {touchpoint.values.map((rule, index) => (
          <RuleField
            key={keyOf(rule)}
            label={labelOf(rule, said)}
            note={noteOf(rule, data, said)}
            text={typed[keyOf(rule)] ?? rule.text}
            onText={(text) => write(keyOf(rule), text)}
            fault={faults.find((each) => each.index === index)}
            said={said}
          />
        ))}
        {isPut && !isChanged && <p role="status">{t('put')}</p>}
        {isChanged && (
          <div className="tp-actions">
            <PutIn
              touchpoint={touchpoint}
              drafts={drafts}
              isSound={!isTrying && faults.length === 0}
              onDone={() => {
                setTyped({});
                setPut(true);
              }}
              said={said}
            />
            <Button variant="default" onClick={() => setTyped({})}>
              {t('asItStands')}
            </Button>
          </div>
        )}
      </div>
      <Tried
        tested={trial === null ? undefined : data}
        error={error}
        isTrying={trial !== null && isTrying}
        further={sample === SAMPLES[0] ? () => setSample(SAMPLES[1]) : undefined}
        furthest={SAMPLES[1]}
        isCut={(events) => events >= sample}
        said={said}
      />
    </div>
  );
}

function labelOf({ of, name, way }: ValueRule, { t }: Said): string {
  const whole =
    of === 'measure'
      ? measureName(name, t)
      : way === 'delivered'
        ? t('getName', { name })
        : way === 'captured'
          ? t('giveName', { name })
          : name;
  return t(`ruleOf.${of}`, { name: whole });
}

/** What it gave on the events tried, and what the ledger refused of it. */
function noteOf(rule: ValueRule, data: RuleTest | undefined, said: Said): string | undefined {
  const { t, format } = said;
  const given = data?.quantities.find(({ name }) => name === keyOf(rule));
  const parts: string[] = [];
  if (given !== undefined && data?.matched !== 0) {
    const { known, absent, negative, tooLarge, least, median, most } = given;
    parts.push(t('ruleGave', { known: format.count(known), absent: format.count(absent) }));
    const unit = rule.of === 'felt' ? '' : rule.unit;
    if (least !== null && median !== null && most !== null)
      parts.push(
        t('ruleRange', {
          least: amountText(least, unit, said),
          median: amountText(median, unit, said),
          most: amountText(most, unit, said),
        }),
      );
    if (negative > 0) parts.push(t('ruleNegative', { n: format.count(negative) }));
    if (tooLarge > 0) parts.push(t('ruleLarge', { n: format.count(tooLarge) }));
  }
  if (rule.refused.length > 0)
    parts.push(
      t('refusedHere', {
        list: rule.refused
          .map(({ reason, count }) =>
            t('refusedOne', { n: format.count(count), reason: reasonText(reason, said) }),
          )
          .join(', '),
      }),
    );
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function RuleField({
  label,
  note,
  text,
  onText,
  fault,
  said: { t },
}: {
  readonly label: string;
  readonly note: string | undefined;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly fault: RuleFault | undefined;
  readonly said: Said;
}) {
  return (
    <Textarea
      label={label}
      description={note}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      classNames={{ input: 'tp-code' }}
      autosize
      minRows={1}
      maxRows={8}
      spellCheck={false}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      error={
        fault === undefined ? undefined : (
          <span lang="en">
            {t('column', { line: fault.line, column: fault.column, message: fault.message })}
            <pre className="tp-fault">{markedText(text, fault)}</pre>
            {fault.hint}
          </span>
        )
      }
    />
  );
}

/** The line of the fault with a mark under its place. */
function markedText(text: string, { from, to }: RuleFault): string {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', from);
  const line = text.slice(start, end === -1 ? undefined : end);
  const width = Math.max(1, Math.min(to, start + line.length) - from);
  return `${line}\n${' '.repeat(from - start)}${'^'.repeat(width)}`;
}
