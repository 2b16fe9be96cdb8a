import type { Connection, Engine } from './engine.ts';
import { FaceError } from './refusal.ts';
import type { FaceRequest } from './request.ts';

/** A connection for one request; leave it exactly once. */
export interface Entered {
  readonly connection: Connection;
  leave(): void;
}

interface Named {
  readonly connection: Connection;
  busy: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** Connections: a fresh one a request, or the one of its `session_id`, which lives until it was idle for its time. */
export class Sessions {
  readonly #engine: Engine;
  readonly #named = new Map<string, Named>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Errors: a FaceError if the named session runs another statement. */
  enter(request: FaceRequest): Entered {
    const { sessionId } = request;
    if (sessionId === undefined) {
      const connection = this.#engine.connect();
      return { connection, leave: () => connection.close() };
    }
    const named = this.#named.get(sessionId) ?? this.#make(sessionId);
    if (named.busy) {
      throw new FaceError(
        373,
        'SESSION_IS_LOCKED',
        `Session ${sessionId} is locked by a concurrent client`,
      );
    }
    named.busy = true;
    clearTimeout(named.timer);
    return {
      connection: named.connection,
      leave: () => this.#leave(sessionId, named, request.sessionSeconds),
    };
  }

  close(): void {
    for (const [id, named] of this.#named) this.#drop(id, named);
  }

  #make(id: string): Named {
    const named = { connection: this.#engine.connect(), busy: false, timer: undefined };
    this.#named.set(id, named);
    return named;
  }

  #leave(id: string, named: Named, seconds: number): void {
    named.busy = false;
    named.timer = setTimeout(() => this.#drop(id, named), seconds * 1000).unref();
  }

  #drop(id: string, named: Named): void {
    clearTimeout(named.timer);
    this.#named.delete(id);
    named.connection.close();
  }
}
