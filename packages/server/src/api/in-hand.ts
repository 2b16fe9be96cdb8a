import type { IncomingMessage } from 'node:http';

/** What a body is counted as before it is there, where nobody says how long it is, or it is packed. */
const UNTOLD_BYTES = 512 * 1024;
/** From here on it is looked whether what was announced comes. */
const LARGE_BYTES = 256 * 1024;
const ANNOUNCED_MS = 2_000;

/** A body in hand. */
export interface Held {
  /** It is there, with so many bytes, unpacked. */
  readonly came: (bytes: number) => void;
  readonly letGo: () => void;
}

/**
 * Bytes of the bodies that are in hand: as announced, after a while as they came, so that no announcement holds others up, and
 * once they are there as they are, however long they then wait.
 */
export class InHand {
  bytes = 0;
  private readonly bodyMax: number;

  /** `bodyMax`: more than this is never kept of one body. */
  constructor(bodyMax: number) {
    this.bodyMax = bodyMax;
  }

  /** Counts a request until it is let go. */
  hold({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): Held {
    const before = socket.bytesRead;
    const told = Number(headers['content-length'] ?? UNTOLD_BYTES);
    const isPacked = headers['content-encoding'] !== undefined;
    let own = Math.min(this.bodyMax, isPacked ? Math.max(told, UNTOLD_BYTES) : told);
    this.bytes += own;
    const count = (bytes: number): void => {
      this.bytes += bytes - own;
      own = bytes;
    };
    const timer =
      own < LARGE_BYTES
        ? undefined
        : setTimeout(() => count(Math.min(own, socket.bytesRead - before)), ANNOUNCED_MS);
    const came = (bytes: number): void => {
      clearTimeout(timer);
      count(bytes);
    };
    return { came, letGo: () => came(0) };
  }
}
