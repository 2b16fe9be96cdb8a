import { basename } from 'node:path';
import { type Finding, findings, type Model } from '@bothways/core';
import { refusedFile } from '../read/import-refused.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { evidenceOf, type FileEvidence } from './findings-evidence.ts';
import { readWalks, type Walks, type WalksAsked } from './findings-walks.ts';
import type { ReadSoFar } from './read-columns.ts';

/** What is asked of a file. */
export interface FindingsAsked extends WalksAsked {
  /** The activities that complete a case; null: nobody has said. */
  readonly ends: readonly string[] | null;
  readonly openDays: number;
  /** ISO 4217, of the money column. */
  readonly currency: string;
  /** The command that asks it again. */
  readonly command: string;
}

/** Why something is not judged: of one activity, or of the whole file (`touchpoint` null). */
export interface NotJudged {
  readonly touchpoint: string | null;
  readonly reason: string;
  readonly because: { readonly code: string };
}

/** What goes wrong in a file by itself, and what it cannot say. */
export interface FindingsOfFile {
  readonly findings: readonly Finding[];
  readonly abstained: readonly NotJudged[];
  readonly cases: FileEvidence['cases'];
  readonly columns: Walks['columns'];
  readonly leftOut: Walks['leftOut'];
  readonly told: readonly string[];
}

const DAY_MS = 86_400_000;
/** So many activities with too few events are named, at most. */
const FEW_TOLD = 50;

/**
 * Findings of a file of events by itself: those kinds that need no model, by the rules of the ledger, judged together. Cases
 * that nobody ended and whose last event is near the end of the file are still open and not counted.
 *
 * Shape: a finding's `touchpoint` is the name of its activity; its money is the business's alone, from the money column.
 * Errors: `ImportRefused`, as readWalks; and where there is no activity of a name in `ends`.
 */
export async function findingsAlone(
  file: string | FilePlace,
  asked: FindingsAsked,
  progress?: (soFar: ReadSoFar) => void,
): Promise<FindingsOfFile> {
  const path = typeof file === 'string' ? file : file.file;
  const name = basename(path);
  const walks = await readWalks(file, asked, progress);
  if (asked.ends !== null) wantEnds(path, asked.ends, walks.activities);
  const { touchpoints, cases } = evidenceOf(walks, name, {
    ...{ ends: asked.ends, openDays: asked.openDays, hasMoney: asked.money !== null },
  });
  const days = Math.max(1, Math.round((walks.to - walks.from) / DAY_MS));
  const model = modelOf(name, walks.activities, asked.currency);
  const found = findings({ model, days, touchpoints });
  const few = found.abstained.filter(({ because }) => because.code !== 'no-net');
  return {
    findings: found.findings.map((each) => ofFile(each, asked)),
    abstained: [...unjudged(asked), ...few.slice(0, FEW_TOLD)],
    ...{ cases, columns: walks.columns, leftOut: walks.leftOut, told: walks.told },
  };
}

/** A finding as a file can say it: of what customers get it knows nothing. */
function ofFile(finding: Finding, { money, command }: FindingsAsked): Finding {
  const { evidence } = finding;
  const said = { ...finding, evidence: { words: evidence.words, query: command } };
  if (finding.kind !== 'failure-point') return said;
  if (money === null) {
    const none = { kind: 'abstained', reason: 'no column says what was paid (--money)' } as const;
    const unpaid = { customer: none, business: none, joint: none, stake: none };
    return { ...said, ...unpaid, lines: [] };
  }
  const unknown = {
    kind: 'abstained',
    reason: 'a file says what customers paid, not what they got for it',
  } as const;
  return { ...said, customer: unknown, joint: unknown };
}

/** The kinds that are not judged, and why. */
function unjudged({ ends, felt }: FindingsAsked): readonly NotJudged[] {
  const not = (code: string, reason: string): NotJudged => ({
    touchpoint: null,
    reason,
    because: { code },
  });
  return [
    ...(ends === null
      ? [not('no-ends', 'failure point: nothing says which activities complete a case (--ends)')]
      : []),
    ...(felt === null
      ? [not('no-felt', 'bad end and bad peak: nothing says how it felt (--felt with --scale)')]
      : []),
    not('no-model', NEEDS_MODEL),
  ];
}

const NEEDS_MODEL =
  'all other kinds, and strengths and blind spots: they need what both sides give and get, what was promised, planned or expected; that is said in a model, not in a file';

function wantEnds(file: string, ends: readonly string[], activities: readonly string[]): void {
  const unknown = ends.filter((each) => !activities.includes(each));
  if (unknown.length === 0) return;
  const some = activities.slice(0, 40).map((each) => JSON.stringify(each));
  const more = activities.length > 40 ? ` and ${activities.length - 40} more` : '';
  throw refusedFile(file, {
    code: 'no-such-activity',
    message: `there is no activity ${unknown.map((each) => JSON.stringify(each)).join(', ')}`,
    hint: `name activities that complete a case, of these: --ends ${some.join(',')}${more}`,
  });
}

/** As much of a model as the rules want: one journey, each activity a touchpoint, and money. */
function modelOf(name: string, activities: readonly string[], currency: string): Model {
  const place = { file: name, line: 1, column: 1 };
  const plain = { optional: false, repeats: false };
  const at = { journey: 'file', phase: 'file', step: 'file', channel: 'file' };
  const touchpoints = activities.map((activity) => ({
    ...{ id: activity, name: activity, ...at, initiator: null, influence: null, seeks: null },
    ...{ owner: null, intention: null, quote: null, optional: false, insteadOf: [], when: null },
    ...{ also: false, measures: {}, expects: [], felt: null, exchangeId: null, believed: null },
    ...{ exchange: [], place },
  }));
  const step = {
    id: 'file',
    name,
    momentOfTruth: false,
    flow: 'any',
    ...plain,
    touchpoints,
  } as const;
  const phase = { id: 'file', name, stage: null, ...plain, steps: [step] };
  const money = { id: 'money', family: 'money', name: 'money', unit: currency, scale: 2 } as const;
  return {
    ...{ name, currency, segments: [], personas: [], valuations: [], propositions: [] },
    actors: [
      { id: 'customer', kind: 'customer', side: 'customer', name: 'Customers' },
      { id: 'business', kind: 'business', side: 'business', name: 'The business' },
    ],
    values: [{ ...money, form: null, tangible: false, basis: null }],
    journeys: [
      {
        ...{ id: 'file', name, level: 'L1', state: 'current', insteadOf: null, mission: null },
        ...{ phases: [phase], place },
      },
    ],
    extensions: {},
  };
}
