import type { YAMLMap } from 'yaml';
import type {
  Beside,
  PlannedJourney,
  PlannedPhase,
  PlannedStep,
  PlannedTouchpoint,
} from './plan.ts';
import {
  FILL_IN,
  fillLines,
  MISSION_TO_FILL,
  STAGE_TO_FILL,
  TOUCHPOINT_TO_FILL,
  touchpointsToFill,
} from './to-fill.ts';
import { commentOf, listOf, mapOf, put, withComment } from './yaml-parts.ts';

export function journeyNode({ id, name, state, phases }: PlannedJourney): YAMLMap {
  const node = mapOf({ id, name, level: 'L1', state });
  const key = put(node, 'phases', listOf(phases.map(phaseNode)));
  key.commentBefore = commentOf(fillLines([MISSION_TO_FILL]));
  return node;
}

function phaseNode({ id, name, stage, steps }: PlannedPhase): YAMLMap {
  const noName = withComment('No phase yet', `${FILL_IN}the sheet names no phase here`);
  const node = mapOf({
    id,
    name: name ?? noName,
    stage: stage === null ? null : withComment(stage, 'guessed: from its name'),
  });
  const key = put(node, 'steps', listOf(steps.map(stepNode)));
  if (stage === null) key.commentBefore = commentOf(fillLines([STAGE_TO_FILL]));
  return node;
}

function stepNode({ id, name, momentOfTruth, spareId, touchpoints, beside }: PlannedStep): YAMLMap {
  const moment = momentOfTruth ? true : null;
  const node = mapOf({ id, name, moment_of_truth: moment, ...extensions(beside) });
  if (touchpoints.length > 0) put(node, 'touchpoints', touchpoints.map(touchpointNode));
  else node.comment = commentOf(fillLines([touchpointsToFill(spareId ?? id)]));
  return node;
}

const CHANNEL_TO_FILL = `${FILL_IN}web, app, store, phone, e-mail, chat, post, partner ...`;

function touchpointNode(touchpoint: PlannedTouchpoint): YAMLMap {
  const { id, name, guess, channel, intention, owner, beside } = touchpoint;
  const node = mapOf({
    id,
    name: withComment(name, guessed(guess)),
    channel:
      channel.value === null
        ? withComment('unknown', CHANNEL_TO_FILL)
        : withComment(channel.value, guessed(channel.guess)),
    owner,
    intention,
    ...extensions(beside),
  });
  node.comment = commentOf(fillLines(TOUCHPOINT_TO_FILL));
  return node;
}

function guessed(from: string | null): string | null {
  return from === null ? null : `guessed: ${from}`;
}

/** What the schema has no key for. */
function extensions(beside: Beside): Beside {
  return Object.fromEntries(Object.entries(beside).map(([key, value]) => [`x-${key}`, value]));
}
