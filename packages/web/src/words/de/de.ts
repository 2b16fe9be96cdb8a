import { alone } from './alone.ts';
import { changed } from './changed.ts';
import { claims } from './claims.ts';
import { data } from './data.ts';
import { drivers } from './drivers.ts';
import { edit } from './edit.ts';
import { experience } from './experience.ts';
import { findings } from './findings.ts';
import { follow } from './follow.ts';
import { journey } from './journey.ts';
import { live } from './live.ts';
import { network } from './network.ts';
import { paths } from './paths.ts';
import { people } from './people.ts';
import { shell } from './shell.ts';
import { sources } from './sources.ts';
import { start } from './start.ts';
import { takeAway } from './take-away.ts';
import { touchpoint } from './touchpoint.ts';
import { valued } from './valued.ts';
import { worth } from './worth.ts';

/** German, by page. */
export const de = {
  shell,
  start,
  journey,
  takeAway,
  touchpoint,
  edit,
  findings,
  follow,
  claims,
  changed,
  worth,
  valued,
  data,
  network,
  alone,
  paths,
  experience,
  drivers,
  live,
  sources,
  people,
};
