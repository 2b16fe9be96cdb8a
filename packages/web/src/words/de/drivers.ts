/** What shapes value. */
export const drivers = {
  title: 'Was den Wert prägt',
  lead: 'Was mit {{outcome}} einhergeht, wie sicher das ist und wo es hapert.',
  reading: 'Es wird ausgewertet, was den Wert prägt',
  influences: {
    brand: 'Marke',
    communications: 'Kommunikation',
    purchase: 'Kauf',
    product: 'Produkt',
    service: 'Service',
  },
  outcomeLabel: 'Gemessen an',
  byLabel: 'Nach',
  by: { influence: 'Einfluss', touchpoint: 'Kontaktpunkt', column: 'Spalte' },
  segmentLabel: 'Wessen',
  everybody: 'Alle',
  everyoneElse: 'Alle anderen',
  best: 'Was am besten passt',
  outcomes: {
    rating: '„{{name}}“',
    'came-back': 'Wiederkommen',
    'bought-again': 'Wiederkaufen',
    'net-customer': 'Was Kunden danach gewinnen',
    'net-business': 'Was das Unternehmen danach gewinnt',
    joint: 'Was beide danach gewinnen',
    column: '„{{name}}“',
  },
  outcomesIn: {
    rating: 'der Bewertung „{{name}}“',
    'came-back': 'dem Wiederkommen',
    'bought-again': 'dem Wiederkaufen',
    'net-customer': 'dem, was Kunden danach gewinnen,',
    'net-business': 'dem, was das Unternehmen danach gewinnt,',
    joint: 'dem, was beide Seiten danach gewinnen,',
    column: '„{{name}}“',
  },
  why: {
    asked: 'Sie haben es gewählt.',
    'says-whole': 'Es bewertet das Ganze; daran lassen sich die Teile messen.',
    'most-known':
      'Das Ganze hat niemand bewertet; was die Leute danach taten, ist von allen bekannt.',
    only: 'Mehr gibt es nicht.',
  },
  window:
    'Die Werte stammen aus der Zeit vor dem {{from}}, das Verhalten aus den {{days}} Tagen danach.',
  mean: 'Im Mittel {{mean}}',
  meanShare: 'Bei {{mean}} war es so',

  sayTitle: 'Was die Daten sagen',
  topSure: '{{driver}} geht am stärksten mit {{outcome}} einher.',
  topSureWhy:
    'Das sind {{share}} dessen, womit alle {{count}} zusammen einhergehen ({{low}} bis {{high}}); in {{chance}} der Ziehungen steht es vorn.',
  topOpen: 'Was vorn steht, ist offen: {{drivers}}.',
  topOpenWhy:
    'Selbst das Wahrscheinlichste steht nur in {{chance}} der Ziehungen vorn. Behandeln Sie sie als gleichrangig.',
  together: 'Zusammen gehen sie mit {{r2}} der Unterschiede bei {{outcome}} einher.',
  togetherLow: 'Das ist wenig: Das meiste hat andere Gründe.',
  work: 'Beginnen Sie hier: {{drivers}}. Wichtiger als das meiste, aber schlechter.',
  work_many: 'Beginnen Sie hier: {{drivers}}. Wichtiger als das meiste, aber schlechter.',
  workNone: 'Nichts ist eindeutig zugleich wichtig und schwach.',
  notCause: 'Das ist ein Zusammenhang, keine Ursache.',
  notCauseWhy:
    'Wer zufrieden ist, bewertet alles besser. Was eine Änderung bewirkt, zeigt nur ein Versuch mit einem Teil der Leute.',

  chart: 'Wie stark jedes damit einhergeht',
  chartWhy:
    'Der Balken ist der Anteil an allem, womit sie zusammen einhergehen; die dünne Linie zeigt, wo er liegen kann. Die Kästchen zeigen, wie wahrscheinlich es an erster, zweiter … Stelle steht: je dunkler, desto wahrscheinlicher.',
  picture: 'Bild',
  table: 'Tabelle',
  show: 'Zeigen als',
  driver: 'Treiber',
  share: 'Anteil',
  ranks: 'Erster, zweiter … in wie vielen von 100 Ziehungen',
  rankChance: 'Platz {{rank}}: {{chance}}',
  slope: 'Eine Stufe besser',
  slopeWhy:
    'Um wie viel mehr sich bei {{outcome}} zeigt, wenn der Wert eine Stufe (ein Viertel der Skala) höher ist und die anderen gleich sind.',
  performance: 'Wie es läuft',
  scored: 'Werte',
  second: 'Zweite Meinung',
  secondWhy: 'Nach einem anderen Verfahren (relative Gewichte nach Johnson).',
  halo: 'Ohne die allgemeine Stimmung',
  haloWhy: 'Was bleibt, wenn man die Stimmung herausrechnet, die alle Antworten färbt.',
  placeIn: 'Platz {{rank}} in {{chance}}',
  kept: 'gehaltene Zusagen',

  ip: 'Wie wichtig und wie gut',
  ipWhy:
    'Rechts ist wichtiger, oben ist besser. Die Linien sind die Mittelwerte. Kreuzt ein Bereich eine Linie, ist der Platz unentschieden und als offene Ellipse gezeichnet.',
  important: 'wichtiger',
  better: 'besser',
  quadrants: {
    concentrate: 'Hier ansetzen',
    'keep-up': 'Weiter so',
    'low-priority': 'Weniger dringend',
    'more-than-needed': 'Gut, aber weniger wichtig',
    undecided: 'Unentschieden',
  },
  quadrantSay: {
    concentrate: 'Wichtiger als das meiste, schlechter als das meiste',
    'keep-up': 'Wichtiger als das meiste, besser als das meiste',
    'low-priority': 'Weniger wichtig und schlechter als das meiste',
    'more-than-needed': 'Weniger wichtig, aber besser als das meiste',
    undecided: 'Der Bereich kreuzt eine Linie',
  },
  reach: 'Wäre es vollkommen',
  reachWhy:
    'Um wie viel mehr sich bei {{outcome}} zeigte, bliebe alles andere gleich. Eine Obergrenze, keine Vorhersage.',

  weak: 'Entscheidet das schwächste Glied?',
  weakWhy:
    'Eine Kette reißt am schwächsten Glied; ein Essen kann der Wein retten. Was hier gilt, wird geprüft.',
  verdict: {
    compensating: 'Nein. Starke Seiten gleichen schwache hier aus.',
    'weakest-link': 'Ja. Eine schwache Seite zieht hier alles herunter.',
    undecided: 'Die Daten können es nicht entscheiden.',
  },
  rho: 'Angepasster Exponent {{rho}} ({{low}} bis {{high}}); 1 heißt, die Seiten gleichen einander voll aus, weit unter 0, dass die schwächste entscheidet.',
  rhoOf: 'Aus {{n}} von {{of}} Zeilen.',
  weakEnd: 'das Schwächste entscheidet',
  strongEnd: 'Seiten gleichen einander aus',
  weakestIs: 'Am häufigsten das Schwächste',
  weakestOf: '{{share}} der Zeilen',
  needs: 'Was es mindestens braucht',
  needsWhy:
    'Um eine Höhe bei {{outcome}} zu erreichen, gab es keine Zeile mit weniger. Ein Strich: Es braucht nichts. Nur was als notwendig markiert ist, geht über Zufall hinaus.',
  needsNone: 'Auch ohne viel von einem davon wird das Höchste erreicht: Notwendig ist nichts.',
  under: 'unter {{part}}',
  over: 'über {{part}}',
  level: 'Höhe',
  necessary: 'notwendig',
  notNecessary: 'nicht als notwendig erwiesen',
  effect: 'Effekt {{effect}} ({{size}}), Zufall {{p}}',
  sizes: {
    none: 'keiner',
    small: 'klein',
    medium: 'mittel',
    large: 'groß',
    'very-large': 'sehr groß',
  },

  force: 'Wo Geld am meisten bewirkt',
  forceWhy:
    'Wert für beide Seiten im Jahr, der damit einhergeht, etwas um ein Zehntel der Skala zu heben, je 1 {{currency}} der Kosten dafür.',
  costOf: '{{driver}}: Kosten der Hebung im Jahr',
  costFrom: 'von',
  costTo: 'bis',
  costApply: 'Vergleichen',
  costClear: 'Leeren',
  gain: 'Wert im Jahr',
  perCost: 'Je 1 {{currency}}',
  bestChance: 'Am besten von allen',
  lowerTenth: 'In neun von zehn Fällen mehr als {{amount}}',
  costs: 'Kosten im Jahr',
  forceBest:
    '{{driver}} bringt in {{chance}} der Ziehungen am meisten für seine Kosten: {{perCost}} je 1 {{currency}} ({{low}} bis {{high}}).',
  forceNoCost:
    'Was eine Hebung kostet, hat niemand gesagt. Sagen Sie es für das, was Sie heben könnten, dann wird verglichen.',
  forceGainUnsure: 'Wo ein Bereich die Null kreuzt, ist nicht einmal das Vorzeichen bekannt.',
  forceMissing: 'Ohne Kosten: {{drivers}}.',

  pairSame: '{{a}} und {{b}} stehen weitgehend für dasselbe.',
  pairMore: '{{a}} und {{b}} gehen zusammen mit mehr einher als einzeln.',

  notices: 'Was täuschen kann',
  keep: 'Zu bedenken',
  caveats: {
    association:
      'Zusammenhang, nicht Ursache. Um „{{driver}}“ wegzuerklären, müsste etwas Ungesehenes mit ihm und mit dem Ergebnis {{eValue}}-mal so stark einhergehen wie der Zufall. Klarheit schafft ein Versuch.',
    'top-undecided':
      'Was vorn steht, ist offen: {{drivers}}. Das Wahrscheinlichste steht in {{chance}} der Ziehungen vorn.',
    'methods-differ':
      'Ein zweites Verfahren setzt „{{there}}“ nach vorn, nicht „{{here}}“. Sehen Sie beide als Rivalen.',
    'halo-same':
      '{{shared}} der Unterschiede zwischen den Werten sind eine allgemeine Stimmung. Herausgerechnet steht „{{top}}“ immer noch vorn.',
    'halo-other':
      '{{shared}} der Unterschiede zwischen den Werten sind eine allgemeine Stimmung. Herausgerechnet steht „{{without}}“ vorn, nicht „{{top}}“.',
    collinear:
      '{{drivers}}: von den anderen kaum zu trennen. Womit sie einhergehen, ist unter ihnen aufgeteilt.',
    narrow:
      '{{drivers}}: Fast alle sagen dasselbe. Was sich nicht unterscheidet, kann sein Gewicht nicht zeigen, auch wenn es eines hat.',
    constant: '{{drivers}}: immer gleich, daher lässt sich nichts dazu sagen.',
    'few-rows': '{{n}} Zeilen sind wenig für {{columns}} Treiber: Achten Sie auf die Bereiche.',
    'few-clusters':
      'Die Zeilen stammen von nur {{clusters}} Personen oder Gruppen: Die Bereiche sind grob.',
    weights:
      'Die Gewichte sind so ungleich, dass {{n}} Zeilen so viel sagen wie {{effective}} gleiche.',
    binary:
      'Das Ergebnis ist ja oder nein ({{share}} ja): Die Anteile beziehen sich auf diesen Unterschied.',
    missing:
      'Bei {{left}} von {{rows}} fehlt ein Wert, sie bleiben außen vor; am häufigsten fehlt „{{column}}“. Nichts wurde für sie erfunden.',
    'missing-differ':
      'Die Ausgelassenen sind anders: {{incomplete}} gegen {{complete}} beim Ergebnis. Was fehlt, fehlt nicht zufällig.',
    unread: '{{count}} Zellen waren keine Zahl und gelten als keine Antwort, die erste {{place}}.',
    sampled: 'Von {{of}} Zeilen wurden hierfür {{rows}} angesehen.',
    separated:
      'Ein Wert sagt das Ergebnis ohne Fehl voraus, seine Steigung hat daher kein Ende; die Anteile gelten.',
    'same-moment':
      'Werte und Bewertung kamen von denselben Leuten im selben Augenblick; das macht sie einander ähnlicher, als sie sind.',
    reverse: 'Es kann auch umgekehrt sein: Wer das Ganze mag, bewertet die Teile besser.',
    survivors: 'Wer gegangen ist, bewertet nichts: Hier sprechen nur die, die noch da sind.',
    'forms-not-people':
      'Ein Bogen ist eine Zeile. Niemand ist genannt; wer zweimal antwortete, zählt zweimal.',
    'behaviour-scores':
      '{{drivers}}: gemessen an gehaltenen Zusagen, nicht daran, wie es sich anfühlte.',
    weak: 'Zusammen gehen sie nur mit {{r2}} davon einher: Was entscheidet, liegt woanders.',
  },
  left: 'Nicht dabei',
  leftWhy: 'Schweigen heißt nicht unwichtig. Das hier fehlt, und zwar deshalb:',
  leftBecause: {
    'no-touchpoint': 'kein Kontaktpunkt des Modells hat diesen Einfluss',
    'not-scored': 'niemand hat es bewertet, und keine Erwartung misst es',
    'few-scored': '{{scored}} von {{needed}} nötigen Werten',
    'not-together': '{{scored}} Werte, aber kaum von denen, die die anderen bewertet haben',
    'no-spread': 'für alle gleich',
    'too-many': 'mehr Treiber, als sich trennen lassen',
  },
  rests: 'Worauf es beruht',
  restsSay:
    '{{n}} von {{asked}} {{rows}}, {{bootstraps}} Ziehungen für die Sicherheit. Die Anteile sind Anteile an R² (LMG): was ein Treiber hinzufügt, gemittelt über alle Reihenfolgen.',
  rows: { people: 'Personen', forms: 'Bögen', rows: 'Zeilen' },

  none: {
    'no-encounters': 'Noch wurde nichts gesehen',
    'no-scores': 'Nichts sagt, wie sich etwas anfühlte',
    'no-outcome': 'Es gibt nichts, woran sich die Werte messen ließen',
    'one-driver': 'Es gibt nichts zu vergleichen',
    'few-complete': 'Zu wenige haben genug bewertet',
    'no-spread': 'Das Ergebnis ist für alle gleich',
    'no-relation': 'Nichts hier geht mit {{outcome}} einher',
  },
  noneWhy: {
    'no-encounters': 'Es wurde kein Ereignis importiert, das ein Kontaktpunkt nimmt.',
    'no-scores':
      'Kein Kontaktpunkt hat eine Bewertung, und keiner hat eine Erwartung, die gemessen wird.',
    'no-outcome':
      'Das Ganze hat niemand bewertet, und niemand ist lange genug bekannt, um zu sehen, ob er wiederkommt.',
    'one-driver': 'Weniger als zwei Treiber haben Werte.',
    'few-complete':
      '{{seen}} haben zwei Werte und das Ergebnis; nötig sind {{needed}}. Für die anderen wird nichts erfunden.',
    'no-spread': 'Wo sich nichts unterscheidet, kann nichts damit einhergehen.',
    'no-relation':
      'Die Werte gehen zusammen mit {{r2}} der Unterschiede einher, nicht mehr als der Zufall. Auch das ist eine Antwort: Entweder prägt es etwas anderes, oder die Fragen gehen daran vorbei.',
  },
  noneDo: {
    'no-encounters': 'Importieren Sie Ereignisse und bauen Sie neu auf.',
    'no-scores':
      'Geben Sie Kontaktpunkten eine „felt“-Regel, wo Ereignisse eine Bewertung tragen, oder eine Erwartung mit einem Maß.',
    'no-outcome':
      'Fragen Sie nach dem Ganzen, etwa einer Empfehlung von 0 bis 10, als eigenem Kontaktpunkt; oder importieren Sie Ereignisse, die Personen über vier Wochen oder länger nennen.',
    'one-driver': 'Lassen Sie Kontaktpunkte von mehr als einem Einfluss bewerten.',
    'few-complete':
      'Fragen Sie dieselben Leute nach mehreren Kontaktpunkten: Eine kurze Umfrage mit fünf Fragen sagt mehr als fünf Umfragen mit einer.',
    'no-spread': 'Wählen Sie ein anderes Ergebnis.',
    'no-relation':
      'Fragen Sie neben den Teilen auch nach dem Ganzen; fragen Sie mehr Leute nach denselben Kontaktpunkten; oder wählen Sie oben ein anderes Ergebnis.',
  },
  part: {
    'few-complete': 'Zu wenige haben alles ({{seen}} von {{needed}}).',
    'one-driver': 'Es braucht zwei Treiber.',
    'no-spread': 'Nichts unterscheidet sich.',
    'not-fitted': 'Es wurde keine Anpassung gefunden.',
    'no-money':
      'Von dem, was diese Leute taten, ist kein Wert bekannt: Nennen Sie Personen in den Ereignissen, und sagen Sie, was ausgetauscht wird und was es wert ist.',
    'no-costs': 'Was eine Hebung kostet, hat niemand gesagt.',
    'no-rating':
      'Das wird nur bei Bewertungen geprüft: wie sich Werte zu einem Urteil fügen. Wählen Sie oben eine Bewertung.',
  },
  doing: 'Wie sie laufen',
  doingWhy: 'Mittlere Werte, von −1 (am schlechtesten) bis +1 (am besten).',
};
