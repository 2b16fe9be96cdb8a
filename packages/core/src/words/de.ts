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
  lead: '{{encounters}} Begegnungen von {{people}} Menschen, {{from}} bis {{to}}. Geld in {{currency}} im Jahr.',
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
