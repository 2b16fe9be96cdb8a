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
    'uncaptured-value': 'Wert, der nicht zurückkommt',
    'promise-not-kept': 'Versprechen nicht gehalten',
    'unmet-expectation': 'Erwartung nicht erfüllt',
    'failure-point': 'Hier scheitern Reisen',
    'bad-end': 'Schlechtes Ende',
    'bad-peak': 'Schlimmster Augenblick',
    'wrong-form': 'Wert in der falschen Form',
    'delivered-unnoticed': 'Gegeben, aber nicht bemerkt',
    'weakest-link': 'Schwächstes Glied',
    unmapped: 'Ereignisse ohne Kontaktpunkt',
    unseen: 'Nie gesehen',
    strength: 'Stärke: schützen',
  },
  sentences: {
    'one-sided-capture':
      '„{{name}}“ nimmt den Kunden {{first}} im Jahr und gibt {{second}} zurück.',
    'data-taken-nothing-given':
      '„{{name}}“ nahm Daten von {{people}} Menschen und gab fast immer nichts zurück.',
    'costly-for-both':
      '„{{name}}“ lässt beide schlechter dastehen: Kunden um {{first}} im Jahr, das Unternehmen um {{second}}.',
    'uncaptured-value':
      '„{{name}}“ kostet das Unternehmen {{first}} im Jahr, die weder dort noch anderswo zurückkommen.',
    'promise-not-kept': 'Bei „{{name}}“ kommt nicht an, was Kunden versprochen wurde.',
    'unmet-expectation':
      'Bei „{{name}}“ werden die Erwartungen der Kunden öfter enttäuscht als erfüllt.',
    'failure-point': 'Bei „{{name}}“ brechen mehr Reisen ab als irgendwo sonst auf ihrem Weg.',
    'bad-end': 'Reisen, die bei „{{name}}“ enden, enden meist schlecht.',
    'bad-peak': 'Bei „{{name}}“ fühlen sich Reisen meist am schlimmsten an.',
    'wrong-form': 'Kunden kommen wegen etwas anderem zu „{{name}}“, als sie dort bekommen.',
    'delivered-unnoticed': '„{{name}}“ gibt etwas für {{first}} im Jahr, und niemand bemerkt es.',
    'weakest-link':
      'Was den empfundenen Wert bremst, wird bei „{{name}}“ am meisten erlebt und am schlechtesten empfunden.',
    unmapped: '„{{name}}“ kommt vor, und kein Kontaktpunkt nimmt es auf.',
    unseen: '„{{name}}“ ist geplant, und noch kein Ereignis kam je dort an.',
    strength: '„{{name}}“ lässt beide besser dastehen und wird gern erlebt.',
  },
  nextGeneral: {
    'one-sided-capture':
      'Klären, was Kunden hier für das Genommene bekommen sollen, bevor mehr von ihnen verlangt wird.',
    'data-taken-nothing-given':
      'Sagen, wofür die Daten gebraucht werden, und hier etwas dafür geben, oder nicht mehr fragen.',
    'costly-for-both': 'Ansehen, was Menschen hierher bringt, und es dann verkürzen.',
    'uncaptured-value':
      'Sagen, was es bringen soll, und das messen; sonst etwas dafür verlangen oder weniger geben.',
    'promise-not-kept': 'Einlösen, was angenommen wurde, oder weniger versprechen.',
    'unmet-expectation': 'Die Erwartung einhalten oder nur versprechen, was stimmt.',
    'failure-point':
      'Einige fragen, warum sie hier aufgehört haben, und ausprobieren, was sie weiterkommen lässt.',
    'bad-end': 'Zuerst für die letzte Minute sorgen: Was gut endet, bleibt in guter Erinnerung.',
    'bad-peak':
      'Herausfinden, was hier so stark empfunden wird, und es abstellen, bevor anderes schöner wird.',
    'wrong-form': 'Kunden fragen, wofür sie hierher kommen, und ihnen das geben.',
    'delivered-unnoticed':
      'Es für einige nach dem Los weglassen; vermissen sie es nicht, damit aufhören oder es sichtbar machen.',
    'weakest-link':
      'Zuerst heben, was bremst, hier beginnend, und sehen, ob der empfundene Wert folgt.',
    unmapped:
      'Einen Kontaktpunkt dafür anlegen und sagen, was dort fließt, oder es mit Absicht weglassen.',
    unseen: 'Klären, ob es überhaupt geschieht; wenn ja, Ereignisse liefern oder von Hand zählen.',
    strength: 'Schützen, was immer anderswo gespart wird.',
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
