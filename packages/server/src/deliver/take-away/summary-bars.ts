// The touchpoints where most is exchanged, as bars to both sides of a line.
import {
  asCustomerMeets,
  type MapTouchpoint,
  type MapVoice,
  type Mark,
  type MoneyScale,
  mapScale,
  mapTouchpoint,
  moved,
  voiceBar,
} from '@bothways/core/scene';
import { type Block, beside, stack, text, widthOf } from './blocks.ts';
import { MARGIN, papers } from './frame.ts';
import { type Estimate, type Placed, placedIn, type Telling } from './told.ts';

const width = papers.a4.width - 2 * MARGIN;
const nameWidth = 156;
const labelRoom = 84;
const lengthMax = (width - nameWidth - 2 * labelRoom) / 2;
const centre = nameWidth + labelRoom + lengthMax;

/** The touchpoints where most is exchanged, the one that matters most among them. */
export function fiveBlock(telling: Telling): Block {
  const { speech, overview } = telling;
  const drawn = fiveOf(telling)
    .map(({ touchpoint }) =>
      mapTouchpoint(touchpoint, overview.headline?.touchpoint.id, speech.mapSpeaker),
    )
    .map((each) => ({ ...each, get: counted(each.get), give: counted(each.give) }));
  const step = { id: '', name: '', isMoment: false, touchpoints: drawn };
  const scale = mapScale([{ id: '', name: '', steps: [step] }]);
  const bars = stack(
    drawn.map((each) => barRow(each, scale)),
    2,
  );
  const head = (said: string, tone: 'captured' | 'delivered', anchor: 'start' | 'end'): Block =>
    text(said, centre - 8, { size: 8.5, weight: 600, tone, anchor });
  const heads = beside([
    { x: 0, block: head(speech.own.give, 'captured', 'end') },
    { x: centre + 8, block: head(speech.own.get, 'delivered', 'start') },
  ]);
  const points = [
    [centre, 0],
    [centre, bars.height],
  ] as const;
  const line: Mark = { kind: 'line', points, tone: 'ink', weight: 1 };
  return stack([heads, { marks: [...bars.marks, line], height: bars.height }], 3);
}

/** What counts of a voice: what was measured, else what is believed. */
function counted(voice: MapVoice): MapVoice {
  return voice.measured === null ? voice : { ...voice, believed: null };
}

function barRow(each: MapTouchpoint, scale: MoneyScale): Block {
  const name = text(each.name, nameWidth - 6, { size: 9, weight: 600, linesMax: 2 });
  const height = Math.max(20, name.height + 5);
  const middle = height / 2;
  const side = (voice: MapVoice, sign: -1 | 1, tone: 'captured' | 'delivered'): readonly Mark[] => {
    const whole = [voice.label, voice.outside].filter(Boolean).join(' ');
    const said = widthOf(whole, 8.5, 600) <= labelRoom - 18 ? whole : voice.label;
    const marks = voiceBar(voice, scale, {
      ...{ tone, lengthMax, thickness: voice.measured === null ? 1 : 9 },
      along: (length, across) => [centre + sign * length, middle + across],
    });
    return [
      ...marks,
      {
        ...{ kind: 'text', x: centre + sign * (lengthMax + 18), y: middle + 3, text: said },
        ...{ size: 8.5, weight: 600, anchor: sign < 0 ? 'end' : 'start' },
        tone: each.isMeasured ? tone : 'muted',
      },
    ];
  };
  const ground = { x: -6, y: 0, width: width + 12, height: height - 1, radius: 5 };
  return {
    height,
    marks: [
      ...(each.isLit ? [{ kind: 'rect', ...ground, tone: 'lit', paint: 'soft' } as const] : []),
      ...moved(name.marks, 0, middle - name.height / 2),
      ...side(each.give, -1, 'captured'),
      ...side(each.get, 1, 'delivered'),
    ],
  };
}

/** The touchpoint that matters most, and those with the most money moving; in the order of the journey. */
function fiveOf({ overview, journeys }: Telling): readonly Placed[] {
  const sizeOf = (estimate: Estimate): number =>
    estimate.kind === 'estimate' ? Math.abs(estimate.median) : 0;
  const moneyAt = ({ touchpoint }: Placed): number => {
    const voices = touchpoint.measured ?? touchpoint.believed;
    if (voices === null) return 0;
    const { get, give } = asCustomerMeets(voices);
    return sizeOf(get) + sizeOf(give);
  };
  const isLit = ({ touchpoint }: Placed): boolean =>
    touchpoint.id === overview.headline?.touchpoint.id;
  const all = placedIn(journeys);
  const chosen = all
    .toSorted((a, b) => Number(isLit(b)) - Number(isLit(a)) || moneyAt(b) - moneyAt(a))
    .slice(0, 5);
  return all.filter((each) => chosen.includes(each));
}
