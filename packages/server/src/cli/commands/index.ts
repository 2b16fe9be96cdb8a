import type { Command } from '../command.ts';
import { backup } from './backup.ts';
import { check } from './check.ts';
import { demo } from './demo.ts';
import { diff } from './diff.ts';
import { draft } from './draft.ts';
import { drivers } from './drivers.ts';
import { erase } from './erase.ts';
import { experience } from './experience.ts';
import { exportTable } from './export.ts';
import { findings } from './findings.ts';
import { importCommand } from './import.ts';
import { init } from './init.ts';
import { journeys } from './journeys.ts';
import { ledger } from './ledger.ts';
import { link, unlink } from './link.ts';
import { network } from './network.ts';
import { nps } from './nps.ts';
import { person } from './person.ts';
import { rebuild } from './rebuild.ts';
import { report } from './report.ts';
import { restore } from './restore.ts';
import { retention } from './retention.ts';
import { serve } from './serve.ts';
import { source } from './source.ts';
import { takeaway } from './takeaway.ts';

/** Every verb, in the order a newcomer meets them. */
export const commands: readonly Command[] = [
  demo,
  init,
  draft,
  check,
  diff,
  importCommand,
  rebuild,
  source,
  serve,
  link,
  unlink,
  ledger,
  journeys,
  findings,
  drivers,
  network,
  experience,
  nps,
  report,
  takeaway,
  exportTable,
  person,
  erase,
  retention,
  backup,
  restore,
];
