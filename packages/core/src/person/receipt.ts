import type { Model } from '../model/model.ts';
import { partsOf, type RightKinds, spokenOf } from './right-kinds.ts';
import type { ExpressedBy, PersonRights, RightWord } from './rights.ts';

/** What a record of consent needs that no event says. All of it may stand in the model under `x-controller`. */
export interface Controller {
  readonly [key: string]: string | undefined;
}

/** What is read of `x-controller`, with the field of the standard that it fills. */
const SAID_BY_MODEL = [
  ['name', 'controller name'],
  ['contact', 'controller contact'],
  ['address', 'controller postal address'],
  ['role', 'controller role'],
  ['notice', 'notice'],
  ['notice_version', 'notice version'],
  ['language', 'notice language'],
  ['jurisdiction', 'jurisdiction'],
  ['recipients', 'recipients'],
  ['storage', 'storage conditions'],
  ['withdrawal', 'change and withdrawal'],
] as const;
type Said = (typeof SAID_BY_MODEL)[number][0];

/** A consent record and its receipt, as JSON-LD with the terms of the Data Privacy Vocabulary. */
export type Receipt = Readonly<Record<string, unknown>>;

/** What a receipt is made of. */
export interface Receipted {
  readonly word: RightWord & { readonly record: string };
  readonly person: string;
  readonly rights: PersonRights;
  readonly kinds: RightKinds;
  readonly model: Model;
  /** Of this receipt: a UUID. */
  readonly id: string;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
}

/**
 * The receipt of one word on a right: what was said, when, for what, of which data. What the standard demands and nobody has
 * said is named under `missing`, never made up.
 *
 * Source: ISO/IEC TS 27560:2023, by the guide of the Data Privacy Vocabulary (W3C DPVCG); GDPR Art. 7(1).
 */
export function receiptOf(receipted: Receipted): Receipt {
  const { word, model, id, now } = receipted;
  const said = controllerOf(model);
  const missing = SAID_BY_MODEL.filter(([key]) => said[key] === undefined).map(([, name]) => name);
  return {
    '@context': CONTEXT,
    '@id': `urn:uuid:${id}`,
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': SCHEMA,
    'dct:identifier': id,
    'dct:created': instant(now),
    'dct:isPartOf': { '@id': `urn:uuid:${word.record}` },
    'dpv:hasRecordOfActivity': recordOf(receipted, said),
    'bothways:missing': missing,
  };
}

const SCHEMA = 'ISO/IEC TS 27560:2023';
const CONTEXT = {
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  bothways: 'urn:bothways:',
} as const;

function recordOf(
  { word, person, rights, kinds, model, now }: Receipted,
  said: Controller,
): Receipt {
  const [purpose, category] = partsOf(word.kind);
  const spoken = spokenOf(word.kind, kinds);
  const categories = new Set([category, ...spoken.map((each) => each.category)]);
  const data = model.values.filter(
    ({ id, family }) => family === 'data' && categories.has(id.slice('data:'.length)),
  );
  return {
    '@id': `urn:uuid:${word.record}`,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': SCHEMA,
    'dct:identifier': word.record,
    'dpv:hasDataSubject': { '@id': `urn:bothways:person:${person}` },
    'dpv:hasLegalBasis': { '@id': 'eu-gdpr:A6-1-a' },
    'dpv:hasNotice': {
      '@type': 'dpv:ConsentNotice',
      ...given('dct:identifier', said['notice']),
      ...given('dct:hasVersion', said['notice_version']),
      ...given('dct:language', said['language']),
    },
    'dpv:hasProcess': {
      '@type': 'dpv:Process',
      'dct:title': model.name,
      'dpv:hasPurpose': names(new Set([purpose, ...spoken.map((each) => each.purpose)])),
      'dpv:hasPersonalData': [
        ...names(categories),
        ...data.map(({ id, name }) => ({ 'dct:identifier': id, 'dct:title': name })),
      ],
      ...given('dpv:hasStorageCondition', said['storage']),
      ...given('dpv:hasRecipient', said['recipients']),
    },
    'dpv:hasDataController': {
      '@type': 'dpv:DataController',
      ...given('dpv:hasName', said['name']),
      ...given('dpv:hasContact', said['contact']),
      ...given('dpv:hasAddress', said['address']),
      ...given('dpv:hasRole', said['role']),
    },
    ...given('dpv:hasJurisdiction', said['jurisdiction']),
    'dpv:hasRight': ['eu-gdpr:A7-3', 'eu-gdpr:A15', 'eu-gdpr:A17', 'eu-gdpr:A20'].map((right) => ({
      '@id': right,
    })),
    'bothways:withdrawal': said['withdrawal'] ?? 'as it was given: by the same road, at any time',
    'dpv:hasConsent': {
      '@type': word.by === 'context' ? 'dpv:Consent' : 'dpv:ExpressedConsent',
      'dpv:hasConsentStatus': { '@id': statusOf(word, rights, kinds, now) },
      'dpv:isIndicatedAtTime': instant(word.at),
      'dpv:isIndicatedBy': 'dpv:DataSubject',
      'dpv:hasIndicationMethod': METHODS[word.by],
      'dpv:hasDuration':
        word.expiresAt === null
          ? { '@id': 'dpv:UntilEventDuration', 'dct:title': 'until it is withdrawn' }
          : { '@id': 'dpv:UntilTimeDuration', 'dct:valid': instant(word.expiresAt) },
      'dct:source': { 'dct:publisher': word.source, 'dct:identifier': word.messageId },
    },
  };
}

const METHODS: Readonly<Record<ExpressedBy, string>> = {
  event: 'a consent event, by which the client says what the person has just chosen',
  context: 'preferences that the client sent along with another event',
  gpc: 'the signal of Global Privacy Control of their browser',
  api: 'recorded or withdrawn by a person at work, or a preference page, over the API',
  leg: 'an encounter at which the right is given',
};

function statusOf(word: RightWord, rights: PersonRights, kinds: RightKinds, now: number): string {
  if (word.granted)
    return word.expiresAt !== null && word.expiresAt <= now
      ? 'dpv:ConsentExpired'
      : 'dpv:ConsentGiven';
  const wasHeld = spokenOf(word.kind, kinds).some(({ kind }) =>
    rights.isHeld(kind, word.identity, word.at - 1),
  );
  return wasHeld ? 'dpv:ConsentWithdrawn' : 'dpv:ConsentRefused';
}

function controllerOf({ extensions }: Model): Controller {
  const written = extensions['x-controller'];
  if (typeof written !== 'object' || written === null) return {};
  const known = new Set<string>(SAID_BY_MODEL.map(([key]): Said => key));
  return Object.fromEntries(
    Object.entries(written).flatMap(([key, value]) =>
      known.has(key) && value !== null && typeof value !== 'object' ? [[key, String(value)]] : [],
    ),
  );
}

function given(key: string, value: string | undefined): Receipt {
  return value === undefined ? {} : { [key]: value };
}

function names(of: ReadonlySet<string>): readonly Receipt[] {
  return [...of].map((name) => ({ 'dct:title': name }));
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
