import { GRADES, type Grade } from '@bothways/core';
import type { Scene } from '@bothways/core/scene';
import { percent } from './numbers.ts';

const width = 72;
const height = 10;
const tones = { A: 'grade-a', B: 'grade-b', C: 'grade-c', D: 'grade-d' } as const;

/** How well something is known, as a small bar: the part of each grade, A first. */
export function gradeScene(name: string, grades: Readonly<Partial<Record<Grade, number>>>): Scene {
  const total = GRADES.reduce((sum, grade) => sum + (grades[grade] ?? 0), 0);
  const parts = GRADES.map((grade) => ({
    grade,
    part: (grades[grade] ?? 0) / (total || 1),
  })).filter(({ part }) => part > 0);
  let x = 0;
  const marks = parts.map(({ grade, part }) => {
    const left = x;
    x += part * width;
    return {
      kind: 'rect',
      x: left,
      y: 0,
      width: part * width,
      height,
      tone: tones[grade],
      paint: 'fill',
    } as const;
  });
  return {
    width,
    height,
    title: `How well ${name} is known`,
    description:
      parts.length === 0
        ? 'No transfers.'
        : parts.map(({ grade, part }) => `grade ${grade} ${percent(part)}`).join(', '),
    marks,
  };
}
