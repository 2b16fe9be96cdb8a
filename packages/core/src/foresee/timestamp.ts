const DAY = 86_400_000;

/**
 * A writer of times in ISO 8601, UTC, whole milliseconds: what `toISOString` gives, several times as fast,
 * as the dates of the days seen are kept.
 *
 * Units: ms since 1970.
 */
export function timestampWriter(): (at: number) => string {
  const dates = new Map<number, string>();
  return (at) => {
    const day = Math.floor(at / DAY);
    let date = dates.get(day);
    if (date === undefined) {
      date = new Date(day * DAY).toISOString().slice(0, 11);
      dates.set(day, date);
    }
    const rest = Math.floor(at - day * DAY);
    const milliseconds = rest % 1000;
    const seconds = Math.floor(rest / 1000);
    const clock = `${TWO[Math.floor(seconds / 3600)]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}`;
    const tail =
      milliseconds < 10
        ? `00${milliseconds}`
        : milliseconds < 100
          ? `0${milliseconds}`
          : `${milliseconds}`;
    return `${date}${clock}.${tail}Z`;
  };
}

const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
