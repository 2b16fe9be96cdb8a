import type { Socket } from 'node:net';

/** Calls `take` with each line of JSON that a socket brings. A line that is none, or is longer than a MiB, ends the socket. */
export function onJsonLine(socket: Socket, take: (value: unknown) => void): void {
  let held = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    held += text;
    const lines = held.split('\n');
    held = lines.pop() ?? '';
    if (held.length > 2 ** 20) socket.destroy();
    for (const line of lines) {
      try {
        take(JSON.parse(line));
      } catch {
        socket.destroy();
        return;
      }
    }
  });
}

export function writeJsonLine(socket: Socket, value: unknown): void {
  if (socket.writable) socket.write(`${JSON.stringify(value)}\n`);
}
