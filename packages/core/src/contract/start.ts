import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count, instant } from './words.ts';

/** Bytes that a file may have to be sent here; a larger one goes in by the command line. */
export const UPLOAD_BYTES_MAX = 2_147_483_648;

/** The most members that the made-up company is made with. */
export const PEOPLE_MAX = 2_000_000;

export const startReply = z
  .strictObject({
    events: count.describe('Events that count.'),
    sources: z.array(z.string()).describe('Where they came from.'),
    model: z.string().nullable().describe('The name of the model in use; null: there is none.'),
    hasLedger: z.boolean().describe('Whether a ledger has been built.'),
    isDemo: z.boolean().describe('Whether the made-up company is here.'),
    directory: z.string().describe('The data directory.'),
  })
  .meta({ id: 'Start', description: 'What is in this workspace, to begin with.' });

export const demoBody = z.strictObject({
  people: z.int().min(1).max(PEOPLE_MAX).default(50_000).describe('How many members.'),
});

export const uploadQuery = z.strictObject({
  name: z.string().min(1).max(255).describe('What the file is called.'),
});

export const uploadReply = z
  .strictObject({
    id: z.string(),
    name: z.string().describe('Without any folder.'),
    bytes: count,
  })
  .meta({ id: 'Upload', description: 'A file that was sent, kept until it is taken in or left.' });

/** What a person may say that a column is. */
export const COLUMN_ROLES = [
  'time',
  'event',
  'person',
  'account',
  'case',
  'id',
  'channel',
  'group',
  'felt',
  'number',
  'text',
  'left out',
] as const;

const said = z.string().min(1).max(200);

/** What a person has put right in what was guessed. */
export const choicesBody = z.strictObject({
  source: said.optional().describe('What the source is called.'),
  event: said.optional().describe('What happened, where no column says it.'),
  timeAll: z.iso.date().optional().describe('When it was, for all records.'),
  timeFormat: said.optional().describe('How times are written: iso, unix or dd.MM.yyyy.'),
  zone: said.optional().describe('Whose clock they are on, such as Europe/Berlin.'),
  decimal: z.enum(['.', ',']).optional().describe('What stands before the decimals.'),
  scale: said.optional().describe('The scale of how it felt, such as csat-5.'),
  columns: z
    .record(z.string(), z.enum(COLUMN_ROLES))
    .default({})
    .describe('What columns are, by their names.'),
});

const column = z
  .strictObject({
    name: z.string(),
    role: z.enum(COLUMN_ROLES).describe('What it is taken for.'),
    sure: z.number().describe('0..1.'),
    why: z.string(),
    filled: z.number().describe('Of all records those that have a value, 0..1.'),
    distinct: count,
    examples: z.array(z.string()).describe('None of what looks like data of a person.'),
    isSaid: z.boolean().describe('A person said so.'),
  })
  .meta({ id: 'ColumnSeen' });

const preview = z
  .strictObject({
    at: instant.nullable(),
    hasClock: z.boolean().describe('Whether it says more than the day.'),
    event: z.string(),
    person: z.string().nullable(),
    channel: z.string(),
    values: z.array(z.strictObject({ name: z.string(), text: z.string() })),
    lines: count.describe('How many lines of the file it is made of.'),
    flaw: z.string().nullable().describe('Why it would be refused; null: it would be taken.'),
  })
  .meta({ id: 'EventPreview' });

const mappingSeen = z
  .strictObject({
    kind: z.literal('mapping'),
    format: z.string(),
    sure: z.number().describe('How sure the whole is, 0..1.'),
    source: z.string(),
    event: z.string().nullable().describe('What happened in all records; null: a column says it.'),
    time: z
      .strictObject({
        column: z.string().nullable(),
        format: z.string().nullable(),
        zone: z.string().nullable(),
      })
      .describe('Where and how it says when; without a column a person must say it.'),
    timeAll: z.string().nullable().describe('When it was for all records, where that was said.'),
    decimal: z.enum(['.', ',']),
    scale: z.string().nullable().describe('Of how it felt; null: nothing says it.'),
    columns: z.array(column),
    notes: z.array(z.string()).describe('What a person should know.'),
    toMend: z.array(z.strictObject({ key: z.string(), why: z.string() })),
    checked: count.describe('Records tried.'),
    rejected: count.describe('Those of them that would be refused.'),
    preview: z.array(preview),
    isReady: z.boolean().describe('Whether it can be taken in as it stands.'),
  })
  .meta({ id: 'MappingSeen' });

const segmentSeen = z
  .strictObject({
    kind: z.literal('segment'),
    format: z.string(),
    source: z.string(),
    names: z.array(z.strictObject({ name: z.string(), count })).describe('Of its first records.'),
  })
  .meta({ id: 'SegmentSeen' });

const mapSeen = z
  .strictObject({
    kind: z.literal('map'),
    format: z.string(),
    layout: z.enum(['matrix', 'long']),
    sure: z.number(),
    name: z.string(),
    counts: z.strictObject({
      ...{ journeys: count, phases: count, steps: count },
      ...{ touchpoints: count, insights: count, toFill: count },
    }),
    toFill: z
      .array(z.strictObject({ what: z.string(), times: count }))
      .describe('What only people know, each once.'),
    notTaken: z.array(
      z.strictObject({ row: count, column: count, text: z.string(), why: z.string() }),
    ),
    text: z.string().describe('The draft of a model.'),
    touchpoints: z
      .array(z.strictObject({ id: z.string(), name: z.string(), channel: z.string() }))
      .describe('In the order of the journey.'),
  })
  .meta({ id: 'MapSeen' });

export const lookReply = z
  .strictObject({
    seen: z.discriminatedUnion('kind', [mappingSeen, segmentSeen, mapSeen]),
  })
  .meta({ id: 'Look', description: 'What a file is, and what would become of it.' });

const range = z.strictObject({ median: z.number(), low: z.number(), high: z.number() });

const formTouchpoint = z
  .strictObject({
    name: z.string(),
    channel: z.string().describe('Empty: nobody has said.'),
    event: z.strictObject({ type: z.string(), name: z.string() }).nullable(),
    felt: z.strictObject({ property: z.array(z.string()), scale: z.string() }).nullable(),
    volume: range.nullable(),
    lines: z.array(
      z.strictObject({
        give: z.enum(['customer', 'business']),
        kind: z.string(),
        property: z.array(z.string()).nullable(),
        times: z.number(),
        believed: range.nullable(),
      }),
    ),
  })
  .meta({ id: 'TouchpointProposed' });

export const eventsSeenReply = z
  .strictObject({
    events: count,
    from: instant.nullable(),
    to: instant.nullable(),
    names: z
      .array(
        z.strictObject({
          type: z.string(),
          name: z.string(),
          count,
          people: count,
          properties: z
            .array(z.strictObject({ path: z.array(z.string()), isNumber: z.boolean() }))
            .describe('What says how much.'),
          proposed: formTouchpoint,
        }),
      )
      .describe('In the order in which people meet them, at most 200.'),
    more: count.describe('How many names more there are.'),
  })
  .meta({ id: 'EventsSeen', description: 'What came in by name, and what touchpoint it may be.' });

/** What came of an import that was begun here. */
export interface ImportDone {
  readonly read: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly events: number;
  readonly reasons: readonly {
    readonly reason: string;
    readonly count: number;
    readonly first: { readonly file: string; readonly line: number; readonly detail: string };
  }[];
  /** Whether the ledger took it in under the model that was there. */
  readonly isInLedger: boolean;
}

export type Start = ReadOnly<z.infer<typeof startReply>>;
export type Upload = ReadOnly<z.infer<typeof uploadReply>>;
export type ChoicesSaid = ReadOnly<z.infer<typeof choicesBody>>;
export type Look = ReadOnly<z.infer<typeof lookReply>>;
export type MappingSeen = ReadOnly<z.infer<typeof mappingSeen>>;
export type MapSeen = ReadOnly<z.infer<typeof mapSeen>>;
export type SegmentSeen = ReadOnly<z.infer<typeof segmentSeen>>;
export type EventsSeen = ReadOnly<z.infer<typeof eventsSeenReply>>;
export type TouchpointProposed = ReadOnly<z.infer<typeof formTouchpoint>>;
export type ColumnRoleSaid = (typeof COLUMN_ROLES)[number];
