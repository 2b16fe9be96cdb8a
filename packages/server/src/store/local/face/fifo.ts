import { execFile } from 'node:child_process';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Named pipes, through which the engine writes an answer at our pace while we read it. Its own streaming interface
 * plans a query, and works out its scalar subqueries, on the thread that serves all requests, and ends each piece as
 * a document of its own (with head and foot). A pipe is used again once both ends have left it, as making one starts
 * a process.
 */
export class Fifos {
  readonly #directory: string;
  readonly #free: string[] = [];
  #made = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** What `write` writes into the path it is given. Errors: those of `write`, where they happen. */
  async *read(write: (path: string) => Promise<void>): AsyncGenerator<Buffer> {
    const path = this.#free.pop() ?? (await this.#make());
    const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    // Held open until the writer is done, else the reader would see an end before the writer has come.
    const guard = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    const socket = new Socket({ fd: reading, readable: true, writable: false });
    socket.on('error', () => {});
    const written = write(path).finally(() => closeSync(guard));
    written.catch(() => {});
    let clean = false;
    try {
      for await (const chunk of socket.iterator({ destroyOnReturn: false })) yield chunk;
      await written;
      clean = true;
    } finally {
      // Whoever stops reading lets the writer write on into nothing: without a reader it might wait for ever to open the pipe.
      socket.resume();
      await written.catch(() => {});
      socket.destroy();
      if (clean) this.#free.push(path);
      else unlinkSync(path);
    }
  }

  async #make(): Promise<string> {
    this.#made += 1;
    const path = join(this.#directory, `answer-${this.#made}`);
    await run('mkfifo', ['-m', '600', path]);
    return path;
  }
}
