/** Every reason for which a record is refused: kept in table `reject`, counted and shown. */
export const REJECT_REASONS = {
  'too-few-columns': 'the record has fewer cells than the header has columns',
  'too-many-columns': 'the record has more cells than the header has columns',
  'bad-quotes': 'a quoted cell is not closed, or text stands behind its closing quote',
  'bad-encoding': 'the bytes are not text in the encoding of the file',
  'bad-cell': 'a cell of a sheet holds an error such as #REF!',
  'bad-json': 'the record is no JSON',
  'record-too-long': 'the record has over a million characters',
  'missing-id': 'an id column is empty',
  'missing-time': 'the time is empty',
  'bad-time': 'the time is not written as the mapping says',
  'time-out-of-range': 'the time is before 1970 or after 2199',
  'missing-event': 'the name of the event is empty',
  'bad-type': 'the type is none of track, identify, page, screen, group and alias',
  'bad-number': 'a number is not written as the mapping says',
  'bad-bool': 'a yes or no is neither',
  'bad-count': 'the count of an aggregate is not a whole number from 0',
  'bad-felt': 'how it felt is no answer on its scale',
  'bad-record': 'the record is not an object with properties',
  'no-join': 'a required side table has no row for the record',
} as const;

export type RejectReason = keyof typeof REJECT_REASONS;

/** A record that was refused, as table `reject` keeps it. */
export interface Reject {
  readonly file: string;
  readonly line: number;
  readonly reason: RejectReason;
  /** What was seen and what to do. */
  readonly detail: string;
  readonly raw: string;
}
