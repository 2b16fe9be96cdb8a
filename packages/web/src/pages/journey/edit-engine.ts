import type { Answered, Answers, Ask, Asked } from './edit-worker.ts';

/** Asks the worker that edits; answers come in the order of asking. */
export interface Engine {
  ask<Name extends Ask['ask']>(ask: Extract<Ask, { readonly ask: Name }>): Promise<Answers[Name]>;
  stop(): void;
}

export function startEngine(): Engine {
  const worker = new Worker(new URL('./edit-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<
    number,
    { readonly tell: (answer: never) => void; readonly fail: (fault: Error) => void }
  >();
  let turn = 0;
  worker.onmessage = ({ data }: MessageEvent<Answered>) => {
    waiting.get(data.turn)?.tell(data.answer as never);
    waiting.delete(data.turn);
  };
  worker.onerror = ({ message }) => {
    for (const { fail } of waiting.values()) fail(new Error(message));
    waiting.clear();
  };
  return {
    ask: (ask) =>
      new Promise((tell, fail) => {
        turn += 1;
        waiting.set(turn, { tell, fail });
        worker.postMessage({ turn, ask } satisfies Asked);
      }),
    stop: () => worker.terminate(),
  };
}
