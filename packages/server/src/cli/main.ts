import { runProgram } from './program.ts';

// Who reads along may stop reading (`bothways ledger | head`): that is no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault;
    process.exit();
  });
// An older Node that started this one holds a channel to it: killed, it takes this one along.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

process.exitCode = await runProgram(process.argv.slice(2));
