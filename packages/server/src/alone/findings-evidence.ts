import { FAILURE_AT_LEAST, type findings, type Looks } from '@bothways/core';
import type { Happened, Walks } from './findings-walks.ts';

/** What decides how the cases of a file ended. */
export interface Closing {
  /** The activities that complete a case; null: nobody has said. */
  readonly ends: readonly string[] | null;
  /** A case without an end is still open where the file ends within so many days after its last event. */
  readonly openDays: number;
  /** Whether the file says money. */
  readonly hasMoney: boolean;
}

/** What the rules ask of a file, activity by activity; and what of its cases was closed. */
export interface FileEvidence {
  readonly touchpoints: readonly TouchpointEvidence[];
  readonly cases: { readonly all: number; readonly done: number; readonly open: number };
}

type TouchpointEvidence = Parameters<typeof findings>[0]['touchpoints'][number];

const DAY_MS = 86_400_000;
/** Fewer say nothing of how often cases end at an activity; fewer are no place to compare with. */
const VISITS_AT_LEAST = 30;
const COMPARED_AT_LEAST = 10;

/** Counts of one activity, over the cases that are closed unless said. */
interface Counts {
  /** Of all cases. */
  events: number;
  readonly people: Set<number>;
  visits: number;
  left: number;
  readonly leftPeople: Set<number>;
  leftMoney: number;
  readonly ends: Moments;
  readonly peaks: Moments;
}

interface Moments {
  journeys: number;
  bad: number;
  sum: number;
  readonly people: Set<number>;
}

/** What the cases of a file say of each activity, as the ledger says it of a touchpoint. */
export function evidenceOf(walks: Walks, name: string, closing: Closing): FileEvidence {
  const counts = walks.activities.map(noCounts);
  const ends = new Set(
    (closing.ends ?? []).map((each) => walks.activities.indexOf(each)).filter((at) => at >= 0),
  );
  const openSince = walks.to - closing.openDays * DAY_MS;
  const cases = { all: walks.walks.length, done: 0, open: 0 };
  let doneMoney = 0;
  for (const [number, walk] of walks.walks.entries()) {
    const person = walks.people[number] ?? number;
    countAll(walk, person, counts);
    const isDone = walk.some(({ activity }) => ends.has(activity));
    const isOpen = !isDone && (walk.at(-1)?.at ?? 0) > openSince;
    if (isOpen) {
      cases.open += 1;
      continue;
    }
    countFelt(walk, person, counts);
    if (isDone) {
      cases.done += 1;
      doneMoney += moneyOf(walk);
    }
    countLeft(walk, person, { counts, isDone });
  }
  const leaving =
    closing.ends === null
      ? null
      : leavingAt(counts, walks, { name, done: cases.done, doneMoney, hasMoney: closing.hasMoney });
  return {
    cases,
    touchpoints: counts.flatMap((each, at) =>
      each.events === 0 ? [] : [evidenceAt(each, walks.activities[at] ?? '', { name, leaving })],
    ),
  };
}

function countAll(walk: readonly Happened[], person: number, counts: readonly Counts[]): void {
  for (const { activity } of walk) {
    const at = counts[activity];
    if (at === undefined) continue;
    at.events += 1;
    at.people.add(person);
  }
}

function countLeft(
  walk: readonly Happened[],
  person: number,
  { counts, isDone }: { readonly counts: readonly Counts[]; readonly isDone: boolean },
): void {
  for (const activity of new Set(walk.map((each) => each.activity))) {
    const at = counts[activity];
    if (at !== undefined) at.visits += 1;
  }
  const last = counts[walk.at(-1)?.activity ?? -1];
  if (isDone || last === undefined) return;
  last.left += 1;
  last.leftPeople.add(person);
  last.leftMoney += moneyOf(walk);
}

/** The last moment, and the most intense of two or more, the later of two alike. */
function countFelt(walk: readonly Happened[], person: number, counts: readonly Counts[]): void {
  const last = walk.at(-1);
  if (last !== undefined && !Number.isNaN(last.felt))
    count(counts[last.activity]?.ends, last.felt < 0 ? last.felt : null, person);
  const rated = walk.filter(({ felt }) => !Number.isNaN(felt));
  if (rated.length < 2) return;
  const peak = rated.reduce((most, each) =>
    Math.abs(each.felt) >= Math.abs(most.felt) ? each : most,
  );
  for (const activity of new Set(rated.map((each) => each.activity))) {
    const isBad = peak.activity === activity && peak.felt < 0;
    count(counts[activity]?.peaks, isBad ? peak.felt : null, person);
  }
}

function count(moments: Moments | undefined, bad: number | null, person: number): void {
  if (moments === undefined) return;
  moments.journeys += 1;
  if (bad === null) return;
  moments.bad += 1;
  moments.sum += bad;
  moments.people.add(person);
}

interface Leaving {
  readonly at: Counts;
  readonly looks: NonNullable<Looks['leaving']>;
}

/** The activity where most of those who come leave, against the next worst; null: nowhere is it much. */
function leavingAt(
  counts: readonly Counts[],
  { activities }: Walks,
  {
    name,
    done,
    doneMoney,
    hasMoney,
  }: {
    readonly name: string;
    readonly done: number;
    readonly doneMoney: number;
    readonly hasMoney: boolean;
  },
): Leaving | null {
  const part = ({ at }: { readonly at: Counts }): number => at.left / at.visits;
  const among = counts
    .map((at, number) => ({ at, activity: activities[number] ?? '' }))
    .filter(({ at }) => at.visits >= COMPARED_AT_LEAST)
    .toSorted((a, b) => part(b) - part(a));
  const most = among.find(({ at }) => at.visits >= VISITS_AT_LEAST);
  const beside = among.find((each) => each !== most);
  if (most === undefined || beside === undefined || part(most) < FAILURE_AT_LEAST) return null;
  const { visits, left, leftPeople, leftMoney } = most.at;
  const moved = {
    ...{ giver: 'customer', receiver: 'business', kind: 'money' },
    ...{ done: doneMoney / Math.max(1, done), left: leftMoney / Math.max(1, left) },
  };
  return {
    at: most.at,
    looks: {
      ...{ journey: { id: 'file', name }, visits, left, people: leftPeople.size, done },
      beside: {
        ...{ touchpoint: beside.activity, name: beside.activity },
        ...{ visits: beside.at.visits, left: beside.at.left },
      },
      moved: hasMoney ? [moved] : [],
    },
  };
}

function evidenceAt(
  at: Counts,
  touchpoint: string,
  { name, leaving }: { readonly name: string; readonly leaving: Leaving | null },
): TouchpointEvidence {
  const journey = { id: 'file', name };
  const moments = ({ journeys, bad, sum, people }: Moments): NonNullable<Looks['ends']> => ({
    ...{ journey, journeys, bad, people: people.size, felt: bad === 0 ? 0 : sum / bad },
  });
  return {
    ...{ touchpoint, cube: [], people: at.people.size, encounters: at.events },
    ...{ peopleGivingData: 0, encountersGivingData: 0, encountersGivingDataGettingNothing: 0 },
    looks: {
      ...(at.ends.journeys > 0 ? { ends: moments(at.ends) } : {}),
      ...(at.peaks.journeys > 0 ? { peaks: moments(at.peaks) } : {}),
      ...(leaving?.at === at ? { leaving: leaving.looks } : {}),
    },
  };
}

function noCounts(): Counts {
  const none = (): Moments => ({ journeys: 0, bad: 0, sum: 0, people: new Set() });
  return {
    ...{ events: 0, people: new Set<number>(), visits: 0, left: 0 },
    ...{ leftPeople: new Set<number>(), leftMoney: 0, ends: none(), peaks: none() },
  };
}

function moneyOf(walk: readonly Happened[]): number {
  return walk.reduce((sum, { money }) => sum + money, 0);
}
