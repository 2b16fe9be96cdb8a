// Reference data by path, for tests and benches; small files, read whole.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

const DATA = '../shared/data';

/** What a test's name says where its data are not there. */
export function unlessThere(folder: string): { readonly skip: boolean; readonly why: string } {
  const skip = !existsSync(`${DATA}/${folder}`);
  return { skip, why: skip ? `: not on this machine, see ${DATA}/${folder}` : '' };
}

/** The rows of a reference file, by column name. */
export function referenceRows(path: string): readonly Readonly<Record<string, string>>[] {
  const bytes = readFileSync(`${DATA}/${path}`);
  return parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, {
    columns: true,
    relax_column_count: true,
    bom: true,
  });
}

/** A column as numbers; NaN where it is empty, no number, or a code for no answer. */
export function numbersOf(
  rows: readonly Readonly<Record<string, string>>[],
  column: string,
  missing: readonly number[] = [],
): readonly number[] {
  return rows.map((row) => {
    const text = row[column] ?? '';
    const value = text === '' ? Number.NaN : Number(text);
    return missing.includes(value) ? Number.NaN : value;
  });
}

/** One diary day: its moments in order and what was said of it in the evening. */
export interface DiaryDay {
  readonly person: string;
  readonly moments: readonly number[];
  readonly evening: number;
}

/** Days of the diary study with at least three moments of a feeling and an evening answer. */
export function diaryDays(feeling: string): readonly DiaryDay[] {
  const days = new Map<string, { person: string; moments: number[]; evening: number }>();
  for (const row of referenceRows('peakend-mpath/mpath_momentary_and_evening.csv')) {
    const key = `${row['participant']} ${row['day_n']}`;
    const day = days.get(key) ?? {
      person: row['participant'] ?? '',
      moments: [],
      evening: Number.NaN,
    };
    days.set(key, day);
    const [now = '', whole = ''] = [row[`slider_${feeling}`], row[`evening_slider_${feeling}`]];
    if (now !== '') day.moments.push(Number(now));
    if (whole !== '') day.evening = Number(whole);
  }
  return [...days.values()].filter((day) => day.moments.length >= 3 && !Number.isNaN(day.evening));
}
