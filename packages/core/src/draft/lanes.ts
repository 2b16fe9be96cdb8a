/** What a lane of a journey map tells. The last five are the lanes of a service blueprint. */
export type LaneKind =
  | 'touchpoint'
  | 'channel'
  | 'action'
  | 'thinking'
  | 'emotion'
  | 'need'
  | 'pain'
  | 'gain'
  | 'job'
  | 'goal'
  | 'expectation'
  | 'quote'
  | 'story'
  | 'observation'
  | 'opportunity'
  | 'metric'
  | 'owner'
  | 'moment'
  | 'description'
  | 'physicalEvidence'
  | 'frontstage'
  | 'backstage'
  | 'support';

/**
 * The names that tools and workshops give to lanes, in English and German: how a word of the name begins.
 * The first that fits wins, so that `Backstage actions` is no customer action. A blank behind a word ends it.
 */
const NAMES: readonly (readonly [LaneKind, string])[] = [
  ['physicalEvidence', 'physical evidence|evidence|props |physische|sichtbare beweis'],
  ['moment', 'moments? of truth|moments? that matter|momente? der wahrheit|mot '],
  ['backstage', 'back ?stage|back ?office|behind the scenes|hinter den kulissen|hinterbühne'],
  [
    'frontstage',
    'front ?stage|on ?stage|front ?office|(?:employee|staff|agent|mitarbeiter\\p{L}*) (?:action|activit|handlung|aktion|aktivität)|vorderbühne',
  ],
  [
    'support',
    'support(?:ing)? process|support |supportprozess|unterstütz|systems? |systeme |technolog',
  ],
  [
    'touchpoint',
    'touch ?points?|berührungspunkt|kontaktpunkt|interaktionspunkt|points? of contact|interactions? ',
  ],
  ['channel', 'channels? |kanal|kanäle|kanaele|medium |media |medien '],
  [
    'pain',
    'pains? |pain ?points?|frustrat|problem|barriers? |friction|obstacle|challenges? |issues? |schmerz|hürde|huerde|schwierigkeit|ärger|negativ',
  ],
  ['gain', 'gains? |delight|highlight|positiv|benefits? |nutzen |freude'],
  [
    'opportunity',
    'opportunit|ideas? |ideen|solutions? |lösung|chance|potenzial|potential|verbesserung|improvement|maßnahme|massnahme|how might we|hmw |recommendation',
  ],
  ['quote', 'quotes? |verbatim|zitat|says |saying |sagt '],
  [
    'emotion',
    'emotion|feel|gefühl|gefuehl|fühl|stimmung|mood |sentiment|empfind|experience |satisfaction|zufriedenheit',
  ],
  ['thinking', 'think|thoughts? |gedanke|denk|mindset|questions? |fragen '],
  ['need', 'needs? |bedürfnis|beduerfnis|bedarf|wünsche'],
  ['goal', 'goals? |ziele? |objectives? |wants '],
  ['job', 'jobs? '],
  ['expectation', 'expect|erwartung'],
  ['metric', 'metrics? |metrik|kpis? |kennzahl|measures? |messgr|success'],
  [
    'owner',
    'owners? |who owns |ownership|responsib|verantwort|zuständig|zustaendig|teams? |departments? |abteilung',
  ],
  ['story', 'story |stories|geschichte|scenario'],
  ['observation', 'observation|beobachtung|insights? |erkenntnis|findings? '],
  ['description', 'description|beschreibung|summary |narrative'],
  [
    'action',
    'actions? |activit|doing |do |does |steps taken|behaviou?r|tasks? |handlung|aktion|aktivität|aktivitaet|tun |tätigkeit|verhalten|macht ',
  ],
];

const PATTERNS = NAMES.map(
  ([kind, words]) => [kind, new RegExp(`(?:^| )(?:${words})`, 'u')] as const,
);

/** What kind of lane has this name; null where no tool calls one so. */
export function laneOf(name: string): LaneKind | null {
  const words = plainWords(name);
  if (words.length > 48 || words.split(' ').length > 7) return null;
  return PATTERNS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** What the header row of a matrix with this label holds. A stage is a phase to some tools and a step to others. */
export type Header = 'phase' | 'stage' | 'step';

const HEADERS: readonly (readonly [Header, RegExp])[] = [
  ['phase', /^(?:(?:customer|journey|lifecycle|user) )*(?:phases?|phasen|phasenname|phase name) $/],
  ['stage', /^(?:(?:customer|journey|lifecycle|user) )*(?:stages?|stufen?|abschnitte?) $/],
  ['step', /^(?:(?:customer|journey|process|user) )*(?:steps?|schritte?|teilschritte?) $/],
];

export function headerOf(name: string): Header | null {
  const words = plainWords(name);
  return HEADERS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Words in small letters, parted by one blank, with one behind them. */
function plainWords(name: string): string {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return `${words.trim()} `;
}
