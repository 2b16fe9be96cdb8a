import {
  continental,
  jump,
  type Labelled,
  moment,
  pick,
  tableText,
  two,
  written,
} from './labelled.ts';

const STEPS = ['Register', 'Check', 'Decide', 'Pay', 'Close'];
const SCHRITTE = ['Anfrage', 'Prüfung', 'Entscheidung', 'Zahlung'];

/** Logs: each row says what happened, of processes, web sites, apps and service desks. */
export const LABELLED_LOGS: readonly Labelled[] = [
  {
    file: 'claims-log.csv',
    text: tableText(['case_id', 'activity', 'timestamp', 'resource'], 60, (i) => [
      `C${100 + Math.floor(i / 5)}`,
      pick(STEPS, i),
      written(i).blank,
      pick(['Ann', 'Bo', 'Cy'], jump(i, 3)),
    ]),
    roles: { time: 'timestamp', event: 'activity', case: 'case_id', person: 'case_id' },
    format: 'iso',
  },
  {
    file: 'vorgaenge.csv',
    text: tableText(
      ['Vorgangsnummer', 'Kundennummer', 'Aktivität', 'Zeitpunkt', 'Bearbeiter'],
      60,
      (i) => [
        7000 + Math.floor(i / 4),
        20_000 + jump(Math.floor(i / 4), 9),
        pick(SCHRITTE, i),
        `${written(i).german} ${written(i).clock.slice(0, 5)}`,
        pick(['Meier', 'Kurz'], jump(i, 2)),
      ],
      ';',
    ),
    roles: {
      time: 'Zeitpunkt',
      event: 'Aktivität',
      case: 'Vorgangsnummer',
      person: 'Kundennummer',
    },
    format: 'dd.MM.yyyy HH:mm',
  },
  {
    file: 'bpi.csv',
    text: tableText(
      [
        'case:concept:name',
        'concept:name',
        'time:timestamp',
        'lifecycle:transition',
        'org:resource',
      ],
      50,
      (i) => [
        `APP-${Math.floor(i / 5)}`,
        pick(STEPS, i),
        `${written(i).iso.slice(0, 19)}+01:00`,
        pick(['start', 'complete'], i),
        `R${jump(i, 6)}`,
      ],
    ),
    roles: {
      time: 'time:timestamp',
      event: 'concept:name',
      case: 'case:concept:name',
      person: 'case:concept:name',
    },
    format: 'iso',
  },
  {
    file: 'web_events.csv',
    text: tableText(
      ['event_id', 'user_id', 'session_id', 'event_name', 'event_time', 'device', 'country'],
      80,
      (i) => [
        `e-${10_000 + jump(i, 80_000)}`,
        `u${jump(Math.floor(i / 6), 9)}`,
        `s${Math.floor(i / 6)}`,
        pick(['page_view', 'click', 'purchase'], jump(i, 3)),
        written(i).iso,
        pick(['mobile', 'desktop'], Math.floor(i / 6)),
        pick(['DE', 'FR'], Math.floor(i / 6)),
      ],
    ),
    roles: {
      time: 'event_time',
      event: 'event_name',
      person: 'user_id',
      case: 'session_id',
      id: 'event_id',
      channel: 'device',
    },
    format: 'iso',
  },
  {
    file: 'ga4.tsv',
    text: tableText(
      ['event_timestamp', 'event_name', 'user_pseudo_id', 'platform', 'page_location'],
      60,
      (i) => [
        moment(i).getTime(),
        pick(['session_start', 'scroll', 'add_to_cart'], jump(i, 3)),
        `${1_000_000 + jump(Math.floor(i / 5), 500)}.${1_600_000_000 + Math.floor(i / 5)}`,
        pick(['WEB', 'ANDROID'], jump(i, 2)),
        `https://shop.example/p/${jump(i, 40)}`,
      ],
      '\t',
    ),
    roles: {
      time: 'event_timestamp',
      event: 'event_name',
      person: 'user_pseudo_id',
      channel: 'platform',
    },
    format: 'unix-ms',
  },
  {
    file: 'tickets.csv',
    text: tableText(
      ['ticket_id', 'customer', 'status', 'changed_to', 'updated_at', 'created_at', 'channel'],
      60,
      (i) => [
        4000 + Math.floor(i / 3),
        `ACME-${jump(Math.floor(i / 3), 7)}`,
        pick(['open', 'pending', 'solved'], i),
        pick(['a', 'b'], jump(i, 2)),
        written(i + 5).blank,
        written(i).blank,
        pick(['mail', 'phone', 'chat'], Math.floor(i / 3)),
      ],
    ),
    roles: {
      time: 'created_at',
      event: 'status',
      person: 'customer',
      case: 'ticket_id',
      channel: 'channel',
    },
  },
  {
    file: 'calls.csv',
    text: tableText(
      ['call_id', 'caller_id', 'member_no', 'started', 'ended', 'action', 'agent'],
      50,
      (i) => [
        `${two(i)}-${5000 + i}`,
        jump(i, 30),
        `M${1000 + jump(i, 17)}`,
        written(i).blank,
        written(i + 1).blank,
        pick(['question', 'complaint', 'order'], jump(i, 3)),
        pick(['Kim', 'Lee'], jump(i, 2)),
      ],
    ),
    roles: { time: 'started', event: 'action', person: 'member_no' },
  },
  {
    file: 'app.log.csv',
    text: tableText(['ts', 'uid', 'action'], 60, (i) => [
      Math.floor(moment(i).getTime() / 1000),
      300 + jump(i, 14),
      pick(['open', 'like', 'share'], jump(i, 3)),
    ]),
    roles: { time: 'ts', event: 'action', person: 'uid' },
    format: 'unix',
  },
  {
    file: 'kontakte.csv',
    text: Buffer.from(
      tableText(
        ['Kunden-Nr', 'Kontaktdatum', 'Uhrzeit', 'Kanal', 'Kontaktart', 'Straße'],
        50,
        (i) => [
          `K${2000 + jump(i, 15)}`,
          written(3 * i).german,
          written(i).clock.slice(0, 5),
          pick(['Telefon', 'Filiale', 'E-Mail'], jump(i, 3)),
          pick(['Rückfrage', 'Kündigung', 'Beschwerde'], jump(i, 3)),
          `Königstraße ${i}`,
        ],
        ';',
      ),
      'latin1',
    ),
    roles: { time: 'Kontaktdatum', event: 'Kontaktart', person: 'Kunden-Nr', channel: 'Kanal' },
    format: 'dd.MM.yyyy',
  },
  {
    file: 'patienten.csv',
    text: tableText(
      ['Fall', 'Patienten-ID', 'Geburtsdatum', 'Massnahme', 'Zeitstempel'],
      50,
      (i) => [
        `F${Math.floor(i / 4)}`,
        `P-${jump(Math.floor(i / 4), 10)}`,
        `19${50 + jump(Math.floor(i / 4), 40)}-0${1 + jump(i, 9)}-1${jump(i, 9)}`,
        pick(['Aufnahme', 'Labor', 'Entlassung', 'Visite'], i),
        written(i).blank,
      ],
    ),
    roles: { time: 'Zeitstempel', event: 'Massnahme', case: 'Fall', person: 'Patienten-ID' },
  },
  {
    file: 'us-visits.csv',
    text: tableText(['Visit ID', 'Guest ID', 'Date', 'Event Type', 'Spend'], 60, (i) => [
      `V${9000 + i}`,
      `G${jump(i, 21)}`,
      written(8 * i).us,
      pick(['check-in', 'spa', 'dinner'], jump(i, 3)),
      (jump(i, 9000) / 100).toFixed(2),
    ]),
    roles: { time: 'Date', event: 'Event Type', person: 'Guest ID', id: 'Visit ID' },
    format: 'M/d/yyyy',
    decimal: '.',
  },
  {
    file: 'nohead.csv',
    text: tableText([], 60, (i) => [
      written(i).blank,
      `user-${jump(i, 12)}`,
      pick(['view', 'buy', 'leave'], jump(i, 3)),
      (jump(i, 5000) / 100).toFixed(2),
    ]),
    roles: { time: '1' },
    format: 'iso',
  },
  {
    file: 'preamble.csv',
    text: `Export of the service desk\nMade on 2024-03-01\n\n${tableText(['request_id', 'requester_email', 'event', 'when'], 40, (i) => [`R-${Math.floor(i / 4)}`, `p${jump(Math.floor(i / 4), 8)}@example.org`, pick(STEPS, i), written(i).blank])}`,
    roles: { time: 'when', event: 'event', case: 'request_id', person: 'requester_email' },
  },
  {
    file: 'stream.jsonl',
    text: Array.from({ length: 50 }, (_, i) =>
      JSON.stringify({
        id: `0${i}f3a-${jump(i, 9999)}`,
        userId: `u-${jump(i, 9)}`,
        event: pick(['Opened', 'Paid'], jump(i, 2)),
        at: written(i).iso,
        properties: { total: jump(i, 900) / 10 },
      }),
    ).join('\n'),
    roles: { time: 'at', event: 'event', person: 'userId', id: 'id' },
    format: 'iso',
  },
  {
    file: 'bank.csv',
    text: tableText(
      ['Buchungstag', 'Valutadatum', 'Kontonummer', 'Buchungsart', 'Betrag'],
      60,
      (i) => [
        written(6 * i).german,
        written(6 * i + 12).german,
        `DE${1000 + jump(i, 12)}`,
        pick(['Lastschrift', 'Gutschrift', 'Dauerauftrag'], jump(i, 3)),
        continental(jump(i, 900_000) / 100 - 2000),
      ],
      ';',
    ),
    roles: {
      time: 'Buchungstag',
      event: 'Buchungsart',
      person: 'Kontonummer',
      account: 'Kontonummer',
    },
    format: 'dd.MM.yyyy',
    decimal: ',',
  },
  {
    file: 'sensor.csv',
    text: tableText(['timestamp', 'passenger_id', 'touchpoint', 'dwell_minutes'], 60, (i) => [
      written(i).iso,
      880_000 + jump(i, 20),
      pick(['check-in', 'security', 'gate'], jump(i, 3)),
      jump(i, 60),
    ]),
    roles: { time: 'timestamp', event: 'touchpoint', person: 'passenger_id' },
  },
  {
    file: 'apache.csv',
    text: tableText(['time', 'client_id', 'method', 'path', 'code'], 60, (i) => [
      `${two(1 + (i % 28))}/Feb/2024:${written(i).clock} +0100`,
      `c${jump(i, 15)}`,
      pick(['GET', 'POST'], jump(i, 2)),
      `/page/${jump(i, 50)}`,
      pick([200, 404], jump(i, 2)),
    ]),
    roles: { time: 'time', person: 'client_id' },
    format: 'dd/MMM/yyyy:HH:mm:ss ZZ',
  },
];
