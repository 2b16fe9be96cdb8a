import type { Overview, ReportFinding } from '@bothways/core/contract';
import { holds, NETS, type NetOf } from '@bothways/core/revalue';
import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { type Move, type Moves, shown } from '../../valued/moves.ts';

/** What it comes to, always in sight: the nets a year, which findings turn, and the way back and on. */
export function Summary({
  now,
  agreed,
  isDrawn,
  moves,
  move,
  save,
}: {
  readonly now: Overview;
  /** The same as it is agreed. */
  readonly agreed: Overview;
  readonly isDrawn: boolean;
  readonly moves: Moves;
  readonly move: (move: Move) => void;
  readonly save: () => void;
}) {
  const { t } = useTranslation('worth');
  return (
    <div className="worth-top">
      {agreed.net.measured === null ? (
        <p className="worth-note">{t('nothingMeasured')}</p>
      ) : (
        <section className="nets" aria-label={t('netsAYear')}>
          <dl aria-busy={!isDrawn}>
            {NETS.map((net) => (
              <Net key={net} net={net} now={now} agreed={agreed} isDrawn={isDrawn} />
            ))}
          </dl>
        </section>
      )}
      {agreed.findings.length > 0 && <Standing now={now} agreed={agreed} />}
      <History moves={moves} move={move} save={save} />
    </div>
  );
}

function Net({
  net,
  now,
  agreed,
  isDrawn,
}: {
  readonly net: NetOf;
  readonly now: Overview;
  readonly agreed: Overview;
  readonly isDrawn: boolean;
}) {
  const { t } = useTranslation('worth');
  const format = useFormat(now.currency);
  const estimate = now.net.measured?.[net];
  const rest = agreed.net.measured?.[net];
  const name = (
    <dt>
      <span className="net-long">{t(net)}</span>
      <span className="net-short">{t(`${net}-short`)}</span>
    </dt>
  );
  if (estimate?.kind !== 'estimate')
    return (
      <div className="net" data-net={net}>
        {name}
        <dd className="net-unsaid">{t('unsaidNet')}</dd>
      </div>
    );
  const from = rest?.kind === 'estimate' ? estimate.median - rest.median : 0;
  const isChanged = Math.abs(from) >= 0.005;
  return (
    <div className="net" data-net={net}>
      {name}
      <dd>
        <span className="left-amount">{format.money(estimate.median)}</span>
        <span className="left-range" data-stale={!isDrawn}>
          {t('fromTo', { low: format.money(estimate.low), high: format.money(estimate.high) })}
        </span>
        <span className="net-change">
          {isChanged ? t('againstAgreed', { change: format.moneySigned(from) }) : t('asAgreed')}
        </span>
      </dd>
    </div>
  );
}

/** Which findings stand and which have turned, by the signs that they claim. */
export function turnedOf(now: Overview, agreed: Overview): readonly ReportFinding[] {
  const is = new Map(now.findings.map((finding) => [keyOf(finding), finding]));
  return agreed.findings.filter((finding) => {
    const found = is.get(keyOf(finding));
    return found === undefined || !holds(found);
  });
}

function Standing({ now, agreed }: { readonly now: Overview; readonly agreed: Overview }) {
  const { t } = useTranslation('worth');
  const turned = turnedOf(now, agreed);
  const before = new Set(agreed.findings.map(keyOf));
  const fresh = now.findings.filter((finding) => !before.has(keyOf(finding)));
  const names = (some: readonly ReportFinding[]): string =>
    some.map(({ touchpoint }) => touchpoint.name).join(', ');
  const count = agreed.findings.length;
  return (
    <section className="stands" aria-label={t('findingsHead')} aria-live="polite">
      <h2 className="stands-head">{t('findingsHead')}</h2>
      <p className="stands-figure" data-turned={turned.length > 0}>
        {turned.length === 0
          ? t('allStand', { count })
          : t('someTurned', { turned: turned.length, count })}
      </p>
      <p className="stands-names">
        {turned.length > 0 && <span>{t('turnedNames', { names: names(turned) })}</span>}
        {fresh.length > 0 && <span>{t('freshNames', { names: names(fresh) })}</span>}
        {turned.length + fresh.length === 0 && <Link to="/findings">{t('toFindings')}</Link>}
      </p>
    </section>
  );
}

function keyOf({ kind, touchpoint }: ReportFinding): string {
  return `${kind}:${touchpoint.id}`;
}

function History({
  moves,
  move,
  save,
}: {
  readonly moves: Moves;
  readonly move: (move: Move) => void;
  readonly save: () => void;
}) {
  const { t } = useTranslation('worth');
  // Also while a slider has the focus, which is an input; what is typed has an undo of its own.
  useHotkeys(
    [
      ['mod+Z', (event) => isTyping(event) || doing(event, () => move({ do: 'undo' }))],
      ['mod+shift+Z', (event) => isTyping(event) || doing(event, () => move({ do: 'redo' }))],
      ['mod+Y', (event) => isTyping(event) || doing(event, () => move({ do: 'redo' }))],
    ],
    [],
  );
  const { past, future } = moves;
  const count = shown(moves).size;
  return (
    <div className="worth-history">
      <p className="history-count" aria-live="polite">
        {count === 0 ? t('nothingMoved') : t('moved', { ns: 'valued', count })}
      </p>
      <div className="history-acts">
        <Step name="undo" path={UNDO} isOff={past.length === 0} act={() => move({ do: 'undo' })} />
        <Step
          name="redo"
          path={REDO}
          isOff={future.length === 0}
          act={() => move({ do: 'redo' })}
        />
        <Button
          variant="default"
          size="compact-md"
          disabled={count === 0}
          aria-label={t('resetAll')}
          onClick={() => move({ do: 'reset-all' })}
        >
          <Worded long={t('resetAll')} short={t('reset')} />
        </Button>
        <Button size="compact-md" disabled={count === 0} aria-label={t('save')} onClick={save}>
          <Worded long={t('save')} short={t('save-do')} />
        </Button>
      </div>
    </div>
  );
}

const UNDO = 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3';
const REDO = 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3';

/** Fewer words where there is less room. */
function Worded({ long, short }: { readonly long: string; readonly short: string }) {
  return (
    <>
      <span className="words-long">{long}</span>
      <span className="words-short">{short}</span>
    </>
  );
}

function Step({
  name,
  path,
  isOff,
  act,
}: {
  readonly name: 'undo' | 'redo';
  readonly path: string;
  readonly isOff: boolean;
  readonly act: () => void;
}) {
  const { t } = useTranslation('worth');
  return (
    <Button variant="default" size="compact-md" disabled={isOff} aria-label={t(name)} onClick={act}>
      <svg viewBox="0 0 24 24" width="17" height="17" aria-hidden="true" className="line-icon">
        <path d={path} />
      </svg>
    </Button>
  );
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement && target.type !== 'range';
}

function doing(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}
