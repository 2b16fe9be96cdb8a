/** Daten. */
export const data = {
  title: 'Daten',
  lead: 'Was hereinkam und was daraus wurde. Nichts fällt still weg: Was abgewiesen wurde oder nirgends hinpasst, ist hier gezählt.',
  events: 'Ereignisse, die zählen',
  eventsNote: 'aller Importe, jedes einmal',
  refused: 'Abgewiesene Datensätze',
  refusedNote: '{{share}} des Gelesenen',
  loose: 'Ereignisse ohne Kontaktpunkt',
  looseNote: '{{share}} der Ereignisse',
  ledger: 'Hauptbuch',
  noLedger: 'nicht gebaut',
  upToDate: 'auf dem Stand',
  behind_one: '{{events}} Ereignis zurück',
  behind_other: '{{events}} Ereignisse zurück',
  builtAt: 'gebaut am {{at}}',
  builtNever: 'kein Bau vermerkt',
  buildFirst: 'Ereignisse sind da, aber noch kein Hauptbuch daraus. Bauen Sie es:',
  rebuild: 'Seit dem Bau des Hauptbuchs sind neue Ereignisse gekommen. Nehmen Sie sie auf:',
  imports: 'Importe',
  importsTodo:
    'Dieselbe Datei noch einmal zu importieren nimmt nichts doppelt: Was schon da war, ist ein Duplikat und ändert nichts. Im Zweifel also noch einmal importieren.',
  noImports:
    'Noch wurde nichts importiert. Beginnen Sie mit irgendeinem Export von Ereignissen; was seine Spalten bedeuten, wird geraten und zuerst gezeigt:',
  source: 'Quelle',
  when: 'Wann',
  read: 'Gelesen',
  accepted: 'Angenommen',
  duplicates: 'Duplikate',
  rejected: 'Abgewiesen',
  eventsMade: 'Ereignisse',
  generated: 'aus einem Generator, ohne Datei',
  staging: 'läuft',
  committing: 'schließt ab',
  done: 'fertig',
  failed: 'gescheitert: nichts davon zählt',
  showAll: 'Alle {{count}} zeigen',
  rejects: 'Abgewiesene Datensätze',
  rejectsTodo:
    'Ein abgewiesener Datensatz wird ganz aufbewahrt und steht in keiner Zahl. Verbessern Sie die Datei oder die Zuordnung und importieren Sie noch einmal: Nur was fehlte, wird genommen.',
  noRejects:
    'Kein Datensatz wurde abgewiesen. Wenn es einen trifft, steht er hier mit Datei und Zeile, mit dem, was zu sehen war und was zu tun ist, und so, wie er kam.',
  place: '{{file}}, Zeile {{line}}',
  earlier: 'Zurück',
  later: 'Mehr',
  rows: '{{from}} bis {{to}}',
  unmapped: 'Ereignisse ohne Kontaktpunkt',
  unmappedTodo:
    'Sie sind geschehen, und kein Kontaktpunkt des Modells nimmt sie auf. Geben Sie jedem einen Kontaktpunkt mit einem „when“, das es nennt, oder lassen Sie es wissentlich hier.',
  noUnmapped:
    'Jedes Ereignis hat seinen Kontaktpunkt. Eines, das zu keinem passt, stünde hier mit seinem Namen, damit nichts ungesehen geschieht.',
  noName: 'ohne Namen',
  moreNames_one: 'Ein weiterer Name ist seltener als diese.',
  moreNames_other: '{{count}} weitere Namen sind seltener als diese.',
  unseen: 'Kontaktpunkte ohne Ereignisse',
  unseenTodo:
    'Sie sind geplant, und nie kommt etwas an: Entweder geschieht es nicht, oder niemand hält es fest. Fragen Sie, wer dafür zuständig ist, und importieren Sie, was dort vorliegt.',
  noUnseen:
    'Jeder Kontaktpunkt mit einem „when“ wurde mindestens einmal gesehen. Einer, den nie ein Ereignis erreicht, stünde hier.',
  afterLedger: 'Das zeigt sich, sobald ein Hauptbuch gebaut ist.',
  grades: 'Wie gut es bekannt ist',
  gradesTodo:
    'Der Anteil der Bewegungen von Wert nach der Güte ihrer Belege. Um sie zu heben, ersetzen Sie eine Summe oder eine Annahme durch Ereignisse aus dem System, in dem es geschieht.',
  noGrades:
    'Noch ist nichts gemessen. Sobald es so ist, steht hier, wie viel in einem System gezählt und wie viel nur gesagt oder angenommen wurde.',
  transfers_one: '{{transfers}} Bewegung',
  transfers_other: '{{transfers}} Bewegungen',
  reason: {
    'too-few-columns': 'Zu wenige Spalten',
    'too-many-columns': 'Zu viele Spalten',
    'bad-quotes': 'Anführungszeichen, die nicht schließen',
    'bad-encoding': 'Kein Text in der Kodierung der Datei',
    'bad-cell': 'Eine Zelle mit einem Fehler',
    'bad-json': 'Kein JSON',
    'record-too-long': 'Zu lang',
    'missing-id': 'Keine Kennung',
    'missing-time': 'Keine Zeit',
    'bad-time': 'Eine Zeit, die nicht lesbar ist',
    'time-out-of-range': 'Eine Zeit vor 1970 oder nach 2199',
    'missing-event': 'Kein Ereignisname',
    'bad-type': 'Eine unbekannte Art',
    'bad-number': 'Eine Zahl, die nicht lesbar ist',
    'bad-bool': 'Weder ja noch nein',
    'bad-count': 'Eine Anzahl, die nicht ganz ist',
    'bad-felt': 'Eine Antwort außerhalb ihrer Skala',
    'bad-record': 'Kein Objekt mit Eigenschaften',
    'no-join': 'Keine Zeile in der Nebentabelle',
  },
  todo: {
    'too-few-columns':
      'Ein Zeilenumbruch oder eine fehlende Zelle: Vervollständigen Sie den Datensatz in der Datei.',
    'too-many-columns':
      'Oft ein Trennzeichen in einer Zelle: Setzen Sie die Zelle in Anführungszeichen.',
    'bad-quotes':
      'Schließen Sie das Anführungszeichen, oder verdoppeln Sie es in einer Zelle mit Anführungszeichen.',
    'bad-encoding':
      'Nennen Sie die Kodierung der Datei in der Zuordnung, oder speichern Sie sie als UTF-8.',
    'bad-cell': 'Verbessern Sie die Formel in der Tabelle, etwa #BEZUG!.',
    'bad-json': 'Verbessern Sie den Datensatz, wo er abbricht.',
    'record-too-long': 'Lassen Sie weg, was keine Zuordnung liest.',
    'missing-id':
      'Geben Sie dem Datensatz eine Kennung, oder lassen Sie „id“ in der Zuordnung weg.',
    'missing-time': 'Tragen Sie ein, wann es war: Ohne das hat es keinen Platz im Jahr.',
    'bad-time':
      'Schreiben Sie die Zeit, wie die Zuordnung es sagt, oder nennen Sie dort ihr Format.',
    'time-out-of-range': 'Prüfen Sie das Jahr und die Einheit: Sekunden sind keine Millisekunden.',
    'missing-event': 'Tragen Sie ein, was geschah, oder nennen Sie das Ereignis in der Zuordnung.',
    'bad-type': 'Verwenden Sie track, identify, page, screen oder group.',
    'bad-number':
      'Verbessern Sie die Zelle, oder sagen Sie in der Zuordnung, wie Dezimalzahlen geschrieben sind.',
    'bad-bool': 'Schreiben Sie true oder false, oder sagen Sie in der Zuordnung, was ja bedeutet.',
    'bad-count': 'Eine Summe zählt ganze Dinge: Schreiben Sie eine ganze Zahl ab 0.',
    'bad-felt': 'Prüfen Sie, welche Skala die Frage hatte, und nennen Sie sie in der Zuordnung.',
    'bad-record': 'Jeder Datensatz braucht Namen und Werte.',
    'no-join':
      'Ergänzen Sie die Zeile in der Nebentabelle, oder machen Sie die Verknüpfung freiwillig.',
  },
};
