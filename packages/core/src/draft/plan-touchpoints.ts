import { quoted } from '../model/problems.ts';
import { channelOf } from './guesses.ts';
import type { Guessed, PlannedTouchpoint } from './plan.ts';
import { type Item, itemsIn, type PlanNames } from './plan-parts.ts';
import type { SheetStep } from './sheet.ts';
import { slugOf } from './slug.ts';

/** The touchpoints of a step, and what of its channels, actions and owners they could not hold. */
export interface StepTouchpoints {
  readonly touchpoints: readonly PlannedTouchpoint[];
  readonly channelsLeft: readonly string[];
  readonly actionsLeft: readonly Item[];
  readonly ownersLeft: readonly string[];
}

/**
 * The touchpoints that a sheet names for a step; failing those, one for each channel; failing those too, one for
 * what is done there.
 */
export function touchpointsOf(
  step: SheetStep,
  stepId: string,
  isRepeated: (name: string) => boolean,
  names: PlanNames,
): StepTouchpoints {
  const channels = itemsIn(step, (kind) => kind === 'channel').map(({ text }) => text);
  const actions = itemsIn(step, (kind) => kind === 'action');
  const owners = itemsIn(step, (kind) => kind === 'owner').map(({ text }) => text);
  const sources = sourcesOf(step, channels, actions);
  const isPaired = actions.length === sources.length;
  const touchpoints = sources.map((source, index) => {
    const slug = slugOf(source.name);
    const far = slug === '' ? '' : `${slug}-${stepId}`;
    const intention = isPaired ? actions[index]?.text : joined(actions, sources.length);
    const owner = source.item?.extras.owner ?? owners[0];
    return {
      id: isRepeated(source.name) ? names.touchpoint(far) : names.touchpoint(slug, far),
      name: source.name,
      guess: source.guess,
      channel: channelFor(source, index, channels, sources.length),
      intention: intention ?? null,
      owner: owner === undefined ? null : names.team(owner),
      beside: besideOf(source.item, names),
    };
  });
  const isSaid = sources.length === 1 || isPaired;
  return {
    touchpoints,
    channelsLeft: channels.every((name) => touchpoints.some((each) => keeps(each, name)))
      ? []
      : channels,
    actionsLeft: isSaid ? actions.filter(({ extras }) => Object.keys(extras).length > 0) : actions,
    ownersLeft: ownersLeft(owners, touchpoints, names),
  };
}

/** Whether a touchpoint tells the name of this channel: as its own, as its channel, or as what that was guessed from. */
function keeps({ name, channel }: PlannedTouchpoint, written: string): boolean {
  if (name === written) return true;
  const { value, guess } = channelNamed(written);
  return channel.value === value && (guess === null || guess === channel.guess);
}

/** Owners that no touchpoint tells: a touchpoint has one. */
function ownersLeft(
  owners: readonly string[],
  touchpoints: readonly PlannedTouchpoint[],
  names: PlanNames,
): readonly string[] {
  const isTold = owners.every((name) => {
    const id = names.team(name);
    return touchpoints.some(({ owner }) => owner === id);
  });
  return isTold ? [] : owners;
}

interface Source {
  readonly name: string;
  readonly guess: string | null;
  /** Null where the sheet names no touchpoint. */
  readonly item: Item | null;
  /** What may speak of its channel. */
  readonly words: string;
}

function sourcesOf(
  step: SheetStep,
  channels: readonly string[],
  actions: readonly Item[],
): readonly Source[] {
  const items = itemsIn(step, (kind) => kind === 'touchpoint');
  if (items.length > 0)
    return items.map((item) => ({ name: item.text, guess: null, item, words: item.text }));
  if (channels.length > 0)
    return [...new Set(channels)].map((name) => ({
      name,
      guess: 'from the channel; the sheet names no touchpoint',
      item: null,
      words: name,
    }));
  const frontstage = itemsIn(step, (kind) => kind === 'frontstage');
  if (actions.length + frontstage.length === 0) return [];
  const words = [...actions, ...frontstage].map(({ text }) => text).join(' ');
  const guess = 'from what is done; the sheet names no touchpoint';
  return [{ name: step.name, guess, item: null, words: `${step.name} ${words}` }];
}

function joined(actions: readonly Item[], touchpoints: number): string | undefined {
  if (touchpoints !== 1 || actions.length === 0) return undefined;
  return actions.map(({ text }) => text).join('; ');
}

/** Its own column, the only channel of its step, its words, the channel in the same place: the first that says one. */
function channelFor(
  { item, words }: Source,
  index: number,
  channels: readonly string[],
  touchpoints: number,
): Guessed<string | null> {
  const stated = item?.extras.channel;
  if (stated !== undefined) return channelNamed(stated);
  const [only, another] = channels;
  if (only !== undefined && another === undefined) return channelNamed(only);
  const guess = channelOf(words);
  if (guess !== null) return { value: guess, guess: 'from its words' };
  const beside = channels.length === touchpoints ? channels[index] : undefined;
  return beside === undefined
    ? { value: null, guess: null }
    : { value: channelNamed(beside).value, guess: `from ${quoted(beside)}` };
}

/** Our word for a channel where it is one, else the word of the sheet. */
function channelNamed(written: string): Guessed<string> {
  const ours = written.length > CHANNEL_MAX ? null : channelOf(written);
  if (ours === null) return { value: written, guess: null };
  return { value: ours, guess: ours === written.toLowerCase() ? null : `from ${quoted(written)}` };
}

/** A longer text says more than a channel. */
const CHANNEL_MAX = 40;

function besideOf(item: Item | null, names: PlanNames): PlannedTouchpoint['beside'] {
  const { persona, impact, weight, tags, lane } = item?.extras ?? {};
  return {
    ...(persona === undefined ? {} : { personas: names.segments(persona) }),
    ...(impact === undefined ? {} : { impact }),
    ...(weight === undefined ? {} : { weight }),
    ...(tags === undefined ? {} : { tags: names.list(tags) }),
    ...(lane === undefined ? {} : { lane }),
  };
}
