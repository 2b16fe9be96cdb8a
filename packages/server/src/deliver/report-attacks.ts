// What a hostile name may hold, for tests.
import type { ReportData } from './report-data.ts';

export const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  ']]></style></title></svg><svg onload=alert(1)>',
  '<!-- & &lt; &#60;script&#62; -->',
  '\u0000\u0008\u202e\ud800',
];

/** The same data with every text replaced but the ones of a closed set. */
export function poisoned(data: ReportData, attack: string): ReportData {
  const free = new Set(
    'title model id name channel owner intention quote influence kindName sentence breakEven next reason unit family figure how source agreedBy segment touchpoint method'.split(
      ' ',
    ),
  );
  const text = JSON.stringify(data, (key, value: unknown) =>
    typeof value === 'string' && free.has(key) ? `${attack}${value}` : value,
  );
  const copy: ReportData = JSON.parse(text);
  return copy;
}
