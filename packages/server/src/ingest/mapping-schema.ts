import { FELT_SCALES } from '@bothways/core';
import { z } from 'zod';
import { ENCODINGS } from '../read/decode-text.ts';
import { FILE_FORMATS } from '../read/input.ts';

/** The version of the mapping format that this product reads. */
export const MAPPING_VERSION = 1;

const text = z.string().min(1);
const column = text.describe('A column of the file, or of a side table that is joined.');
const columns = z
  .union([column, z.array(column).min(1)])
  .describe('A column, or a list of columns.');
const names = z
  .record(z.string(), text)
  .describe(
    'What each value of the column is called; a value that is not here keeps its own name.',
  );
const named = (what: string) =>
  z
    .union([
      text,
      z.strictObject({ column, names: names.optional() }).meta({ title: `${what} by column` }),
    ])
    .describe(`The ${what}: a constant, or { column, names }.`);

const conditions = z.record(z.string().min(1), z.union([z.string(), z.array(z.string()).min(1)]));
const noAnswer = z
  .array(z.string())
  .min(1)
  .describe(
    'Codes that a source writes where nobody answered, such as "99" or "n/a": as if the cell were empty.',
  );

export const EVENT_TYPES = ['track', 'identify', 'page', 'screen', 'group'] as const;
export const EVIDENCE_GRADES = ['A', 'B', 'C', 'D'] as const;
/** The periods of the calendar that an aggregate may count over. */
export const AGGREGATE_PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export const PROPERTY_TYPES = ['text', 'number', 'bool', 'time'] as const;

const fileSchema = z
  .strictObject({
    format: z
      .enum(FILE_FORMATS)
      .optional()
      .describe(
        'Known by the name of the file, else by its first bytes: .csv, .tsv, .txt, .xlsx, .jsonl, .json, .parquet, .xes, .jsonocel, each also with .gz or .zst.',
      ),
    delimiter: z
      .string()
      .length(1)
      .optional()
      .describe(
        'What separates cells; guessed from the header line: comma, semicolon, tab or bar.',
      ),
    encoding: z
      .enum(ENCODINGS)
      .optional()
      .describe('utf-8 unless a byte order mark says otherwise.'),
    sheet: text.optional().describe('The sheet of an XLSX file; its first unless set.'),
    header: z
      .int()
      .min(0)
      .optional()
      .describe(
        'The line (CSV) or row (XLSX) of the column names, 1 unless set; 0: none, the columns are called "1", "2", ...',
      ),
  })
  .meta({ title: 'File' });

const timeSchema = z
  .union([
    z.strictObject({
      column,
      format: text
        .optional()
        .describe('iso (unless set), unix, unix-ms, or a pattern such as "dd.MM.yyyy HH:mm".'),
      zone: text
        .optional()
        .describe(
          'Whose clock the times are on where they carry no offset: America/New_York. UTC unless set.',
        ),
    }),
    z.strictObject({
      constant: text.describe('One time for every record, as ISO 8601.'),
      zone: text.optional(),
    }),
  ])
  .meta({ title: 'Time' })
  .describe(
    'When it happened: { column, format, zone }, or { constant } for records without a time of their own.',
  );

const propertySchema = z
  .union([
    column,
    z
      .strictObject({
        column: column.optional(),
        as: z
          .enum(PROPERTY_TYPES)
          .optional()
          .describe('Unless set: text in CSV and XLSX, else the type that the values have.'),
        sum: z
          .boolean()
          .optional()
          .describe('Adds the number up over the lines of a group, exact to the last digit.'),
        count: z.boolean().optional().describe('The number of lines of the group.'),
        times: column
          .optional()
          .describe(
            'Another column by which the number is multiplied, exact to the last digit: a price beside a quantity.',
          ),
        where: conditions
          .optional()
          .describe(
            'Only the lines of the group whose columns have these values are summed or counted, each written as in the file: { code: [POST, DOT] }. Several columns must all fit.',
          ),
        none: noAnswer.optional(),
        value: z
          .union([z.string(), z.number(), z.boolean()])
          .optional()
          .describe('The same for every record.'),
        names: names.optional(),
      })
      .meta({ title: 'Property' }),
  ])
  .describe('A column, or { column, as, times, sum, where }, { count: true, where }, { value }.');

const feltSchema = z
  .strictObject({
    column,
    scale: z
      .enum(Object.keys(FELT_SCALES) as [string, ...string[]])
      .describe('The scale of the answers; one outside it is refused.'),
    none: noAnswer.optional(),
  })
  .meta({ title: 'Felt' })
  .describe(
    'The answer of a survey to how it felt: becomes property `felt`, a number on its scale. In the model: felt: { from: properties.felt, scale: csat-5 }.',
  );

const joinSchema = z
  .strictObject({
    file: text.describe(
      'A CSV or XLSX file (plain or gzip) in the folder of the mapping or of the data.',
    ),
    on: z
      .union([
        columns,
        z.record(z.string(), text).describe('Own column: column of the side table.'),
      ])
      .describe('The columns that must be equal: a name, a list, or { own: theirs }.'),
    columns: z
      .array(text)
      .min(1)
      .optional()
      .describe('Which of its columns to add; all but the key unless set.'),
    as: text.optional().describe('Put before their names: "household" makes age household.age.'),
    required: z
      .boolean()
      .optional()
      .describe('A record without a match is refused; otherwise its joined columns are empty.'),
  })
  .meta({ title: 'Join' });

/** The mapping file: what may stand where, with a description of every key. */
export const mappingSchema = z
  .strictObject({
    bothways_mapping: z.literal(MAPPING_VERSION).describe('The version of the mapping format: 1.'),
    source: text
      .max(200)
      .describe('What the source is called. With the id it makes an event one and the same.'),
    file: fileSchema.optional().describe('How the file is written, where guessing is not enough.'),
    id: columns
      .optional()
      .describe(
        'The columns that name a record. Without them equal records are told apart by counting, and with `group` the group is the id.',
      ),
    time: timeSchema,
    numbers: z
      .strictObject({
        decimal: z.enum(['.', ',']).optional().describe('"." unless set.'),
        group: z
          .string()
          .max(1)
          .optional()
          .describe('What stands between thousands; nothing unless set.'),
      })
      .meta({ title: 'Numbers' })
      .optional()
      .describe('How numbers are written.'),
    type: z
      .enum(EVENT_TYPES)
      .optional()
      .describe('track unless set. With identify the properties are traits.'),
    event: named('name of the event').optional(),
    channel: named('channel').optional(),
    person: columns
      .nullable()
      .optional()
      .describe('Who it was: the columns of the customer id. Stored as a pseudonym.'),
    anonymous: columns
      .nullable()
      .optional()
      .describe(
        'What a client calls who has not said who they are, such as the id of a browser: the person where `person` is empty, and from then on the same one as `person` where both are given. Ids that name nobody ("null", "0", "anonymous") count as absent in both.',
      ),
    account: columns.nullable().optional().describe('Which household or company, likewise.'),
    case: columns.nullable().optional().describe('The order or case it belongs to.'),
    grade: z
      .enum(EVIDENCE_GRADES)
      .optional()
      .describe(
        'How good the evidence is: A measured (unless set), B by proxy (unless set for aggregates), C stated, D assumed.',
      ),
    group: z
      .strictObject({ by: columns.describe('Lines that are equal here are one event.') })
      .meta({ title: 'Group' })
      .optional()
      .describe(
        "Makes one event of several lines: it has the first line's time and values, sums and counts are over all.",
      ),
    properties: z
      .record(z.string().min(1), propertySchema)
      .optional()
      .describe(
        'What is known of the event. Without it: every column not used otherwise, as text.',
      ),
    felt: feltSchema.optional(),
    joins: z
      .array(joinSchema)
      .optional()
      .describe('Side tables whose columns are then usable like own ones.'),
    aggregate: z
      .strictObject({
        n: column.describe('The column with the number of occurrences that the line stands for.'),
        per: z
          .enum(AGGREGATE_PERIODS)
          .describe(
            'How long a period each line counts, by the calendar of `time.zone`; the time of the line is where it begins.',
          ),
      })
      .meta({ title: 'Aggregate' })
      .optional()
      .describe(
        'Each line stands for many occurrences of nobody in particular: counted in totals, outside people and journeys. Its numbers a year come from the periods counted, each once.',
      ),
  })
  .meta({
    title: 'Bothways mapping',
    description:
      'How the records of files become events. Keys that start with x- are yours, at any level.',
  });

export type MappingFile = z.output<typeof mappingSchema>;
