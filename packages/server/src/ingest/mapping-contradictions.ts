import {
  didYouMean,
  errorAt,
  findNearest,
  type Path,
  type Problem,
  quoted,
  type Tree,
} from '@bothways/core';
import { timeFormatFault, timeParser } from '../read/parse-time.ts';
import { isZone } from '../read/zone-offset.ts';
import { listOf } from './column-list.ts';
import { FELT_PROPERTY } from './mapping.ts';
import type { MappingFile } from './mapping-schema.ts';

/** What each part allows by itself and the whole does not. */
export function mappingContradictions(file: MappingFile, tree: Tree): readonly Problem[] {
  const found: Problem[] = [];
  const refuse = (path: Path, code: string, message: string, hint: string): void => {
    found.push(errorAt(findNearest(tree, path), { code, message, hint }));
  };
  const zone = file.time.zone ?? 'UTC';
  if (!isZone(zone)) {
    const zones = Intl.supportedValuesOf('timeZone');
    refuse(
      ['time', 'zone'],
      'unknown-zone',
      `${quoted(zone)} is no time zone`,
      didYouMean(zone, zones, 'write one such as Europe/Berlin'),
    );
  } else checkTime(file, refuse);
  const { decimal = '.', group = '' } = file.numbers ?? {};
  if (decimal === group || /[\dA-Za-z+-]/.test(group))
    refuse(
      ['numbers', 'group'],
      'bad-group',
      `${quoted(group)} cannot stand between thousands here`,
      'use another mark than the decimal one: "," "." " " or "\'"',
    );
  if (file.group !== undefined && file.id !== undefined && !sameColumns(file.id, file.group.by))
    refuse(
      ['id'],
      'id-is-not-the-group',
      'the id of a group of lines is what they are grouped by',
      'leave "id" out, or name the same columns as group.by',
    );
  for (const key of ['person', 'anonymous'] as const)
    if (file.aggregate !== undefined && listOf(file[key]).length > 0)
      refuse(
        [key],
        'person-of-aggregate',
        'an aggregate stands for nobody in particular',
        `leave "${key}" out`,
      );
  if (file.aggregate !== undefined && file.group !== undefined)
    refuse(
      ['group'],
      'group-of-aggregates',
      'aggregates are not grouped',
      'leave "group" or "aggregate" out',
    );
  const type = file.type ?? 'track';
  if (type === 'track' && file.event === undefined)
    refuse(
      ['event'],
      'missing-key',
      'a track event has no name',
      'add event: a constant, or { column, names }',
    );
  for (const [key, property] of Object.entries(file.properties ?? {}))
    checkProperty(key, property, file, refuse);
  if (file.felt !== undefined && file.properties?.[FELT_PROPERTY] !== undefined)
    refuse(
      ['properties', FELT_PROPERTY],
      'felt-twice',
      'property "felt" is what "felt" already gives',
      'leave one of them out, or call the property otherwise',
    );
  return found;
}

type PropertyFile = NonNullable<MappingFile['properties']>[string];
type Refuse = (path: Path, code: string, message: string, hint: string) => void;

function checkTime({ time }: MappingFile, refuse: Refuse): void {
  if ('constant' in time) {
    if (typeof timeParser('iso', time.zone ?? 'UTC')(time.constant) !== 'number')
      refuse(
        ['time', 'constant'],
        'bad-time',
        `${quoted(time.constant)} is no time from 1970 to 2199`,
        'write it as 2017-01-31 or 2017-01-31T12:00:00',
      );
    return;
  }
  const fault = timeFormatFault(time.format ?? 'iso');
  if (fault !== null)
    refuse(
      ['time', 'format'],
      'bad-time-format',
      `the pattern ${quoted(time.format ?? '')} cannot be read: ${fault}`,
      "use yyyy MM dd HH mm ss, and put other letters in quotes: yyyy-MM-dd'T'HH:mm",
    );
}

function checkProperty(
  key: string,
  property: PropertyFile,
  { group }: MappingFile,
  refuse: Refuse,
): void {
  if (typeof property === 'string') return;
  const { column, sum = false, count = false, value, as = 'text', names, where } = property;
  const path = ['properties', key];
  const sources = [column !== undefined, count, value !== undefined].filter(Boolean).length;
  if (sources !== 1)
    refuse(
      path,
      'property-source',
      `property ${quoted(key)} has ${sources === 0 ? 'no source' : 'more than one source'}`,
      'give it one of column, count: true or value',
    );
  checkNumbers(key, property, refuse);
  if ((sum || count) && group === undefined)
    refuse(
      path,
      'sum-without-group',
      `property ${quoted(key)} adds up lines that are not grouped`,
      'add group: { by: ... }, or leave sum and count out',
    );
  if (sum && as !== 'number')
    refuse(path, 'sum-of-text', `property ${quoted(key)} adds up ${as}`, 'add as: number');
  if (where !== undefined && !sum && !count)
    refuse(
      [...path, 'where'],
      'where-without-sum',
      `property ${quoted(key)} chooses lines and neither sums nor counts them`,
      'add sum: true or count: true, or leave where out',
    );
  if (names !== undefined && as !== 'text')
    refuse(
      path,
      'names-of-numbers',
      `property ${quoted(key)} gives names to ${as}`,
      'leave "as" out: what has a name is text',
    );
}

/** What only a column can have: another column to multiply it by, codes for no answer, and a sum. */
function checkNumbers(
  key: string,
  { column, as = 'text', sum, times, none }: Exclude<PropertyFile, string>,
  refuse: Refuse,
): void {
  const path = ['properties', key];
  if (times !== undefined && as !== 'number')
    refuse(
      [...path, 'times'],
      'times-of-text',
      `property ${quoted(key)} multiplies ${as}`,
      'add as: number',
    );
  const idle = [
    sum === true ? 'sum' : '',
    times === undefined ? '' : 'times',
    none === undefined ? '' : 'none',
  ].find((each) => each !== '');
  if (column === undefined && idle !== undefined)
    refuse(
      [...path, idle],
      'no-column',
      `property ${quoted(key)} has ${quoted(idle)} and no column that it is of`,
      `add column, or leave ${idle} out`,
    );
}

function sameColumns(a: string | readonly string[], b: string | readonly string[]): boolean {
  return JSON.stringify(listOf(a)) === JSON.stringify(listOf(b));
}
