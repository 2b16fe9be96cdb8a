/** Resolves when the person or the system asks this process to end. Asked before the promise is awaited, it has resolved. */
export function untilStopped(): Promise<void> {
  return new Promise<void>((stop) => {
    // Once more, as an older Node's starter passes on what the terminal says already, changes nothing.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
  });
}
