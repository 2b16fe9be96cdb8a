import { data } from './data.ts';
import { findings } from './findings.ts';
import { follow } from './follow.ts';
import { journey } from './journey.ts';
import { shell } from './shell.ts';
import { worth } from './worth.ts';

/** English, by page. */
export const en = { shell, journey, findings, follow, worth, data };
