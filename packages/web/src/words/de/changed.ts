import { changedSaid } from '@bothways/core/words/de';

/** Was sich in einem Monat geändert hat. */
export const changed = {
  ...changedSaid,
  title: 'Was sich geändert hat',
  month: 'Monat',
  against: 'Gegen',
  monthBefore: 'Der Monat davor',
  yearBefore: 'Derselbe Monat ein Jahr davor',
  matters: 'Die Änderungen, auf die es ankommt',
  overall: {
    customer: {
      more: 'Alles zusammen stehen Kunden um {{money}} besser da.',
      less: 'Alles zusammen stehen Kunden um {{money}} schlechter da.',
    },
    business: {
      more: 'Dem Unternehmen blieb insgesamt {{money}} mehr.',
      less: 'Dem Unternehmen blieb insgesamt {{money}} weniger.',
    },
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
  feltColumn: 'Erlebt',
  keptColumn: 'Gehalten',
  notCompared: 'Nicht verglichen',
  tooFew: 'Weniger als 30 Begegnungen in beiden Monaten zusammen',
  notCovered: 'Ihre Summen decken nicht beide Monate ganz ab',
  findings: 'Befunde des Monats für sich',
  findingsWhy: 'Was dieselben Regeln in einem Monat allein finden und im anderen nicht fanden.',
  noNew: 'Keiner ist neu.',
  noGone: 'Keiner ist weg.',
  opinion: 'Abgesehen von dem, was geschah: Meinungen',
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
  whyHint: {
    'no-months':
      'Ein Monat wird verglichen, wenn seine Ereignisse vom ersten bis zum letzten Tag da sind und die des Monats davor auch.',
    'month-incomplete':
      'Seine Ereignisse reichen nicht vom ersten bis zum letzten Tag; jeder Unterschied könnte von den fehlenden Tagen kommen. Bitte oben einen vollen Monat wählen.',
    'nothing-before':
      'Der Monat, mit dem verglichen werden soll, hat keine Ereignisse oder nicht von allen Tagen. Bitte oben einen anderen wählen.',
  },
};
