import { draftModel } from '../draft/draft-model.ts';
import { namer } from '../draft/slug.ts';
import { Desk, type Spot } from './desk.ts';
import type { Edit } from './edits.ts';
import {
  idsOf,
  itemsUnder,
  journeyAt,
  journeys,
  listOf,
  phases,
  steps,
  topItems,
  touchpoints,
  wordOf,
} from './find-part.ts';
import { refuse } from './refused.ts';

const DRAFT = 'pasted.bothways.yaml';

/**
 * A sheet becomes phases, steps and touchpoints, as a draft has them, with its comments; what is told beside them (pains,
 * ideas) comes too. Ids that are taken get a number.
 *
 * Shape: gives the ids of the touchpoints made.
 */
export function pasteGrid(
  desk: Desk,
  { journey, rows }: Extract<Edit, { readonly do: 'paste-grid' }>,
): readonly string[] {
  const draft = draftModel(
    rows.map((cells, index) => ({ line: index + 1, cells })),
    'Pasted',
  );
  if (draft.kind === 'refused') return refuse({ message: draft.message, hint: draft.hint });
  const pasted = new Desk([{ file: DRAFT, text: draft.text }]);
  const known = sharedParts(desk, pasted);
  freshIds(desk, pasted, journey);
  const made = idsOf(pasted, touchpoints(pasted));
  for (const spot of known) bring(desk, pasted, spot);
  if (journey === null) bringAll(desk, pasted, journeys(pasted), journeysPlace(desk));
  else {
    const all = journeys(pasted).flatMap((each) => phases(pasted, each));
    bringAll(desk, pasted, all, listOf(journeyAt(desk, journey), 'phases'));
  }
  for (const list of ['insights', 'x-opportunities'])
    for (const spot of topItems(pasted, list)) bring(desk, pasted, spot);
  return made;
}

/** Teams and groups that are known by their names are taken as they are; the others are to be brought. */
function sharedParts(desk: Desk, pasted: Desk): readonly Spot[] {
  const toBring: Spot[] = [];
  for (const list of ['actors', 'segments']) {
    const own = topItems(desk, list);
    const fresh = namer(list.slice(0, -1), [
      ...idsOf(desk, own),
      'customer',
      'business',
      'everyone',
    ]);
    for (const spot of topItems(pasted, list)) {
      const id = wordOf(pasted.at(spot), 'id') ?? '';
      const name = (wordOf(pasted.at(spot), 'name') ?? id).toLowerCase();
      const same = own.find((each) => (wordOf(desk.at(each), 'name') ?? '').toLowerCase() === name);
      const known = same === undefined ? null : wordOf(desk.at(same), 'id');
      const now = known ?? fresh(id);
      if (known === null) toBring.push(spot);
      if (now !== id) renamed(pasted, spot, list, id, now);
    }
  }
  return toBring;
}

/** Another id for a team or group of the draft, also where it is named. */
function renamed(pasted: Desk, spot: Spot, list: string, id: string, now: string): void {
  pasted.put(listOf(spot, 'id'), now);
  if (list === 'actors')
    for (const each of touchpoints(pasted))
      if (wordOf(pasted.at(each), 'owner') === id) pasted.put(listOf(each, 'owner'), now);
  if (list === 'segments') renamedIn(pasted, 'segments', id, now);
}

/** Another id in the lists of ids that insights and opportunities have. */
function renamedIn(pasted: Desk, key: string, id: string, now: string): void {
  for (const list of ['insights', 'x-opportunities'])
    for (const spot of topItems(pasted, list))
      for (const [index, each] of pasted.list(listOf(spot, key)).entries())
        if (each === id) pasted.put({ file: spot.file, way: [...spot.way, key, index] }, now);
}

/** No id of the draft is one that the model has. */
function freshIds(desk: Desk, pasted: Desk, journey: string | null): void {
  const give = (spots: readonly Spot[], taken: readonly string[], what: string): void => {
    const fresh = namer(what, taken);
    for (const spot of spots) {
      const id = wordOf(pasted.at(spot), 'id') ?? what;
      const now = fresh(id);
      if (now === id) continue;
      pasted.put(listOf(spot, 'id'), now);
      if (what === 'touchpoint') renamedIn(pasted, 'touchpoints', id, now);
    }
  };
  give(touchpoints(pasted), idsOf(desk, touchpoints(desk)), 'touchpoint');
  for (const list of ['insights', 'x-opportunities'])
    give(topItems(pasted, list), idsOf(desk, topItems(desk, list)), 'insight');
  if (journey === null) {
    give(journeys(pasted), idsOf(desk, journeys(desk)), 'journey');
    return;
  }
  const into = journeyAt(desk, journey);
  const all = journeys(pasted).flatMap((each) => phases(pasted, each));
  give(all, idsOf(desk, phases(desk, into)), 'phase');
  give(itemsUnder(pasted, all, 'steps'), idsOf(desk, steps(desk, into)), 'step');
}

function journeysPlace(desk: Desk): Spot {
  return { file: journeys(desk).at(-1)?.file ?? desk.names()[0] ?? '', way: ['journeys'] };
}

function bringAll(desk: Desk, pasted: Desk, spots: readonly Spot[], list: Spot): void {
  for (const spot of spots) desk.insert(list, desk.list(list).length, pasted.item(spot));
}

/** An item of a list at the top, put behind those that the model has. */
function bring(desk: Desk, pasted: Desk, spot: Spot): void {
  const list = String(spot.way[0]);
  const file = topItems(desk, list).at(-1)?.file ?? desk.names()[0] ?? '';
  bringAll(desk, pasted, [spot], { file, way: [list] });
}
