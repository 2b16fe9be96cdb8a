import type { NetworkShown } from '@bothways/core/contract';
import type { Spot } from './layout.ts';

/** An actor in the picture. */
export interface DrawnActor extends Spot {
  readonly id: string;
  readonly name: string;
  /** What it is: a team, a partner. */
  readonly note: string;
  readonly figure: string;
  readonly range: string;
  readonly tone: 'delivered' | 'captured' | 'ink';
}

/** What one gives another. */
export interface DrawnWay {
  readonly from: string;
  readonly to: string;
  /** Its size, in the unit that all of a picture share. */
  readonly size: number;
  readonly figure: string;
  /** What flows, in a few words. */
  readonly what: string;
  readonly tone: 'delivered' | 'captured' | 'ink';
  readonly opacity: number;
}

/** Two actors with what goes both ways between them. */
export interface DrawnPair {
  readonly key: string;
  readonly a: string;
  readonly b: string;
  readonly ways: readonly DrawnWay[];
  /** What is wrong between them; null: nothing. */
  readonly mark: Mark | null;
  /** For those who hear it. */
  readonly said: string;
}

export interface Mark {
  readonly state: State;
  readonly words: string;
}

export type State = NetworkShown['figures']['pairs'][number]['state'];

/** How much of what is drawn is known: the worse, the paler. */
export const OPACITY = { A: 1, B: 0.86, C: 0.66, D: 0.46 } as const;

/** How wide a way of some size is drawn, by the largest of its picture. */
export function widthOf(size: number, largest: number): number {
  if (largest <= 0 || size <= 0) return 1.5;
  return 1.5 + 14 * Math.sqrt(Math.min(1, size / largest));
}

/** Whether a state is shown as broken, as a doubt, or not at all. */
export function strengthOf(state: State): 'broken' | 'doubt' | 'none' {
  if (state === 'one-way' || state === 'short') return 'broken';
  return state === 'kept' || state === 'unsaid' ? 'none' : 'doubt';
}
