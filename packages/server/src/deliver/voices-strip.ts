import { barLength, type Mark, type Scene } from '@bothways/core/scene';
import { short } from './numbers.ts';
import type { VoicePicture } from './voices.ts';

const half = 44;

/**
 * All touchpoints of the picture on one small axis without a tear: what dwarfs what, to scale.
 * Null where the picture itself is to scale.
 */
export function voicesStrip(picture: VoicePicture, width: number): Scene | null {
  if (!picture.scale.isTorn) return null;
  const columns = picture.phases.flatMap((phase) => phase.columns);
  const sizes = columns.flatMap(({ get, give }) =>
    [get, give].map((voice) => (voice.measured ?? voice.believed)?.median ?? 0),
  );
  const cap = Math.max(...sizes);
  const scale = { ...picture.scale, cap, isTorn: false };
  const middle = half + 18;
  const slot = width / columns.length;
  const bars = columns.flatMap(({ name, get, give }, index): readonly Mark[] =>
    (
      [
        [get, 'delivered', -1],
        [give, 'captured', 1],
      ] as const
    ).map(([voice, tone, sign]) => {
      const height = barLength((voice.measured ?? voice.believed)?.median ?? 0, scale, half);
      const x = index * slot + slot * 0.2;
      const y = sign < 0 ? middle - height : middle;
      return {
        kind: 'rect',
        x,
        y,
        width: slot * 0.6,
        height,
        tone,
        paint: 'fill',
        title: `${name}: ${voice.told}`,
      };
    }),
  );
  const limit = `${picture.currency}\u00a0${short(cap)}`;
  return {
    width,
    height: 2 * half + 22,
    title: `${picture.journey}: the same, to scale`,
    description: `Every touchpoint in order on one scale of up to ${limit} a year, so that the torn bars show at their true size.`,
    marks: [
      ...bars,
      {
        kind: 'line',
        points: [
          [0, middle],
          [slot * columns.length, middle],
        ],
        tone: 'ink',
        weight: 1,
      },
      {
        kind: 'line',
        points: [
          [0, middle - half],
          [slot * columns.length, middle - half],
        ],
        tone: 'rule',
        weight: 1,
      },
      {
        kind: 'text',
        x: 0,
        y: middle - half - 5,
        text: limit,
        size: 11,
        weight: 400,
        anchor: 'start',
        tone: 'muted',
      },
    ],
  };
}
