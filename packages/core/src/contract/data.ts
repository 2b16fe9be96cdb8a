import { z } from 'zod';
import { rejectedByReason, unmapped, unseen } from './overview-made.ts';
import type { ReadOnly } from './read-only.ts';
import { count, grade, instant, named } from './words.ts';

const importDone = z
  .strictObject({
    id: z.int(),
    source: z.string(),
    files: z.array(z.string()).describe('As they were named; empty: events from a generator.'),
    state: z
      .enum(['staging', 'committing', 'done', 'failed'])
      .describe('Nothing of an import counts until it is done.'),
    at: instant.describe('When it began.'),
    read: count.describe('Source records read.'),
    accepted: count.describe('Source records taken.'),
    duplicates: count.describe('Source records that were there already.'),
    rejected: count.describe('Source records refused.'),
    events: count.describe('Events made of what was taken, after grouping.'),
  })
  .meta({ id: 'Import' });

export const dataReply = z
  .strictObject({
    imports: z.array(importDone).describe('The latest first, at most 1,000.'),
    events: count.describe('Events that count, imported and live.'),
    ledger: z
      .strictObject({
        generation: z.int(),
        modelVersion: z.int(),
        builtAt: instant.nullable().describe('When it was first ready; null: not noted.'),
        behind: count.describe('Events imported since it was built: a rebuild takes them in.'),
      })
      .nullable()
      .describe(
        'The ledger that is read; null: none has been built, and unmapped and unseen are empty.',
      ),
    rejected: z
      .array(rejectedByReason)
      .describe('Records refused, imported and live, the most frequent first.'),
    unmapped: z.array(unmapped).describe('Events no touchpoint takes, the most frequent first.'),
    unmappedNames: count.describe('How many names they have in all; `unmapped` has at most 1,000.'),
    unseen: z.array(unseen).describe('Touchpoints of current journeys that no event reaches.'),
  })
  .meta({ id: 'Data', description: 'What came in, and what became of it.' });

const became = z
  .strictObject({
    name: z.string().describe('The name of the events, or their type where they have none.'),
    type: z.string().describe('Such as track or page; several as "track, page".'),
    canBeTaken: z
      .boolean()
      .describe('A rule of a touchpoint can name them: they are track events with a name.'),
    events: count.describe('That came, totals with what they count.'),
    unmapped: count.describe('Of them those that no touchpoint takes.'),
    touchpoints: z
      .array(z.strictObject({ id: z.string(), name: z.string(), channel: z.string(), count }))
      .describe('Encounters that they became, the most frequent first.'),
    refused: z
      .array(
        z.strictObject({ touchpoint: z.string(), kind: z.string(), reason: z.string(), count }),
      )
      .describe('Movements that those encounters did not make, and why; absent is no fault.'),
  })
  .meta({ id: 'Became' });

/** The most names of events that are told one by one. */
export const BECAME_MAX = 300;

export const becameReply = z
  .strictObject({
    generation: z.int(),
    names: z.array(became).describe(`The most frequent first, at most ${BECAME_MAX}.`),
    others: z
      .strictObject({ names: count, events: count, unmapped: count })
      .describe('Those that are rarer, together.'),
    coverage: z
      .strictObject({
        events: count,
        reaching: count.describe('Events that reach a touchpoint.'),
        touchpoints: count.describe('Of journeys as they are now.'),
        seen: count.describe('Those of them that an event reaches.'),
        money: z
          .record(grade, z.number())
          .describe(
            'Worth and cost of what moved, by the worse of how quantity and value are known.',
          ),
      })
      .meta({ id: 'Coverage' }),
    currency: z.string(),
  })
  .meta({ id: 'BecameOfEvents', description: 'What the events in the ledger became, by name.' });

const reject = z
  .strictObject({
    key: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .describe('Of this very record.'),
    import: z.int().describe('The id of its import; 0: it came live.'),
    at: instant.describe('When it came, or when its import began.'),
    source: z.string(),
    file: z.string(),
    line: count.describe('From 1; of JSON lists and sheets the record.'),
    reason: z.string().describe('Such as bad-time.'),
    detail: z.string().describe('What was seen and what to do.'),
    raw: z.string().describe('The record as it came, at most 2,000 characters of it.'),
    isCut: z
      .boolean()
      .describe('The record goes on behind `raw`; an export of rejects has it whole.'),
  })
  .meta({ id: 'Reject', description: 'A source record that was refused.' });

/** The most rejects on one page. */
export const REJECTS_MAX = 1000;

export const rejectsQuery = z.strictObject({
  after: z.string().max(500).optional().describe('`next` of the page before; left out: the first.'),
  limit: z.coerce.number().int().min(1).max(REJECTS_MAX).default(100).describe('Rows at most.'),
  reason: z.string().max(100).optional().describe('Only of this reason.'),
  source: z.string().max(400).optional().describe('Only of this source.'),
  text: z
    .string()
    .min(1)
    .max(400)
    .optional()
    .describe('Only those that hold this, in the record or in what was seen.'),
});

export const rejectsReply = z
  .strictObject({
    rejects: z.array(reject).describe('The latest first, those of one import by file and line.'),
    next: z.string().nullable().describe('What to ask as `after` for more; null: that was all.'),
  })
  .meta({ id: 'Rejects', description: 'A page of the source records that were refused.' });

/** The most records that are sent again at once. */
export const REPLAY_MAX = 10_000;
/** The longest record that is mended by hand. */
export const RAW_MAX = 100_000;

export const replayBody = z
  .strictObject({
    keys: z
      .array(z.string().regex(/^[0-9a-f]{32}$/))
      .max(1000)
      .optional()
      .describe('Those chosen; left out: all that the rest names.'),
    reason: rejectsQuery.shape.reason,
    source: rejectsQuery.shape.source,
    text: rejectsQuery.shape.text,
    mended: z
      .strictObject({ key: z.string().regex(/^[0-9a-f]{32}$/), raw: z.string().max(RAW_MAX) })
      .optional()
      .describe('One record that was mended by hand: it is sent as it stands here.'),
  })
  .meta({ id: 'ReplayBody' });

/** What came of a job that replays rejects. */
export const replayDone = z
  .strictObject({
    tried: count,
    accepted: count,
    duplicates: count.describe('That had come in meanwhile.'),
    refused: count.describe('That are refused again.'),
    unread: count.describe('Records of files, or cut ones: they want their file again.'),
    each: z
      .array(
        z.strictObject({
          key: z.string(),
          became: z.enum(['encounters', 'unmapped', 'stored', 'duplicate', 'refused', 'unread']),
          touchpoints: z.array(named).describe('Whose encounters it became.'),
          reason: z.string().describe('Why it is refused again; empty: it is not.'),
          detail: z.string(),
        }),
      )
      .describe('The first 1,000, the latest first.'),
  })
  .meta({ id: 'ReplayDone' });

export type ReplayBody = ReadOnly<z.infer<typeof replayBody>>;
export type ReplayDone = ReadOnly<z.infer<typeof replayDone>>;
export type BecameOfEvents = ReadOnly<z.infer<typeof becameReply>>;
export type Data = ReadOnly<z.infer<typeof dataReply>>;
export type ImportShown = ReadOnly<z.infer<typeof importDone>>;
export type Rejects = ReadOnly<z.infer<typeof rejectsReply>>;
export type RejectShown = ReadOnly<z.infer<typeof reject>>;
