import { said } from '@bothways/core/words/de';

/** Befunde. */
export const findings = {
  ...said,
  title: 'Befunde',
  lead: 'Der schwerste zuerst. Geld, um das es im Jahr für beide Seiten geht; ein Minus ist ein Verlust dieser Seite.',
  none: 'Nichts gefunden',
  noneWhy:
    'Jede Regel hat jeden Kontaktpunkt angesehen: was genommen und gegeben, versprochen, erwartet und empfunden wird und wo Reisen enden. Keine zeigt einen Mangel. Das gilt nur, wo genug gesehen und bewertet wurde; wo nicht, steht darunter.',
  noneYet: 'Noch wurde nichts gesucht',
  noneYetWhy:
    'Befunde entstehen aus Ereignissen, und es gibt noch keine. Bringen Sie eine Datei davon mit, oder sehen Sie sich das Beispiel an.',
  people: '{{people}} Menschen',
  notSaid: 'nicht gesagt',
  evidence: 'Was gesehen wurde',
  show: 'Auf der Reise zeigen',
  quote: 'Was jemand gesagt hat',
  abstained: 'Wo die Daten es nicht sagen können',
  abstainedWhy: 'Angesehen und nicht behauptet. Jede Zeile sagt, was fehlt.',
  count_one: '{{count}} Befund',
  count_other: '{{count}} Befunde',
};
