import { PARALLEL_MAX } from '../model/flow.ts';
import type { Plan } from './plan.ts';

/** A plan as read from a text; or where it goes wrong (a place in the text, from 0), what was seen and what to do. */
export type PlanRead =
  | { readonly kind: 'read'; readonly plan: Plan }
  | {
      readonly kind: 'refused';
      readonly at: number;
      readonly message: string;
      readonly hint: string;
    };

/**
 * Reads a plan from a text: `ask > [chat] > (web | shop) > {pack & pay} > use+`: one after another, what is optional, one of
 * several, all in any order, once or more. A name that has one of these signs in it stands in double quotes, a quote within
 * it twice.
 */
export function readPlan(text: string): PlanRead {
  const reader: Reader = { text, tokens: tokensOf(text), next: 0 };
  try {
    const plan = oneOf(reader);
    const left = reader.tokens[reader.next];
    if (left !== undefined) throw wrong(left, 'nothing opens it here', LOOKS);
    return { kind: 'read', plan };
  } catch (fault) {
    if (fault instanceof Wrong) return { kind: 'refused', ...fault.told };
    throw fault;
  }
}

/** A plan as the text that it is read from. */
export function planText(plan: Plan): string {
  switch (plan.kind) {
    case 'touchpoint':
      return /^[^\s"[\](){}|&>+]+( [^\s"[\](){}|&>+]+)*$/.test(plan.name)
        ? plan.name
        : `"${plan.name.replaceAll('"', '""')}"`;
    case 'sequence':
      return plan.parts.map((part) => bound(part, part.kind === 'sequence')).join(' > ');
    case 'choice':
      return `(${plan.parts.map((part) => planText(part)).join(' | ')})`;
    case 'parallel':
      return `{${plan.parts.map((part) => planText(part)).join(' & ')}}`;
    case 'optional':
      return `[${planText(plan.part)}]`;
    case 'loop':
      return `${bound(plan.part, plan.part.kind === 'sequence')}+`;
  }
}

function bound(plan: Plan, needs: boolean): string {
  return needs ? `(${planText(plan)})` : planText(plan);
}

const LOOKS = 'a plan looks like: ask > [chat] > (web | shop) > {pack & pay} > use+';

interface Token {
  readonly sign: string;
  /** Of a name, as it is meant. */
  readonly name: string | null;
  readonly at: number;
}

interface Reader {
  readonly text: string;
  readonly tokens: readonly Token[];
  next: number;
}

class Wrong extends Error {
  readonly told: Omit<Extract<PlanRead, { kind: 'refused' }>, 'kind'>;
  constructor(told: Wrong['told']) {
    super(told.message);
    this.told = told;
  }
}

function wrong({ at, sign }: Token, message: string, hint: string): Wrong {
  return new Wrong({ at, message: `${JSON.stringify(sign)}: ${message}`, hint });
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(
    /"((?:[^"]|"")*)"|([[\](){}|&>+])|[^"[\](){}|&>+\s][^"[\](){}|&>+]*|"[\s\S]*/g,
  )) {
    const [sign, quoted, mark] = found;
    const bare = mark === undefined && !sign.startsWith('"') ? sign.trim() : null;
    const name = quoted === undefined ? bare : quoted.replaceAll('""', '"');
    tokens.push({ sign: sign.trim(), name, at: found.index });
  }
  return tokens;
}

function taken(reader: Reader, sign: string): boolean {
  const token = reader.tokens[reader.next];
  if (token === undefined || token.name !== null || token.sign !== sign) return false;
  reader.next += 1;
  return true;
}

function oneOf(reader: Reader): Plan {
  const parts = [row(reader)];
  while (taken(reader, '|')) parts.push(row(reader));
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: 'choice', parts };
}

function row(reader: Reader): Plan {
  const parts = [repeated(reader)];
  while (taken(reader, '>')) parts.push(repeated(reader));
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: 'sequence', parts };
}

function repeated(reader: Reader): Plan {
  let part = single(reader);
  while (taken(reader, '+')) part = { kind: 'loop', part };
  return part;
}

function single(reader: Reader): Plan {
  const { text, tokens } = reader;
  const token = tokens[reader.next];
  if (token === undefined)
    throw new Wrong({
      at: text.length,
      message: 'the plan breaks off where a name is wanted',
      hint: LOOKS,
    });
  reader.next += 1;
  if (token.name !== null) {
    if (token.name === '') throw wrong(token, 'a name without letters', LOOKS);
    return { kind: 'touchpoint', name: token.name };
  }
  switch (token.sign) {
    case '(':
      return closed(reader, token, ')', oneOf(reader));
    case '[':
      return closed(reader, token, ']', { kind: 'optional', part: oneOf(reader) });
    case '{':
      return closed(reader, token, '}', inAnyOrder(reader, token));
  }
  throw wrong(token, 'a name is wanted here', LOOKS);
}

function inAnyOrder(reader: Reader, opened: Token): Plan {
  const parts = [oneOf(reader)];
  while (taken(reader, '&')) parts.push(oneOf(reader));
  if (parts.length > PARALLEL_MAX)
    throw wrong(
      opened,
      `${parts.length} parts in any order, and at most ${PARALLEL_MAX} can be searched`,
      'leave some out, or say (a | b | c)+: any of them, any number of times',
    );
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: 'parallel', parts };
}

function closed(reader: Reader, opened: Token, sign: string, plan: Plan): Plan {
  if (!taken(reader, sign)) {
    const token = reader.tokens[reader.next];
    throw token === undefined
      ? wrong(opened, `nothing closes it with ${sign}`, `add ${sign}`)
      : wrong(token, `${sign} is wanted first`, `close ${opened.sign} with ${sign}`);
  }
  return plan;
}
