import { namer, slugOf } from '../draft/slug.ts';
import { addValue, removeValue, setValue, withExtensions } from './change-values.ts';
import type { Desk, Spot } from './desk.ts';
import type { Changing, Edit, Making } from './edits.ts';
import {
  idsOf,
  indexBefore,
  journeyAt,
  journeys,
  listOf,
  phaseAt,
  phases,
  placeIn,
  stepAt,
  steps,
  topItems,
  touchpointAt,
  touchpoints,
  wordOf,
} from './find-part.ts';
import { pasteGrid } from './paste-grid.ts';
import { isParted } from './plain-data.ts';
import { refuse } from './refused.ts';
import { fieldWritten, lineWritten, ruleWritten, said } from './set-fields.ts';
import { ruleTaking } from './take-event.ts';

type Doing<Do extends Edit['do']> = Extract<Edit, { readonly do: Do }>;

/** Makes one edit; gives the ids of what it made. */
export function makeEdit(desk: Desk, edit: Edit): readonly string[] {
  if (isMaking(edit)) return makePart(desk, edit);
  changePart(desk, edit);
  return [];
}

function isMaking(edit: Edit): edit is Making {
  if (edit.do === 'add-line' || edit.do === 'add-value') return false;
  return edit.do === 'paste-grid' || edit.do.startsWith('add-');
}

function makePart(desk: Desk, edit: Making): readonly string[] {
  switch (edit.do) {
    case 'add-journey':
    case 'add-phase':
    case 'add-step':
    case 'add-touchpoint':
      return [addPart(desk, edit)];
    case 'add-team': {
      const id = addTeam(desk, edit);
      if (edit.touchpoint !== undefined)
        desk.put(listOf(touchpointAt(desk, edit.touchpoint), 'owner'), id);
      return [id];
    }
    case 'add-kind':
      return [addKind(desk, edit)];
    case 'paste-grid':
      return pasteGrid(desk, edit);
  }
}

function changePart(desk: Desk, edit: Changing): void {
  switch (edit.do) {
    case 'move':
      movePart(desk, edit);
      break;
    case 'rename':
      rename(desk, edit);
      break;
    case 'set': {
      const { key, value } = fieldWritten(edit);
      desk.put(listOf(touchpointAt(desk, edit.touchpoint), key), value);
      break;
    }
    case 'set-moment': {
      const spot = listOf(stepAt(desk, edit.journey, edit.step), 'moment_of_truth');
      desk.put(spot, edit.value ? true : undefined);
      break;
    }
    case 'set-stage':
      desk.put(listOf(phaseAt(desk, edit.journey, edit.phase), 'stage'), edit.value ?? undefined);
      break;
    case 'remove':
      desk.drop(partAt(desk, edit));
      break;
    case 'add-line': {
      const exchange = listOf(touchpointAt(desk, edit.touchpoint), 'exchange');
      desk.insert(exchange, desk.list(exchange).length, { value: lineWritten(edit.line) });
      break;
    }
    case 'set-line':
      desk.put(
        lineAt(desk, edit),
        withExtensions(desk.at(lineAt(desk, edit)), lineWritten(edit.line)),
      );
      break;
    case 'remove-line':
      desk.drop(lineAt(desk, edit));
      break;
    case 'set-value':
      setValue(desk, edit);
      break;
    case 'add-value':
      addValue(desk, edit);
      break;
    case 'remove-value':
      removeValue(desk, edit);
      break;
    case 'take-event': {
      const when = listOf(touchpointAt(desk, edit.touchpoint), 'when');
      const old = desk.at(when);
      const rule = old === undefined || old === null ? null : String(old);
      desk.put(when, ruleWritten(ruleTaking(rule, edit.event)));
      break;
    }
  }
}

function lineAt(
  desk: Desk,
  { touchpoint, leg }: { readonly touchpoint: string; readonly leg: number },
): Spot {
  const { file, way } = listOf(touchpointAt(desk, touchpoint), 'exchange');
  const spot = { file, way: [...way, leg] };
  if (desk.at(spot) !== undefined) return spot;
  return refuse({
    message: `touchpoint "${touchpoint}" has no exchange line ${leg + 1}`,
    hint: 'it may have been taken out meanwhile: look at the model again',
  });
}

function rename(desk: Desk, edit: Doing<'rename'>): void {
  if (edit.name.trim() === '')
    refuse({
      message: 'a name has at least one letter',
      hint: 'write a name, or take the part out',
    });
  const name = edit.name.trim();
  if (edit.what === 'model') {
    const file = desk.names().find((each) => desk.at({ file: each, way: ['name'] }) !== undefined);
    desk.put({ file: file ?? desk.names()[0] ?? '', way: ['name'] }, name);
  } else desk.put(listOf(partAt(desk, edit), 'name'), name);
}

type Named =
  | { readonly what: 'journey' | 'touchpoint'; readonly id: string }
  | { readonly what: 'phase' | 'step'; readonly journey: string; readonly id: string };

function partAt(desk: Desk, part: Named): Spot {
  switch (part.what) {
    case 'journey':
      return journeyAt(desk, part.id);
    case 'phase':
      return phaseAt(desk, part.journey, part.id);
    case 'step':
      return stepAt(desk, part.journey, part.id);
    case 'touchpoint':
      return touchpointAt(desk, part.id);
  }
}

function movePart(desk: Desk, edit: Doing<'move'>): void {
  const from = edit.what === 'touchpoint' ? touchpointAt(desk, edit.id) : partAt(desk, edit);
  const to =
    edit.what === 'phase'
      ? listOf(journeyAt(desk, edit.journey), 'phases')
      : edit.what === 'step'
        ? listOf(phaseAt(desk, edit.journey, edit.phase), 'steps')
        : listOf(stepAt(desk, edit.journey, edit.step), 'touchpoints');
  const { list, index } = placeIn(from);
  const isSameList = list.file === to.file && list.way.join('\n') === to.way.join('\n');
  const before = edit.before === edit.id ? desk.list(to)[index + 1] : null;
  const wanted = indexBefore(desk, to, before === null ? edit.before : wordOf(before, 'id'));
  const at = isSameList && wanted > index ? wanted - 1 : wanted;
  if (!isSameList || at !== index) desk.move(from, to, at);
}

function addPart(
  desk: Desk,
  edit: Doing<'add-journey' | 'add-phase' | 'add-step' | 'add-touchpoint'>,
): string {
  const name = edit.name.trim();
  const what = edit.do.slice('add-'.length);
  const fresh = (taken: readonly string[]): string =>
    namer(what, taken)(edit.id ?? (slugOf(name) || what));
  const named = (id: string): { id: string; name: string | undefined } => ({
    id,
    name: name === '' ? undefined : name,
  });
  if (edit.do === 'add-journey') {
    const all = journeys(desk);
    const id = fresh(idsOf(desk, all));
    const file = all.at(-1)?.file ?? desk.names()[0] ?? '';
    const list = { file, way: ['journeys'] };
    desk.insert(list, desk.list(list).length, { value: said({ ...named(id), state: edit.state }) });
    return id;
  }
  const journey = journeyAt(desk, edit.journey);
  if (edit.do === 'add-phase') {
    const id = fresh(idsOf(desk, phases(desk, journey)));
    const list = listOf(journey, 'phases');
    const value = said({ ...named(id), stage: edit.stage });
    desk.insert(list, indexBefore(desk, list, edit.before), { value });
    return id;
  }
  if (edit.do === 'add-step') {
    const id = fresh(idsOf(desk, steps(desk, journey)));
    const list = listOf(phaseAt(desk, edit.journey, edit.phase), 'steps');
    desk.insert(list, indexBefore(desk, list, edit.before), { value: said(named(id)) });
    return id;
  }
  const id = fresh(idsOf(desk, touchpoints(desk)));
  const list = listOf(stepAt(desk, edit.journey, edit.step), 'touchpoints');
  const value = said({ ...named(id), channel: edit.channel });
  desk.insert(list, indexBefore(desk, list, edit.before), { value });
  return id;
}

/** A team is known by its name: one that is there is taken. */
function addTeam(desk: Desk, { name, id }: Doing<'add-team'>): string {
  const actors = topItems(desk, 'actors');
  const there = actors.find((spot) => {
    const own = wordOf(desk.at(spot), 'name') ?? wordOf(desk.at(spot), 'id');
    return own?.toLowerCase() === name.trim().toLowerCase();
  });
  const known = there === undefined ? null : wordOf(desk.at(there), 'id');
  if (known !== null) return known;
  const taken = [...idsOf(desk, actors), 'customer', 'business'];
  const fresh = namer('team', taken)(id ?? (slugOf(name) || 'team'));
  const list = { file: actors.at(-1)?.file ?? desk.names()[0] ?? '', way: ['actors'] };
  desk.insert(list, desk.list(list).length, {
    value: { id: fresh, kind: 'team', name: name.trim() },
  });
  return fresh;
}

function addKind(desk: Desk, { kind, name, unit, scale }: Doing<'add-kind'>): string {
  const holder = desk.names().filter((file) => isParted(desk.at({ file, way: ['values'] })));
  const there = holder.some((file) => desk.at({ file, way: ['values', kind] }) !== undefined);
  if (there) return kind;
  const file = holder.at(-1) ?? desk.names()[0] ?? '';
  desk.put({ file, way: ['values', kind] }, said({ name, unit, scale }));
  return kind;
}
