import type { Problem } from '../model/model.ts';
import type { ModelText } from '../model/read-model.ts';
import { readModel } from '../model/read-model.ts';
import { checkModelRules } from '../rules/check-model-rules.ts';
import { Desk, type Spot } from './desk.ts';
import { itemsUnder, journeys, phases, wordOf } from './find-part.ts';

/** Which part of a model a problem speaks of, and which of its fields; null: of none that is on the map. */
export interface ProblemAt {
  readonly problem: Problem;
  readonly part: {
    readonly what: 'journey' | 'phase' | 'step' | 'touchpoint';
    readonly journey: string;
    readonly id: string;
    /** Such as `when`, or `exchange`; null: the part as a whole. */
    readonly field: string | null;
    /** The position in the list of the field, such as a line of the exchange. */
    readonly index: number | null;
  } | null;
}

/** All that is wrong or doubtful in a model, each beside the thing that it speaks of. */
export function problemsAt(
  files: readonly ModelText[],
  desk = new Desk(files),
): readonly ProblemAt[] {
  const { model, problems } = readModel(files);
  const all = [...problems, ...(model === null ? [] : checkModelRules(model))];
  if (all.length === 0) return [];
  const starts = new Map(files.map(({ file, text }) => [file, lineStarts(text)]));
  const parts = placedParts(desk);
  return all.map((problem) => {
    const { file, line, column } = problem;
    const at = (starts.get(file)?.[line - 1] ?? 0) + column - 1;
    const found = parts.findLast(
      (part) => part.spot.file === file && part.from <= at && at < part.to,
    );
    if (found === undefined) return { problem, part: null };
    const { what, journey, spot } = found;
    const id = wordOf(desk.at(spot), 'id') ?? '';
    const [field = null, index = null] = desk.wayBelow(spot, at);
    return {
      problem,
      part: {
        ...{ what, journey, id },
        field: field === null ? null : String(field),
        index: typeof index === 'number' ? index : null,
      },
    };
  });
}

interface PlacedPart {
  readonly what: NonNullable<ProblemAt['part']>['what'];
  readonly journey: string;
  readonly spot: Spot;
  readonly from: number;
  readonly to: number;
}

/** The parts of the map with the stretch of their file, what stands in another behind it. */
function placedParts(desk: Desk): readonly PlacedPart[] {
  return journeys(desk).flatMap((spot) => {
    const journey = wordOf(desk.at(spot), 'id') ?? '';
    const place = (what: PlacedPart['what'], each: Spot): PlacedPart => ({
      ...{ what, journey, spot: each },
      ...desk.stretch(each),
    });
    const stages = phases(desk, spot);
    const steps = itemsUnder(desk, stages, 'steps');
    return [
      place('journey', spot),
      ...stages.map((each) => place('phase', each)),
      ...steps.map((each) => place('step', each)),
      ...itemsUnder(desk, steps, 'touchpoints').map((each) => place('touchpoint', each)),
    ];
  });
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
