/** Was jede Art von Befund sagt, aus ihren Zahlen gemacht. */
export const claims = {
  said: {
    'uncaptured-value':
      '„{{name}}“ kostet das Unternehmen {{ours}} im Jahr mehr, als dort oder anderswo zurückkommt.',
    'promise-held':
      '{{promise}} wird bei „{{name}}“ nicht gehalten: Von dem, was an {{kind}} angenommen wurde, kommen {{part}} bei Kunden an.',
    'promise-expected':
      '{{promise}} wird bei „{{name}}“ nicht gehalten: {{metric}} wurde in {{part}} von {{of}} Begegnungen verfehlt.',
    'unmet-expectation':
      'Bei „{{name}}“ werden Erwartungen öfter enttäuscht als erfüllt: {{metric}} von {{bounds}} wurde in {{part}} von {{of}} Begegnungen verfehlt.',
    'failure-point':
      '{{part}} der Reisen „{{journey}}“, die zu „{{name}}“ kommen, brechen dort ab.',
    'bad-end':
      '„{{journey}}“ endet bei „{{name}}“ schlecht: {{part}} von {{journeys}} Reisen, die dort enden, fühlten sich zuletzt schlecht an.',
    'bad-peak':
      '„{{name}}“ ist das Schlimmste daran: In {{part}} von {{journeys}} Reisen „{{journey}}“, die dorthin kommen, wurde nichts stärker empfunden, und es war schlecht.',
    'wrong-form': 'Kunden kommen zu „{{name}}“ für {{sought}} und bekommen {{given}}.',
    'delivered-unnoticed': '„{{name}}“ gibt {{kind}} für {{ours}} im Jahr, und niemand bemerkt es.',
    'weakest-link':
      '{{influence}} bremst „{{outcome}}“: Was dort fehlt, machen die anderen nicht wett.',
    unmapped: '„{{name}}“ kam {{events}} Mal vor, und kein Kontaktpunkt nimmt es auf.',
    unseen: '„{{name}}“ ist geplant, und noch kein Ereignis kam je dort an.',
    strength:
      '„{{name}}“ bringt Kunden {{theirs}} im Jahr und dem Unternehmen {{ours}}, und es wird gern erlebt.',
  },
  next: {
    'uncaptured-value':
      'Sagen, was „{{name}}“ bringen soll, und das messen; sonst etwas dafür verlangen, das Kunden wenig kostet, oder weniger geben.',
    'promise-held':
      'Bei „{{name}}“ so viel {{kind}} geben, wie angenommen wurde, oder weniger versprechen.',
    'promise-expected': '{{metric}} bei „{{name}}“ einhalten oder weniger versprechen.',
    'unmet-expectation':
      'Bei „{{name}}“ {{metric}} von {{bounds}} einhalten oder nur versprechen, was stimmt.',
    'failure-point':
      'Einige von denen, die bei „{{name}}“ aufgehört haben, nach dem Grund fragen und an einem Teil der Reisen ausprobieren, was sie weiterkommen lässt.',
    'bad-end':
      'Zuerst für die letzte Minute bei „{{name}}“ sorgen: Was gut endet, bleibt in guter Erinnerung und kostet weniger als das Ganze.',
    'bad-peak':
      'Herausfinden, was „{{name}}“ so stark empfinden lässt, und es abstellen, bevor anderes schöner wird.',
    'wrong-form':
      'Kunden fragen, wofür sie zu „{{name}}“ kamen; ist es {{sought}}, dann darauf verwenden, was {{given}} kostet.',
    'delivered-unnoticed':
      '{{kind}} bei „{{name}}“ für einige nach dem Los weglassen; vermissen sie es nicht, damit aufhören oder es sichtbar machen.',
    'weakest-link':
      'Zuerst hier ansetzen: {{influence}}, beginnend bei „{{name}}“, und in der nächsten Befragung sehen, ob der empfundene Wert folgt.',
    unmapped:
      'Einen Kontaktpunkt dafür anlegen und sagen, was dort fließt, oder es mit Absicht weglassen.',
    unseen:
      'Klären, ob „{{name}}“ überhaupt vorkommt; wenn ja, Ereignisse liefern oder einen Monat von Hand zählen.',
    strength: 'Schützen: Was immer anderswo gespart wird, nichts davorstellen.',
  },
  caveat: {
    'one-sided-capture':
      'Was Kunden dafür an einem anderen Kontaktpunkt bekommen, zählt hier nicht: Eine Gebühr kann etwas bezahlen, das anderswo gegeben wird.',
    'data-taken-nothing-given':
      'Was später oder anderswo für die Daten zurückkommt, zählt hier nicht, nur was in derselben Begegnung bei Kunden ankam.',
    'costly-for-both':
      'Was ohne ihn geschehen wäre, weiß niemand: Auch ein Anruf, der beide kostet, kann einen Kunden halten.',
    'uncaptured-value':
      'Wer hier war, unterscheidet sich von den anderen nicht nur darin: Was es bringt, sagt nur ein Versuch.',
    'promise-held':
      'Was das Versprechen hält, ist das, was das Modell hier annimmt; ein anderer Kontaktpunkt kann es auch halten.',
    'promise-expected':
      'Die Erwartung steht für das Versprechen: Was Kunden sonst darunter verstehen, wurde nicht gefragt.',
    'unmet-expectation':
      'Das ist die Erwartung, die im Modell steht; was jeder Einzelne erwartet, wurde nicht gefragt.',
    'failure-point':
      'Wer aufhört, kann bekommen haben, was er wollte, oder weitergegangen sein, wo kein Ereignis es sagt: Niemand wurde gefragt.',
    'bad-end':
      'Gezählt sind nur Reisen, deren letzte Begegnung sagt, wie sie sich anfühlte: Vielleicht antworten die Verärgerten eher.',
    'bad-peak':
      'Die stärkste von mehreren Antworten ist zum Teil Zufall: Gezählt wird Reise für Reise, und das nimmt ihn nicht ganz heraus.',
    'wrong-form': 'Wofür Kunden kommen, sagt das Modell: Gefragt wurde hier niemand.',
    'delivered-unnoticed':
      'Wer es bekam, bestimmte nicht das Los: Vielleicht bekamen es die, denen es sonst schlechter ergangen wäre.',
    'weakest-link':
      'Das sind Zusammenhänge dessen, was Menschen sagen: Eine allgemeine Stimmung hebt alle ihre Antworten zugleich.',
    unmapped: 'Nicht jedes Ereignis ist eine Begegnung: Manches ist nur Rauschen von Maschinen.',
    unseen: 'Es kann gut sein, dass es dort vorkommt, wo kein System es aufschreibt.',
    strength: 'Was es ohne die Kontaktpunkte davor wert wäre, weiß niemand.',
  },
  asked: {
    'one-sided-capture':
      'Alles, was Kunden bei „{{name}}“ gaben, gegen alles, was dort bei ihnen ankam.',
    'data-taken-nothing-given':
      'In wie vielen Begegnungen bei „{{name}}“ Kunden Daten gaben, und in wie vielen davon gar nichts bei ihnen ankam.',
    'costly-for-both': 'Alles, was jede Seite bei „{{name}}“ gab, und alles, was sie dort bekam.',
    'uncaptured-value':
      'Alles, was das Unternehmen bei „{{name}}“ gab und bekam, und ob Menschen, die dort waren, ihm anderswo mehr lassen als die anderen.',
    'promise-held':
      'Was in jeder Begegnung bei „{{name}}“ bei Kunden ankommt, gegen das, was das Modell davon annimmt.',
    'promise-expected':
      'In wie vielen einzelnen Begegnungen bei „{{name}}“ {{metric}} eingehalten wurde.',
    'unmet-expectation':
      'In wie vielen einzelnen Begegnungen bei „{{name}}“ {{metric}} eingehalten wurde.',
    'failure-point':
      'Welche Reisen zu „{{name}}“ kamen und welche davon dort aufhörten, ohne am Ziel zu sein.',
    'bad-end':
      'Wie sich die letzte Begegnung jeder abgeschlossenen Reise anfühlte, wo sie bei „{{name}}“ war.',
    'bad-peak':
      'Welcher Augenblick jeder abgeschlossenen Reise am stärksten empfunden wurde, wo sie sagt, wie sich „{{name}}“ anfühlte.',
    'wrong-form': 'Was bei „{{name}}“ bei Kunden ankam, nach der Form seines Werts.',
    'delivered-unnoticed':
      'Wie sich Begegnungen bei „{{name}}“ anfühlten, in denen {{kind}} bei Kunden ankam, neben denen ohne, und wer davon wiederkam.',
    'weakest-link':
      'Ob „{{outcome}}“ mit dem Mittel der Einflüsse steigt oder mit dem schwächsten.',
    unmapped: 'Welche Ereignisse kein Kontaktpunkt einer heutigen Reise aufnimmt, nach Namen.',
    unseen: 'Bei welchen Kontaktpunkten heutiger Reisen mit einer Regel nie ein Ereignis ankam.',
    strength: 'Alles, was jede Seite bei „{{name}}“ gab und bekam, und wie es sich anfühlte.',
  },
  promiseNamed: '„{{promise}}“',
  promiseOne: 'Ein Versprechen',
  atLeast: 'mindestens {{figure}}',
  atMost: 'höchstens {{figure}}',
  forms: {
    'in-exchange': 'etwas, das den Besitzer wechselt',
    'in-use': 'etwas zum Benutzen',
    'in-achievement': 'etwas Erreichtes',
    experience: 'ein Erlebnis',
    community: 'Gesellschaft',
  },
  influences: {
    brand: 'Die Marke',
    communications: 'Die Kommunikation',
    purchase: 'Das Kaufen',
    product: 'Das Produkt',
    service: 'Der Service',
  },
  facts: {
    journey: 'Reise',
    visits: 'Reisen, die hierher kamen',
    left: 'Hier abgebrochen',
    done: 'Reisen am Ziel insgesamt',
    beside: 'Der nächstschlimmste',
    besideVisits: 'Reisen, die dorthin kamen',
    besideLeft: 'Dort abgebrochen',
    journeys: 'Reisen, die sagen, wie es war',
    bad: 'Davon schlecht',
    felt: 'Empfunden, −1 bis +1',
    feltLow: 'Mindestens',
    metric: 'Erwartet wurde etwas an',
    kept: 'Begegnungen, die es einhielten',
    of: 'Von so vielen, die es sagen',
    missedBy: 'Verfehlt um, im Mittel',
    peopleHere: 'Menschen, die hier waren',
    peopleOthers: 'Menschen, die es nicht waren',
    elsewhereHere: 'Lassen anderswo, je Mensch',
    elsewhereOthers: 'Die anderen, je Mensch',
    lostAPerson: 'Hier verloren, je Mensch',
    believed: 'Angenommen je Begegnung',
    believedLow: 'Angenommen mindestens',
    measured: 'Gemessen je Begegnung',
    encountersSaying: 'Begegnungen, die es sagen',
    feltGiven: 'Empfunden damit, −1 bis +1',
    feltWithheld: 'Empfunden ohne',
    backGiven: 'Kamen wieder, damit',
    backWithheld: 'Kamen wieder, ohne',
    respondents: 'Menschen, die antworteten',
    score: 'Sein Wert',
    others: 'Wert der anderen',
    events: 'Ereignisse',
    eventsYearly: 'Ereignisse im Jahr',
  },
};
