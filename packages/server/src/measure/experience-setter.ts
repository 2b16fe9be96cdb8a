import type { Setter } from '@bothways/core/contract';

/**
 * Who set an expectation, as told from the words of its source: English or German, the first that fits. What fits nothing is
 * told as it stands, as something else.
 */
export function setterOf(source: string | null): Setter {
  if (source === null || source.trim() === '') return 'nobody-said';
  return SIGNS.find(([, sign]) => sign.test(source))?.[0] ?? 'other';
}

const SIGNS: readonly (readonly [Setter, RegExp])[] = [
  [
    'last-time',
    /\blast (time|visit|order|year)\b|\bbefore\b|\bused to\b|letzte[sn]? mal|bisher|früher/i,
  ],
  [
    'advert',
    /\badvert|\bad\b|\bads\b|poster|billboard|campaign|commercial|anzeige|werbung|plakat|kampagne/i,
  ],
  [
    'colleague',
    /colleague|\bstaff\b|\bteam\b|\bagent\b|salesperson|adviser|advisor|employee|kolleg|mitarbeit|berater|verkäufer/i,
  ],
  [
    'rival',
    /rival|competitor|elsewhere|next door|other (shop|store|bank|airline)s?|amazon|wettbewerb|konkurren|nebenan|anderswo/i,
  ],
  [
    'other-customers',
    /friend|famil|neighbou?r|review|forum|word of mouth|other customers|freund|nachbar|bewertung/i,
  ],
  [
    'own-words',
    /mail|letter|tape|button|screen|\bapp\b|site|web|page|terms|policy|contract|promise|brand|proposition|sms|message|brochure|leaflet|sign|brief|ansage|band|knopf|seite|vertrag|versprechen/i,
  ],
];
