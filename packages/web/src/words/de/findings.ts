/** Befunde. */
export const findings = {
  title: 'Befunde',
  lead: 'Der schwerste zuerst. Geld, um das es im Jahr für beide Seiten geht; ein Minus ist ein Verlust dieser Seite.',
  none: 'Nichts gefunden',
  noneWhy:
    'Kein Kontaktpunkt nimmt, ohne zu geben, nimmt Daten für nichts oder kostet beide Seiten. Das gilt nur, wo genug gesehen und bewertet wurde.',
  noneYet: 'Noch wurde nichts gesucht',
  noneYetWhy:
    'Befunde entstehen aus Ereignissen, und es gibt noch keine. Aufnehmen, dann neu aufbauen:',
  people: '{{people}} Menschen',
  notSaid: 'nicht gesagt',
  evidence: 'Was gesehen wurde',
  show: 'Auf der Reise zeigen',
  quote: 'Was jemand gesagt hat',
  abstained: 'Wo die Daten es nicht sagen können',
  abstainedWhy: 'Angesehen und nicht behauptet. Jede Zeile sagt, was fehlt.',
  noTurn: 'Hängt an keiner Bewertung',
  count_one: '{{count}} Befund',
  count_other: '{{count}} Befunde',
  kinds: {
    'one-sided-capture': 'Einseitig genommen',
    'data-taken-nothing-given': 'Daten genommen, nichts gegeben',
    'costly-for-both': 'Teuer für beide',
  },
  sentences: {
    'one-sided-capture':
      '„{{name}}“ nimmt den Kunden {{first}} im Jahr und gibt {{second}} zurück.',
    'data-taken-nothing-given':
      '„{{name}}“ nahm Daten von {{people}} Menschen und gab fast immer nichts zurück.',
    'costly-for-both':
      '„{{name}}“ lässt beide schlechter dastehen: Kunden um {{first}} im Jahr, das Unternehmen um {{second}}.',
  },
  nextGeneral: {
    'one-sided-capture':
      'Klären, was Kunden hier für das Genommene bekommen sollen, bevor mehr von ihnen verlangt wird.',
    'data-taken-nothing-given':
      'Sagen, wofür die Daten gebraucht werden, und hier etwas dafür geben, oder nicht mehr fragen.',
    'costly-for-both': 'Ansehen, was Menschen hierher bringt, und es dann verkürzen.',
  },
};
