// Deutsche Wörter, die Bildschirm und Ausgaben gemeinsam haben.

/** Kanäle und Familien von Wertarten, die wir kennen; was nur ein Modell kennt, behält seinen Namen. */
export const known = {
  channels: {
    web: 'Web',
    app: 'App',
    store: 'Laden',
    phone: 'Telefon',
    email: 'E-Mail',
    chat: 'Chat',
    post: 'Post',
    partner: 'Partner',
    delivery: 'Lieferung',
    community: 'Community',
    social: 'Soziale Medien',
    sms: 'SMS',
  },
  families: {
    money: 'Geld',
    goods: 'Waren',
    time: 'Zeit',
    attention: 'Aufmerksamkeit',
    data: 'Daten',
    permission: 'Erlaubnis',
    advocacy: 'Fürsprache',
    association: 'Zugehörigkeit',
    belonging: 'Verbundenheit',
    help: 'Hilfe',
    outcome: 'Ergebnis',
    experience: 'Erlebnis',
  },
};

/** Was neben Zahlen steht. */
export const figures = {
  range: '{{low}} bis {{high}}',
  notSaid: 'nicht gesagt',
  gradeA: 'gemessen',
  gradeB: 'über Stellvertreter',
  gradeC: 'ausgesagt',
  gradeD: 'angenommen',
  aYear: 'im Jahr',
  customers: 'Kunden',
  business: 'Das Unternehmen',
  breakEven: 'Wendepunkt',
  howWell: 'Wie gut wir es wissen',
  people: 'Menschen',
  owner: 'Verantwortlich',
  next: 'Als Nächstes ansehen',
};

/** Die Karte, ihre Zeichen, und was über ihr von der Reise gesagt wird. */
export const map = {
  lead: '{{encounters}} Begegnungen von {{people}} Menschen insgesamt, {{from}} bis {{to}}. Geld in {{currency}} im Jahr.',
  leadShort: 'Aus nur {{days}} Tagen errechnet, ein Jahr ist also geschätzt.',
  leadBelieved:
    'Noch keine Ereignisse: Das ist, was das Modell annimmt. Geld in {{currency}} im Jahr.',
  all: 'Alle Reisen',
  matters: 'Der Schritt, auf den es am meisten ankommt',
  mattersElsewhere: 'Der Schritt, auf den es am meisten ankommt, ist „{{name}}“ in „{{journey}}“.',
  mattersNone: 'Nichts gefunden, was einer Seite Sorge machen müsste.',
  mattersSettled: 'Was gefunden wurde, ist verworfen oder geschlossen: Nichts wartet auf jemanden.',
  mattersNoneYet:
    'Noch keine Ereignisse, also auch kein Befund. Die Umrisse zeigen, was das Modell annimmt.',
  get: 'Sie bekommen',
  give: 'Sie geben',
  felt: 'Erlebt',
  moment: 'Augenblick der Wahrheit',
  unseen: 'ungesehen',
  noEvidence: 'nur angenommen',
  nothing: 'nichts',
  unknown: 'nichts bekannt',
  measuredOf: 'gemessen {{money}}',
  believedOf: 'angenommen {{money}}',
  told: '{{way}}: {{what}}',
  feltTold: 'Erlebt {{value}} auf −1 bis +1',
  legendMeasured: 'Gemessen',
  legendBelieved: 'Angenommen',
  legendRange: 'Spanne, neun von zehn Mal',
  legendTorn: 'Größer als der Maßstab',
  legendLit: 'Kommt am meisten darauf an',
  legendMoment: 'Augenblick der Wahrheit',
  how: 'Was sie bekommen, ist mit dem gezeichnet, was es ihnen wert ist; was sie geben, mit dem, was es sie kostet.',
};

/** Befunde in eigener Sprache, aus ihren Zahlen gemacht. */
export const said = {
  noTurn: 'Hängt an keiner Bewertung',
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

/** Was sich in einem Monat änderte. */
export const changedSaid = {
  lead: '{{month}} gegen {{against}}. Beide sind nach heutigem Stand bewertet: Was sich geändert hat, ist also geschehen und nicht nur anders gesehen. Geld und Anzahl wie in einem Monat mittlerer Länge.',
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
  sides: {
    customer: 'Kunden',
    business: 'Das Unternehmen',
    joint: 'Beide zusammen',
    volume: 'Begegnungen',
  },
  notJudged: 'nicht beurteilt',
  why: {
    'no-months': 'Es gibt noch keinen vollen Monat',
    'month-incomplete': 'Dieser Monat ist nicht vollständig',
    'nothing-before': 'Davor ist nichts, womit er sich vergleichen ließe',
  },
  newFindings: 'Neu',
  goneFindings: 'Weg',
  opinionWhy:
    'Nach den Bewertungen der Fassung davor (gespeichert am {{day}}) wären Kunden in demselben Monat {{customer}} geblieben und dem Unternehmen {{business}} statt {{customerNow}} und {{businessNow}}.',
  opinionSame:
    'Die Bewertungen der Fassung davor (gespeichert am {{day}}) sagen von diesem Monat dasselbe.',
  total: 'Alle verglichenen Kontaktpunkte',
};
