import type { Grade } from '../model/model.ts';

/**
 * A number with its doubt; low and high enclose it with probability `level`. `n` is how many encounters stand behind it.
 * Where the data cannot say, the product abstains and gives the reason.
 */
export type Estimate =
  | {
      readonly kind: 'estimate';
      readonly median: number;
      readonly low: number;
      readonly high: number;
      readonly level: number;
      readonly n: number;
      readonly method: string;
      readonly grade: Grade;
    }
  | { readonly kind: 'abstained'; readonly reason: string };

/** The worst grade of those given, `A` of none. */
export function gradeWorst(grades: Iterable<Grade>): Grade {
  let worst: Grade = 'A';
  for (const grade of grades) if (grade > worst) worst = grade;
  return worst;
}
