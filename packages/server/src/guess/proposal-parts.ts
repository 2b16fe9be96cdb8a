import type { Assigned } from './assign-roles.ts';
import { eventNameOf } from './event-name.ts';
import { type Part, SURE_ENOUGH, type Written } from './proposal.ts';
import type { Reading } from './propose.ts';
import { counted, percent } from './role-odds.ts';

const NAMELESS =
  'standard input has no name: say what you call this source, for a file that is imported again under another name counts twice';
/** Stands where a time must be filled in. */
const PLACEHOLDER_TIME = '2000-01-01';

/** What is the source called, and how the file and its numbers are written. */
export function fileParts({ head, name, numbers }: Reading): readonly Part[] {
  const { format, delimiter, encoding, header } = head;
  const file: Readonly<Record<string, Written>> = {
    ...(format === 'csv' && delimiter !== null ? { delimiter } : {}),
    ...(encoding === null ? {} : { encoding }),
    ...(header === 1 ? {} : { header }),
  };
  const parts = [
    part(
      'source',
      name.slice(0, 200),
      0.9,
      name === 'stdin' ? NAMELESS : 'made of the file name; what you call this source',
    ),
  ];
  if (format === 'csv' || format === 'xlsx') {
    const said = Object.keys(file).length > 0;
    if (said) parts.push(part('file', file, 0.97, fileWords(head)));
  }
  const { decimal, group } = numbers.format;
  const isOpen = numbers.isTold && numbers.sure < SURE_ENOUGH;
  if (decimal === '.' && group === '' && !isOpen) return parts;
  const value = group === '' ? { decimal } : { decimal, group };
  return [...parts, part('numbers', value, numbers.sure, numbers.why)];
}

function fileWords({ rows, ragged, columns, header }: Reading['head']): string {
  const all = rows.length + ragged;
  return [
    `${counted(rows.length)} of ${counted(all)} records have ${columns.length} cells`,
    header > 1 ? `the names stand on line ${header}` : header === 0 ? 'no line of names' : '',
  ]
    .filter((text) => text !== '')
    .join('; ');
}

/** When it happened, or a place to fill in. */
export function timePart({ roles, head, name }: Reading): Part {
  const found = roles.get('time');
  const time = found?.column.time;
  if (found === undefined || time === undefined || time === null) {
    const year = /(?<!\d)(19[789]\d|20\d\d)(?!\d)/.exec(name)?.[1];
    const constant = year === undefined ? PLACEHOLDER_TIME : `${year}-01-01`;
    const why = `no column of times was found in ${counted(head.rows.length)} records: write the column, or when it was for all of them`;
    return { key: 'time', value: { constant }, sure: 0, why, toFill: true };
  }
  const format: Readonly<Record<string, Written>> = { format: time.format };
  return part('time', { column: found.column.name, ...format }, found.sure, rivalled(found));
}

/** What happened, and where. */
export function eventParts(reading: Reading): readonly Part[] {
  const { roles, isTraits, name } = reading;
  const parts: Part[] = [];
  const event = roles.get('event');
  if (isTraits)
    parts.push(
      part(
        'type',
        'identify',
        0.7,
        'each record is somebody, and nothing says what happened: traits',
      ),
    );
  else if (event !== undefined)
    parts.push(part('event', { column: event.column.name }, event.sure, rivalled(event)));
  else parts.push(constantEvent(reading, name));
  const channel = roles.get('channel');
  if (channel !== undefined)
    parts.push(part('channel', { column: channel.column.name }, channel.sure, rivalled(channel)));
  return parts;
}

function constantEvent({ isSurvey, felt }: Reading, name: string): Part {
  const isAnswer = isSurvey || felt !== null;
  return {
    key: 'event',
    value: isAnswer ? 'Survey Answered' : eventNameOf(name),
    sure: 0.5,
    why: isAnswer
      ? 'no column names what happened; the columns look like answers'
      : 'no column names what happened, so the name of the file stands here: write what each record is',
    toFill: !isAnswer,
  };
}

/** Who it was, what it belongs to, and what tells records apart. */
export function keyParts(reading: Reading): readonly Part[] {
  const { roles, group, felt } = reading;
  const parts: Part[] = [];
  if (group !== null) parts.push(part('group', { by: [group.column.name] }, group.sure, group.why));
  const id = roles.get('id');
  if (id !== undefined && group === null)
    parts.push(part('id', [id.column.name], id.sure, rivalled(id)));
  parts.push(...personParts(reading));
  const account = roles.get('account');
  if (account !== undefined)
    parts.push(part('account', account.column.name, account.sure, rivalled(account)));
  const found = roles.get('case');
  if (found !== undefined) parts.push(part('case', found.column.name, found.sure, rivalled(found)));
  if (felt !== null) {
    const none = felt.none.length === 0 ? {} : { none: felt.none };
    const value = { column: felt.column.name, scale: felt.scale, ...none };
    parts.push(part('felt', value, felt.sure, felt.why));
  }
  return parts;
}

/** Without a person the ledger has no people: a household, else a case stands for one. */
function personParts({ roles }: Reading): readonly Part[] {
  const person = roles.get('person');
  if (person !== undefined)
    return [part('person', person.column.name, person.sure, rivalled(person))];
  const account = roles.get('account');
  if (account !== undefined)
    return [
      part(
        'person',
        account.column.name,
        0.6 * account.sure,
        'no column says who: each household or company is taken for a person',
      ),
    ];
  const found = roles.get('case');
  if (found === undefined) return [];
  return [
    part(
      'person',
      found.column.name,
      0.6 * found.sure,
      'no column says who: each case is taken for one customer; without a person the ledger has no people',
    ),
  ];
}

function rivalled({ why, rival }: Assigned): string {
  return rival === null
    ? why
    : `${why}; it could be ${JSON.stringify(rival.column.name)} as well (${percent(rival.sure)})`;
}

function part(key: string, value: Written, sure: number, why: string): Part {
  return { key, value, sure, why, toFill: false };
}
