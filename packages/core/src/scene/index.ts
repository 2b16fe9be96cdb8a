// Pictures as plain data: the report, the web app and every export draw the same shapes.
export { besidePairs, besideScale } from './beside-input.ts';
export {
  type BesideChange,
  type BesideEnd,
  type BesideMap,
  type BesidePair,
  type BesideWords,
  besideMap,
} from './beside-map.ts';
export { type ExitsWords, exitsPicture, underWayPicture } from './exits-picture.ts';
export { type FeltStop, type FeltWords, feltPicture } from './felt-picture.ts';
export { type FlowGraph, type FlowNode, type FlowWords, flowGraph } from './flow-graph.ts';
export type { FlowEdge } from './flow-lines.ts';
export { DETAIL_MAX, DETAIL_USUAL, edgeKey, type FlowShown, flowShown } from './flow-shown.ts';
export {
  type JourneyMap,
  journeyMap,
  type MapColumn,
  type MapHead,
  type MapName,
  type MapSpan,
} from './journey-map.ts';
export type { MapPhase, MapStep, MapTouchpoint, MapVoice, MapWords } from './map-frame.ts';
export {
  asCustomerMeets,
  type MapSpeaker,
  type MapWord,
  mapFelt,
  mapPhases,
  mapScale,
  mapTouchpoint,
  mapVoice,
  mapWords,
  voicesScale,
} from './map-input.ts';
export { type MoneyScale, moneyScale } from './money-scale.ts';
export { type Palette, palettes } from './palette.ts';
export { relationshipRows, STAGES } from './relationship-input.ts';
export {
  type RelationshipBand,
  type RelationshipCell,
  type RelationshipMap,
  type RelationshipRow,
  relationshipMap,
} from './relationship-map.ts';
export {
  type Box,
  lineHeight,
  type Mark,
  moved,
  type Paint,
  type Scene,
  type TextMark,
  type Tone,
  textBox,
  textLines,
} from './scene.ts';
export { textWidth, type Weight, wrap } from './text-width.ts';
export { type Chip, lettersOf, variantStrip } from './variant-strip.ts';
export {
  type BarPlace,
  type BarVoice,
  barLength,
  type Interval,
  moneyBar,
  outlineExtra,
  voiceBar,
  voiceReach,
  whiskerOver,
} from './voice-bar.ts';
export { intervalOf, outsideOf } from './voices-drawn.ts';
