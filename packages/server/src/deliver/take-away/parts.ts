// Blocks that several pages and slides are made of. `k`: how large everything is set; 1 is for paper in the hand.
import type { ReportFinding } from '@bothways/core/contract';
import { type Mark, moved, type Tone } from '@bothways/core/scene';
import { kindOf, nextOf, sentenceOf } from '@bothways/core/words';
import { type Block, beside, nothing, panel, stack, text, widthOf } from './blocks.ts';
import { type Estimate, moneyText, rangeText, type Telling, touchpointAt } from './told.ts';

/** A label over what it names. */
export function labelled(label: string, block: Block, width: number, k: number): Block {
  return stack([text(label, width, { size: 8.5 * k, tone: 'muted' }), block], 1.5 * k);
}

/** A sum of money, large, with its range below it. */
export function moneyBlock(
  { speech }: Telling,
  { label, estimate, isSigned = true }: { label: string; estimate: Estimate; isSigned?: boolean },
  width: number,
  k: number,
): Block {
  const range = rangeText(estimate, speech, isSigned);
  const size = estimate.kind === 'abstained' ? 12 : 19;
  return labelled(
    label,
    stack(
      [
        text(moneyText(estimate, speech, isSigned), width, { size: size * k, weight: 600 }),
        range === '' ? nothing : text(range, width, { size: 8.5 * k, tone: 'muted', linesMax: 4 }),
      ],
      1 * k,
    ),
    width,
    k,
  );
}

/** What is at stake for both sides, side by side. */
export function bothMoney(
  telling: Telling,
  finding: ReportFinding,
  width: number,
  k: number,
): Block {
  const { figures } = telling.speech;
  const half = width / 2;
  const names = [figures.customers, figures.business].map((name) => `${name}, ${figures.aYear}`);
  const fits = names.every((name) => widthOf(name, 8.5 * k) <= half - 10 * k);
  const labels = fits ? names : [figures.customers, figures.business];
  return beside(
    [finding.customer, finding.business].map((estimate, index) => ({
      x: index * half,
      block: moneyBlock(telling, { label: labels[index] ?? '', estimate }, half - 10 * k, k),
    })),
  );
}

/** A grade as a letter in a box, and what it means. */
export function gradeBlock(
  { speech }: Telling,
  grade: ReportFinding['grade'],
  width: number,
  k: number,
): Block {
  const { figures } = speech;
  const words = { A: figures.gradeA, B: figures.gradeB, C: figures.gradeC, D: figures.gradeD };
  const side = 13 * k;
  const isFull = grade === 'A' || grade === 'B';
  const box: Mark = {
    ...({ kind: 'rect', x: 0, y: 0, width: side, height: side, radius: 3 * k } as const),
    ...({ tone: isFull ? 'ink' : 'muted', paint: isFull ? 'fill' : 'outline' } as const),
  };
  const letter: Mark = {
    ...({ kind: 'text', x: side / 2, y: side * 0.74, text: grade, size: 8.5 * k } as const),
    ...({ weight: 600, anchor: 'middle', tone: isFull ? 'paper' : 'ink' } as const),
  };
  const told = text(words[grade], width - side - 6 * k, { size: 9.5 * k });
  return beside([
    { x: 0, block: { marks: [box, letter], height: side + 1 } },
    { x: side + 6 * k, block: told },
  ]);
}

/** One finding whole: the sentence first, then money for both sides, what it hangs on, how well it is known, what is next. */
export function findingCard(
  telling: Telling,
  finding: ReportFinding,
  { width, k, isLit }: { width: number; k: number; isLit: boolean },
): Block {
  const padding = 16 * k;
  const inner = width - 2 * padding;
  const left = inner * 0.55;
  const right = inner - left - 22 * k;
  const block = beside([
    { x: 0, block: findingSaid(telling, finding, left, k) },
    { x: left + 22 * k, block: findingFigures(telling, finding, right, k) },
  ]);
  return panel(block, { width, padding, tone: isLit ? 'lit' : 'band' });
}

export function findingSaid(
  telling: Telling,
  finding: ReportFinding,
  width: number,
  k: number,
): Block {
  const { speech, overview } = telling;
  const { findingSpeaker, figures, own, format } = speech;
  const at = touchpointAt(overview.journeys, finding);
  const detail = format.glued(finding.detail);
  return stack(
    [
      text(kindOf(finding, findingSpeaker), width, { size: 9 * k, weight: 600, tone: 'muted' }),
      text(sentenceOf(finding, at, findingSpeaker).text, width, { size: 14 * k, weight: 600 }),
      at?.quote == null ? nothing : quoteBlock(at.quote, width, k),
      labelled(
        figures.next,
        text(nextOf(finding, findingSpeaker).text, width, { size: 9.5 * k }),
        width,
        k,
      ),
      detail === ''
        ? nothing
        : labelled(own.seen, text(detail, width, { size: 8.5 * k, tone: 'muted' }), width, k),
    ],
    7 * k,
  );
}

/** What somebody said, with a bar at its left. */
export function quoteBlock(quote: string, width: number, k: number): Block {
  const said = text(quote, width - 12 * k, { size: 10 * k, tone: 'ink' });
  const points = [
    [1, 1],
    [1, said.height],
  ] as const;
  const bar: Block = {
    marks: [{ kind: 'line', points, tone: 'muted', weight: 1.4 * k }],
    height: said.height,
  };
  return beside([
    { x: 0, block: bar },
    { x: 10 * k, block: said },
  ]);
}

export function findingFigures(
  telling: Telling,
  finding: ReportFinding,
  width: number,
  k: number,
): Block {
  const { speech, overview } = telling;
  const { figures, said, format } = speech;
  const at = touchpointAt(overview.journeys, finding);
  const { breakEven, people, grade } = finding;
  const small = (label: string, value: string, room: number): Block =>
    labelled(label, text(value, room, { size: 9.5 * k }), room, k);
  return stack(
    [
      bothMoney(telling, finding, width, k),
      labelled(
        figures.breakEven,
        text(breakEven === null ? said.noTurn : format.glued(breakEven), width, { size: 9.5 * k }),
        width,
        k,
      ),
      beside([
        {
          x: 0,
          block: labelled(figures.howWell, gradeBlock(telling, grade, width / 2, k), width / 2, k),
        },
        {
          x: width / 2,
          block: small(
            figures.people,
            people === null ? figures.notSaid : format.count(people),
            width / 2,
          ),
        },
      ]),
      at?.owner == null ? nothing : small(figures.owner, at.owner, width),
    ],
    8 * k,
  );
}

/** What the shapes of the map mean, in as many lines as the width asks for. */
export function legend(
  { speech }: Telling,
  { width, k, isTorn }: { width: number; k: number; isTorn: boolean },
): Block {
  const { map } = speech;
  const items: readonly (readonly [string, readonly Mark[]])[] = [
    [
      map.legendMeasured,
      [swatch(0, 7, 'delivered', 'fill', k), swatch(7, 7, 'captured', 'fill', k)],
    ],
    [map.legendBelieved, [swatch(0, 14, 'captured', 'outline', k)]],
    [map.legendRange, [stroke([0, 4.5], [14, 4.5], 'ink', 1, k)]],
    ...(isTorn
      ? [
          [
            map.legendTorn,
            [
              swatch(0, 14, 'delivered', 'fill', k),
              stroke([5, 10], [7.5, -1], 'paper', 1.4, k),
              stroke([8.5, 10], [11, -1], 'paper', 1.4, k),
            ],
          ] as const,
        ]
      : []),
    [
      map.legendMoment,
      [{ kind: 'dot', x: 7 * k, y: 4.5 * k, radius: 3 * k, tone: 'ink', paint: 'fill' }],
    ],
    [map.legendLit, [swatch(0, 14, 'lit', 'fill', k)]],
  ];
  let [x, y] = [0, 0];
  const placed = items.map(([said, marks]) => {
    const room = (20 + 18) * k + widthOf(said, 8.5 * k);
    if (x > 0 && x + room - 18 * k > width) [x, y] = [0, y + 14 * k];
    const at = { x, y, said, marks };
    x += room;
    return at;
  });
  const blocks = placed.map((at) => ({
    x: at.x,
    block: {
      height: at.y + 12 * k,
      marks: [
        ...moved(at.marks, 0, at.y),
        ...moved(text(at.said, width, { size: 8.5 * k, tone: 'muted' }).marks, 20 * k, at.y),
      ],
    },
  }));
  return stack([beside(blocks), text(map.how, width, { size: 8.5 * k, tone: 'muted' })], 4 * k);
}

function swatch(x: number, width: number, tone: Tone, paint: 'fill' | 'outline', k: number): Mark {
  const box = { x: x * k, y: 0, width: width * k, height: 9 * k, radius: 1.5 * k };
  return { kind: 'rect', ...box, tone, paint };
}

function stroke(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  tone: Tone,
  weight: number,
  k: number,
): Mark {
  const points = [
    [x1 * k, y1 * k],
    [x2 * k, y2 * k],
  ] as const;
  return { kind: 'line', points, tone, weight: weight * k };
}
