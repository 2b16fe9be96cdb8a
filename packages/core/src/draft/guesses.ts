import type { Phase } from '../model/model.ts';

type Stage = NonNullable<Phase['stage']>;

/** Matches a whole word, or one that begins so where the words say `\\p{L}*`. */
function words(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu');
}

/** Which words of a phase's name tell its lifecycle stage; the first that fits wins. */
const STAGES: readonly (readonly [Stage, RegExp])[] = [
  [
    'advocacy',
    words(
      'advoca\\p{L}*|recommend\\p{L}*|refer|referrals?|share|sharing|promot\\p{L}*|(?:weiter)?empfehl\\p{L}*|teilen',
    ),
  ],
  [
    'cultivation',
    words(
      'loyal\\p{L}*|retention|retain|renew\\p{L}*|after ?-?sales|post-?purchase|support|care|grow\\p{L}*|cultivat\\p{L}*|(?:kunden)?bindung|betreu\\p{L}*|nachbetreuung|verlänger\\p{L}*|treue',
    ),
  ],
  [
    'purchase',
    words(
      'purchas\\p{L}*|buy\\p{L}*|order\\p{L}*|pay\\p{L}*|check-?out|book\\p{L}*|decision|decide|conver\\p{L}*|acqui\\p{L}*|(?:ein|an)?kauf\\p{L}*|bestell\\p{L}*|bezahl\\p{L}*|zahl\\p{L}*|buch\\p{L}*|entscheid\\p{L}*',
    ),
  ],
  [
    'awareness',
    words('aware\\p{L}*|need|notice|trigger|bewusst\\p{L}*|aufmerksam\\p{L}*|bedarf|anlass'),
  ],
  [
    'discovery',
    words(
      'discover\\p{L}*|research\\p{L}*|search\\p{L}*|explor\\p{L}*|inform\\p{L}*|find\\p{L}*|learn\\p{L}*|entdeck\\p{L}*|such\\p{L}*|recherch\\p{L}*',
    ),
  ],
  [
    'attraction',
    words(
      'attract\\p{L}*|consider\\p{L}*|interest\\p{L}*|evaluat\\p{L}*|compar\\p{L}*|desire|inspir\\p{L}*|interesse|abwäg\\p{L}*|überleg\\p{L}*|vergleich\\p{L}*|erwäg\\p{L}*',
    ),
  ],
  [
    'use',
    words(
      'us(?:e|es|ing|age)|service|deliver\\p{L}*|receiv\\p{L}*|experience|install\\p{L}*|set-?up|onboard\\p{L}*|stay|consum\\p{L}*|ride|travel|nutz\\p{L}*|gebrauch|verwend\\p{L}*|erhalt\\p{L}*|liefer\\p{L}*|einricht\\p{L}*',
    ),
  ],
  [
    'interaction',
    words(
      'interact\\p{L}*|engag\\p{L}*|contact\\p{L}*|visit\\p{L}*|enquir\\p{L}*|inquir\\p{L}*|ask\\p{L}*|appl(?:y|ication)|sign-? ?up|regist\\p{L}*|join\\p{L}*|kontakt\\p{L}*|besuch\\p{L}*|anfrag\\p{L}*|anmeld\\p{L}*|interaktion',
    ),
  ],
];

/** The lifecycle stage that a phase's name speaks of, or null. */
export function stageOf(name: string): Stage | null {
  return STAGES.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

/** Which words tell where an interaction happens; the first that fits wins. */
const CHANNELS: readonly (readonly [string, RegExp])[] = [
  ['app', words('apps?|mobile app|app ?store|smartphone-?app')],
  ['chat', words('(?:live)?-?chats?|chat-?bots?|whats ?app|messengers?')],
  ['e-mail', words('e-?mails?|newsletters?|mailings?|mails?')],
  ['sms', words('sms|text messages?')],
  [
    'phone',
    words(
      'phone\\p{L}*|calls?|call ?-?cent(?:er|re)|hotline|telephone|telefon\\p{L}*|anruf\\p{L}*',
    ),
  ],
  [
    'post',
    words('post|letters?|brief\\p{L}*|parcels?|packages?|paket\\p{L}*|postal|courier|kurier'),
  ],
  [
    'social',
    words(
      'social(?: media)?|instagram|facebook|tik ?tok|linkedin|youtube|twitter|pinterest|soziale medien',
    ),
  ],
  [
    'advert',
    words(
      'adverts?|ads?|advertis\\p{L}*|tv|radio|billboards?|plakat\\p{L}*|werbung|anzeigen?|flyers?|prospekte?',
    ),
  ],
  ['partner', words('partners?|resellers?|marketplace|amazon|händler|marktplatz')],
  [
    'web',
    words(
      'web\\p{L}*|sites?|homepage|online(?: ?-?shop)?|landing ?page|browser|portal|internet\\p{L}*|google|search engine|suchmaschine',
    ),
  ],
  [
    'store',
    words(
      '(?:in-?)?stores?|shops?|counter|branch|show ?room|till|kiosk|face to face|in person|filial\\p{L}*|laden|ladengeschäft|geschäft|theke|kasse|vor ort|persönlich',
    ),
  ],
];

/** The channel that a text speaks of, in our word, or null. */
export function channelOf(text: string): string | null {
  return CHANNELS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** The currency that a text names by its sign or code, or null. */
export function currencyIn(text: string): string | null {
  const signs: readonly (readonly [string, RegExp])[] = [
    ['EUR', /€|\bEUR\b/],
    ['GBP', /£|\bGBP\b/],
    ['CHF', /\bCHF\b/],
    ['USD', /\$\s?\d|\bUSD\b/],
  ];
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? null;
}
