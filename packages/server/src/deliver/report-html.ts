import { createHash } from 'node:crypto';
import { html, markupText, trusted } from './html.ts';
import type { ReportBeside } from './report-beside.ts';
import type { ReportData } from './report-data.ts';
import { reportStyle } from './report-style.ts';
import { blindSection } from './section-blind.ts';
import { driversSection } from './section-drivers.ts';
import { experienceSection } from './section-experience.ts';
import { journeysSection } from './section-journeys.ts';
import { footer, madeSection } from './section-made.ts';
import { netSection } from './section-net.ts';
import { findingsSection, headlineSection, topSection } from './section-top.ts';
import { valuesSection } from './section-values.ts';
import { voicesSection } from './section-voices.ts';

/** What a report may do, for its own head and for the server's header: use its one style sheet and its font, nothing else. */
export const reportPolicy: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(reportStyle).digest('base64')}'`,
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The report as one HTML file to forward: no script, no other file, no network; for screens, phones and paper. */
export function reportHtml(
  data: ReportData,
  { experiences = [], journeys = [], drivers = null }: ReportBeside = {},
): string {
  return markupText(html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${reportPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${data.title} · ${data.model}</title>
<style>${trusted(reportStyle)}</style>
</head>
<body>
${topSection(data)}
<main>
${headlineSection(data)}
${voicesSection(data)}
${findingsSection(data)}
${journeysSection(journeys)}
${experienceSection(experiences)}
${driversSection(drivers)}
${netSection(data)}
${valuesSection(data)}
${blindSection(data)}
${madeSection(data)}
</main>
${footer(data)}
</body>
</html>
`);
}
