import { type ColumnFacts, sameContent, sameTexts } from './column-facts.ts';
import { type Grouping, ROLES, type Role, roleOdds } from './role-odds.ts';

/** A column in a role, with how sure that is, 0..1, and why. */
export interface Assigned {
  readonly column: ColumnFacts;
  readonly sure: number;
  readonly why: string;
  /** The next likely column, where it comes close. */
  readonly rival: { readonly column: ColumnFacts; readonly sure: number } | null;
}

export type Assignment = ReadonlyMap<Role, Assigned>;

interface Candidate {
  readonly column: ColumnFacts;
  readonly odds: number;
  readonly why: readonly string[];
}

/** Odds below which a column is not looked at for a role. */
const ODDS_MIN = 0.25;
const CANDIDATES_MAX = 3;
/** Nothing read off names and values is surer than this. */
const SURE_MAX = 0.99;

/**
 * The columns that most likely give time, event, person, account, case, id and channel: of all ways to give each role one
 * column or none, and no column two roles, the one whose odds multiply to the most. How sure a role is are its odds against
 * those of every other column still free for it, and of none.
 */
export function assignRoles(columns: readonly ColumnFacts[]): Assignment {
  const grouping = likelyGrouping(columns);
  const candidates = new Map(
    ROLES.map((role) => [role, candidatesFor(role, columns, grouping)] as const),
  );
  const best = bestChoice(candidates);
  return new Map(
    [...best].map(([role, chosen]) => [role, assigned(role, chosen, best, candidates)] as const),
  );
}

/** Rows by the column that is likeliest to be the case, else the person: to see what changes within. */
function likelyGrouping(columns: readonly ColumnFacts[]): Grouping | null {
  const likely = (role: Role): Candidate | undefined => candidatesFor(role, columns, null)[0];
  const found = [likely('case'), likely('person')].find(
    (each) => each !== undefined && each.odds > 1 && each.column.values.length < each.column.filled,
  );
  return found?.column.codes ?? null;
}

function candidatesFor(
  role: Role,
  columns: readonly ColumnFacts[],
  grouping: Grouping | null,
): readonly Candidate[] {
  return columns
    .filter(({ name }) => name !== '')
    .map((column) => ({ column, ...roleOdds(role, column, grouping) }))
    .filter(({ odds }) => odds > ODDS_MIN / 10)
    .toSorted((a, b) => b.odds - a.odds);
}

type Choice = ReadonlyMap<Role, Candidate>;

/** Tries every way: seven roles of three columns or none are few. */
function bestChoice(candidates: ReadonlyMap<Role, readonly Candidate[]>): Choice {
  let best: { choice: Choice; worth: number } = { choice: new Map(), worth: 0 };
  const walk = (at: number, taken: ReadonlyMap<Role, Candidate>, worth: number): void => {
    const role = ROLES[at];
    if (role === undefined) {
      if (worth > best.worth) best = { choice: taken, worth };
      return;
    }
    for (const each of (candidates.get(role) ?? []).slice(0, CANDIDATES_MAX)) {
      if (each.odds < ODDS_MIN || holds(taken, each.column)) continue;
      walk(at + 1, new Map([...taken, [role, each]]), worth + Math.log(each.odds / ODDS_MIN));
    }
    walk(at + 1, taken, worth);
  };
  walk(0, new Map(), 0);
  return best.choice;
}

function holds(choice: Choice, column: ColumnFacts): boolean {
  return [...choice.values()].some((each) => each.column === column);
}

function assigned(
  role: Role,
  chosen: Candidate,
  choice: Choice,
  candidates: ReadonlyMap<Role, readonly Candidate[]>,
): Assigned {
  const others = (candidates.get(role) ?? []).filter(
    ({ column }) =>
      column !== chosen.column &&
      !holds(choice, column) &&
      !(role === 'time' ? sameTexts : sameContent)(column, chosen.column),
  );
  const against = others.reduce((sum, { odds }) => sum + odds, 0);
  const sureOf = (odds: number): number => Math.min(SURE_MAX, odds / (1 + chosen.odds + against));
  const [next] = others;
  return {
    column: chosen.column,
    sure: sureOf(chosen.odds),
    why: chosen.why.join('; '),
    rival:
      next !== undefined && next.odds > 0.1 * chosen.odds && next.odds > 0.5
        ? { column: next.column, sure: sureOf(next.odds) }
        : null,
  };
}
