import type { ColumnFacts } from './column-facts.ts';
import { sixStepColumns } from './felt-column.ts';
import type { Reading } from './propose.ts';
import { measureOf } from './quantity-names.ts';
import { percent } from './role-odds.ts';

/** What a person should know before the mapping is used: what was assumed, what was left out, what could not be told. */
export function proposalNotes(reading: Reading): readonly string[] {
  return [
    ...timeNotes(reading),
    ...whoNotes(reading),
    ...groupNotes(reading),
    ...returnNotes(reading),
    ...feltNotes(reading),
    ...columnNotes(reading),
  ];
}

function timeNotes({ roles, columns, numbers }: Reading): readonly string[] {
  const notes: string[] = [];
  const found = roles.get('time');
  const time = found?.column.time;
  if (found === undefined || time === undefined || time === null)
    notes.push('No column says when it happened: fill in time, or nothing can be dated.');
  else {
    if (time.unclear !== null)
      notes.push(
        `Day and month of ${quotedName(found.column)} may be the other way round: ${time.unclear}.`,
      );
    if (!time.hasOffset && time.hasClock)
      notes.push(
        'Times carry no offset, so they are taken as UTC: if they are local, add zone to time, such as zone: Europe/Berlin.',
      );
    if (!time.hasClock) {
      const clock = columns.find(({ kind }) => kind === 'clock');
      notes.push(
        clock === undefined
          ? 'Times are whole days: what happened on one day has no order.'
          : `Times are whole days; the clock time in ${quotedName(clock)} stands apart and is not joined to them.`,
      );
    }
  }
  if (numbers.isTold && numbers.sure < 0.8)
    notes.push(`How numbers are written cannot be told: ${numbers.why}. See numbers.`);
  return notes;
}

function whoNotes({ roles, isTraits }: Reading): readonly string[] {
  const person = roles.get('person')?.column;
  if (person !== undefined)
    return person.filled === person.rows
      ? []
      : [
          `${quotedName(person)} is empty in ${percent(1 - person.filled / person.rows)} of the records: those count in totals, as nobody's.`,
        ];
  if (roles.has('account'))
    return ['No column says who it was: each household or company stands for one person.'];
  if (roles.has('case'))
    return [
      'No column says who it was: each case is taken for one customer. If customers come back, name the column that says who, or set person: null.',
    ];
  return isTraits
    ? []
    : ['Nothing says who it was: such events count in totals, and the ledger has no people.'];
}

function groupNotes({ group, roles }: Reading): readonly string[] {
  if (group === null) {
    return roles.has('id')
      ? []
      : ['No column names each record: equal records are told apart by counting.'];
  }
  const mixed =
    group.mixedTimes === 0
      ? ''
      : ` Lines of ${percent(group.mixedTimes)} of the groups have several times; the first counts.`;
  return [
    `Lines with the same ${quotedName(group.column)} become one event: leave group out if each line is an event of its own.${mixed}`,
  ];
}

/** Goods or money that go back. */
function returnNotes({ columns }: Reading): readonly string[] {
  const back = columns.filter(
    (column) => measureOf(column) !== null && (column.number?.low ?? 0) < 0,
  );
  return back.length === 0
    ? []
    : [
        `Below 0 at times: ${back.map(quotedName).join(', ')}. If these are returns, cancellations or corrections, let the model take them as an event of their own.`,
      ];
}

function feltNotes({ felt, feltOthers, isSurvey, columns }: Reading): readonly string[] {
  const notes: string[] = [];
  const others = feltOthers.filter(({ sure }) => sure > 0.01 || isSurvey).slice(0, 5);
  if (felt === null && others.length > 0 && isSurvey)
    notes.push(
      `Several columns look like answers on a scale, and one at most can be felt: ${others.map(({ column, scale }) => `${quotedName(column)} (${scale})`).join(', ')}. Choose one: felt: { column: ..., scale: ... }.`,
    );
  const six = sixStepColumns(columns);
  const [overall] = six;
  if (isSurvey && six.length >= 3 && overall !== undefined)
    notes.push(
      `The answers of ${six.length} columns go to 6, and no scale for felt does. If 6 is a code such as "not used", choose one and say so: felt: { column: ${quotedName(overall)}, scale: csat-5, none: ["0", "6"] }.`,
    );
  const odd = columns.filter(isOddScale).slice(0, 4);
  if (odd.length > 0)
    notes.push(
      `No scale for felt fits ${odd.map((column) => `${quotedName(column)} (${column.number?.low} to ${column.number?.high})`).join(', ')}: kept as numbers. If the highest is a code for no answer, such as "not used", name it under felt.none.`,
    );
  return notes;
}

/** Named like a feeling, and on no scale that a mapping knows. */
function isOddScale({ words, kind, number }: ColumnFacts): boolean {
  return (
    (kind === 'whole' || kind === 'number') &&
    number !== null &&
    /(^|_)(satisfaction|rating|nps|csat|happy|sad|angry|relaxed|stressful|mood|zufriedenheit|bewertung|score)(_|$)/.test(
      words,
    ) &&
    number.high > 10 &&
    number.high <= 100
  );
}

function columnNotes({ columns, head, properties, roles }: Reading): readonly string[] {
  const notes: string[] = [];
  const personal = properties.flatMap((each) =>
    'leftOut' in each && each.column?.personal ? [each.column] : [],
  );
  if (personal.length > 0)
    notes.push(
      `Left out, as they seem to hold data of people: ${personal.map((column) => `${quotedName(column)} (${column.personal})`).join(', ')}. Properties are stored as they are; a person is stored as a pseudonym.`,
    );
  const steps = columns.find(
    ({ words, values }) => /(^|_)lifecycle(_|$)/.test(words) && values.length > 1,
  );
  if (steps !== undefined && roles.has('event'))
    notes.push(
      `${quotedName(steps)} tells steps of one activity apart (${steps.values
        .slice(0, 4)
        .map(([value]) => value.slice(0, 20))
        .join(
          ', ',
        )}): each is an event of the same name; a rule of the model can choose by properties.`,
    );
  const unnamed = columns.filter(({ name }) => name === '').length;
  if (unnamed > 0)
    notes.push(
      `${unnamed === 1 ? 'One column has' : `${unnamed} columns have`} no name and cannot be used.`,
    );
  const twice = [...new Set(columns.map(({ name }) => name))].filter(
    (name) => name !== '' && columns.filter((each) => each.name === name).length > 1,
  );
  if (twice.length > 0)
    notes.push(
      `Several columns are called ${twice
        .slice(0, 3)
        .map((name) => JSON.stringify(name))
        .join(', ')}: left out.`,
    );
  if (head.ragged > 0)
    notes.push(
      `${head.ragged} of ${head.rows.length + head.ragged} records have another number of cells, and will be rejected.`,
    );
  return notes;
}

function quotedName({ name }: ColumnFacts): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 38)}…` : name);
}
