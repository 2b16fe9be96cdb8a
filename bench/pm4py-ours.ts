// Prints how many seconds a log takes from the file to graph and variants, in a process that has loaded its code.
import { journeysAlone } from '../packages/server/src/alone/journeys-alone.ts';

const start = performance.now();
const nothing = { case: null, activity: null, at: null, time: null, gap: null };
await journeysAlone(process.argv[2] ?? '', nothing);
console.log((performance.now() - start) / 1000);
