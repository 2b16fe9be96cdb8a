import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that start browsers, stores or whole benches: each takes a good part of a minute. */
const HEAVY =
  /bench\.test|finding-kinds|browser\.test|demo\.test|kills\.test|backup\.test|import-child|access\.test|\/cli\/|\/conduct\/|\/erase\//;

/**
 * Heavy files first, the others behind them as they would come: else a long one that begins last keeps everybody waiting
 * while the second worker has nothing left to do.
 */
export class HeavyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isHeavy = ({ moduleId }: TestSpecification): boolean => HEAVY.test(moduleId);
    return [...sorted.filter(isHeavy), ...sorted.filter((file) => !isHeavy(file))];
  }
}
