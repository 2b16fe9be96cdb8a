/** Was sich in einem Monat geändert hat. */
export const changed = {
  title: 'Was sich geändert hat',
  lead: '{{month}} gegen {{against}}. Beide sind nach heutigem Stand bewertet: Was sich geändert hat, ist also geschehen und nicht nur anders gesehen. Geld und Anzahl wie in einem Monat mittlerer Länge.',
  month: 'Monat',
  against: 'Gegen',
  monthBefore: 'Der Monat davor',
  yearBefore: 'Derselbe Monat ein Jahr davor',
  matters: 'Die Änderungen, auf die es ankommt',
  nothing: 'Nichts hat sich über den Zufall hinaus geändert',
  nothingWhy:
    '{{judged}} Unterschiede wurden zusammen angesehen, und keiner ist größer, als der Zufall sie macht. Auch das ist eine gute Antwort.',
  howMarked:
    '{{judged}} Unterschiede wurden zusammen beurteilt. Von den hervorgehobenen sind höchstens {{rate}} als Zufall zu erwarten.',
  said: {
    customer: {
      more: '„{{name}}“ ließ Kunden um {{money}} besser dastehen.',
      less: '„{{name}}“ ließ Kunden um {{money}} schlechter dastehen.',
    },
    business: {
      more: '„{{name}}“ brachte dem Unternehmen {{money}} mehr.',
      less: '„{{name}}“ brachte dem Unternehmen {{money}} weniger.',
    },
    volume: {
      more: '„{{name}}“ kam {{count}} Mal öfter vor.',
      less: '„{{name}}“ kam {{count}} Mal seltener vor.',
    },
    felt: {
      more: '„{{name}}“ fühlte sich besser an, um {{index}} auf −1 bis +1.',
      less: '„{{name}}“ fühlte sich schlechter an, um {{index}} auf −1 bis +1.',
    },
    kept: {
      more: '„{{name}}“ hielt „{{metric}}“ in {{points}} von hundert Fällen mehr ein.',
      less: '„{{name}}“ hielt „{{metric}}“ in {{points}} von hundert Fällen weniger ein.',
    },
  },
  fromTo: 'Von {{before}} auf {{now}}',
  total: 'Alle verglichenen Kontaktpunkte',
  sides: {
    customer: 'Kunden',
    business: 'Das Unternehmen',
    joint: 'Beide zusammen',
    volume: 'Begegnungen',
  },
  each: 'Kontaktpunkt für Kontaktpunkt',
  eachWhy:
    'Ein Punkt ist der Unterschied, seine Linie, wo er neun von zehn Mal liegt. Gefüllt: mehr als Zufall. Hohl: Zufall allein kann ihn machen.',
  picture: 'Bild',
  table: 'Tabelle',
  show: 'Gezeigt als',
  what: 'Welche Zahl',
  touchpoint: 'Kontaktpunkt',
  before: 'Davor',
  now: 'Jetzt',
  difference: 'Unterschied',
  beyond: 'Mehr als Zufall?',
  yes: 'ja',
  no: 'nein',
  notJudged: 'nicht beurteilt',
  feltColumn: 'Erlebt',
  keptColumn: 'Gehalten',
  notCompared: 'Nicht verglichen',
  tooFew: 'Weniger als 30 Begegnungen in beiden Monaten zusammen',
  notCovered: 'Ihre Summen decken nicht beide Monate ganz ab',
  findings: 'Befunde des Monats für sich',
  findingsWhy: 'Was dieselben Regeln in einem Monat allein finden und im anderen nicht fanden.',
  newFindings: 'Neu',
  goneFindings: 'Weg',
  noNew: 'Keiner ist neu.',
  noGone: 'Keiner ist weg.',
  opinion: 'Abgesehen von dem, was geschah: Meinungen',
  opinionWhy:
    'Nach den Bewertungen der Fassung davor (gespeichert am {{day}}) wären Kunden in demselben Monat {{customer}} geblieben und dem Unternehmen {{business}} statt {{customerNow}} und {{businessNow}}.',
  opinionSame:
    'Die Bewertungen der Fassung davor (gespeichert am {{day}}) sagen von diesem Monat dasselbe.',
  opinionNone: 'Es gibt nur eine Fassung des Modells, also hat sich keine Meinung geändert.',
  done: 'Was Menschen getan haben',
  inMonth: 'In dem Monat',
  since: 'Seitdem',
  nothingDone: 'Nichts',
  did: {
    accept: '{{who}} hat „{{name}}“ angenommen',
    dismiss: '{{who}} hat „{{name}}“ verworfen',
    work: '{{who}} hat die Arbeit an „{{name}}“ begonnen',
    close: '{{who}} hat „{{name}}“ geschlossen',
    reopen: '{{who}} hat „{{name}}“ wieder geöffnet',
  },
  saved: 'Modell als Fassung {{version}} gespeichert',
  imported: '{{count}} Ereignisse kamen aus „{{source}}“',
  importedRejected:
    '{{count}} Ereignisse kamen aus „{{source}}“; {{rejected}} Datensätze wurden abgelehnt',
  toFindings: 'Zu den Befunden',
  why: {
    'no-months': 'Es gibt noch keinen vollen Monat',
    'month-incomplete': 'Dieser Monat ist nicht vollständig',
    'nothing-before': 'Davor ist nichts, womit er sich vergleichen ließe',
  },
  whyHint: {
    'no-months':
      'Ein Monat wird verglichen, wenn seine Ereignisse vom ersten bis zum letzten Tag da sind und die des Monats davor auch.',
    'month-incomplete':
      'Seine Ereignisse reichen nicht vom ersten bis zum letzten Tag; jeder Unterschied könnte von den fehlenden Tagen kommen. Bitte oben einen vollen Monat wählen.',
    'nothing-before':
      'Der Monat, mit dem verglichen werden soll, hat keine Ereignisse oder nicht von allen Tagen. Bitte oben einen anderen wählen.',
  },
};
