import { backupBench } from './backup.ts';
import type { Bench } from './bench.ts';
import { calibrationBench } from './calibration.ts';
import { cubeBench } from './cube.ts';
import { demoBench } from './demo.ts';
import { driversBench } from './drivers.ts';
import { findingsBench } from './findings.ts';
import { formatsBench } from './formats.ts';
import { importBench } from './import.ts';
import { ingestBench } from './ingest.ts';
import { journeysBench } from './journeys.ts';
import { killsBench } from './kills.ts';
import { ledgerBench } from './ledger.ts';
import { liveKillsBench } from './live-kills.ts';
import { mapBench } from './map.ts';
import { plantedBench } from './planted.ts';
import { pm4pyBench } from './pm4py.ts';
import { rebuildBench } from './rebuild.ts';
import { revalueBench } from './revalue.ts';
import { rulesBench } from './rules.ts';
import { scaleBench } from './scale.ts';
import { sizeBench } from './scale-size.ts';
import { soakBench } from './soak.ts';
import { startBench } from './start.ts';

/** Every bench by name. */
export const benches: readonly Bench[] = [
  rebuildBench,
  journeysBench,
  driversBench,
  findingsBench,
  plantedBench,
  importBench,
  ingestBench,
  liveKillsBench,
  soakBench,
  formatsBench,
  killsBench,
  scaleBench,
  sizeBench,
  ledgerBench,
  cubeBench,
  rulesBench,
  revalueBench,
  mapBench,
  pm4pyBench,
  startBench,
  demoBench,
  backupBench,
  calibrationBench,
];
