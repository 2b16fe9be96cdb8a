// Pictures as plain data: the report, the web app and every export draw the same shapes.
export { type JourneyMap, journeyMap, type MapColumn, type MapSpan } from './journey-map.ts';
export type { MapPhase, MapStep, MapTouchpoint, MapVoice, MapWords } from './map-frame.ts';
export {
  asCustomerMeets,
  type MapSpeaker,
  type MapWord,
  mapPhases,
  mapScale,
  mapTouchpoint,
  mapWords,
} from './map-input.ts';
export { type MoneyScale, moneyScale } from './money-scale.ts';
export { type Palette, palettes } from './palette.ts';
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
