import { continental, jump, type Labelled, moment, pick, tableText, written } from './labelled.ts';

const STEPS = ['Erfassen', 'Prüfen', 'Zahlen'];

/** Heads made when the lists of names stood: some names of theirs were not in them. */
export const LABELLED_LATER: readonly Labelled[] = [
  {
    file: 'mixpanel.jsonl',
    text: Array.from({ length: 50 }, (_, i) =>
      JSON.stringify({
        event: pick(['Sign Up', 'View', 'Buy'], jump(i, 3)),
        properties: {
          time: Math.floor(moment(i).getTime() / 1000),
          distinct_id: `d${jump(i, 14)}`,
          $insert_id: `ins${1000 + i}x${jump(i, 99)}`,
          $city: 'Bonn',
        },
      }),
    ).join('\n'),
    roles: {
      time: 'properties.time',
      event: 'event',
      person: 'properties.distinct_id',
      id: 'properties.$insert_id',
    },
  },
  {
    file: 'amplitude.csv',
    text: tableText(
      ['amplitude_id', 'event_type', 'client_event_time', 'device_family', 'user_properties'],
      60,
      (i) => [
        7_000_000 + jump(i, 18),
        pick(['open', 'play'], jump(i, 2)),
        written(i).blank,
        'iPhone',
        'x',
      ],
    ),
    roles: { time: 'client_event_time', event: 'event_type', person: 'amplitude_id' },
  },
  {
    file: 'salesforce_cases.csv',
    text: tableText(
      ['CaseNumber', 'AccountId', 'ContactId', 'Status', 'Origin', 'CreatedDate', 'ClosedDate'],
      60,
      (i) => [
        `000${10000 + i}`,
        `001A${1000 + jump(i, 9)}XYZ`,
        `003B${1000 + jump(i, 22)}ABC`,
        pick(['New', 'Closed'], jump(i, 2)),
        pick(['Phone', 'Web', 'Email'], jump(i, 3)),
        `${written(i).iso}`,
        '',
      ],
    ),
    roles: {
      time: 'CreatedDate',
      event: 'Status',
      person: 'ContactId',
      account: 'AccountId',
      id: 'CaseNumber',
      channel: 'Origin',
    },
  },
  {
    file: 'log.csv',
    text: tableText(
      ['Prozessinstanz', 'Schritt', 'Beginn', 'Ende', 'Mitarbeiter'],
      60,
      (i) => [
        `PI-${Math.floor(i / 4)}`,
        pick(STEPS, i),
        `${written(i).german} ${written(i).clock}`,
        `${written(i + 1).german} ${written(i + 1).clock}`,
        pick(['A', 'B'], jump(i, 2)),
      ],
      ';',
    ),
    roles: { time: 'Beginn', event: 'Schritt', case: 'Prozessinstanz', person: 'Prozessinstanz' },
  },
  {
    file: 'steps.csv',
    text: tableText(['order', 'step', 'done_at'], 60, (i) => [
      `X${Math.floor(i / 3)}`,
      pick(['picked', 'packed', 'shipped'], i),
      written(i).blank,
    ]),
    roles: { time: 'done_at', event: 'step', case: 'order', person: 'order' },
  },
  {
    file: 'quittungen.csv',
    text: tableText(
      ['BelegNr', 'Belegdatum', 'Artikel', 'Anzahl', 'Gesamt', 'Kartennummer'],
      60,
      (i) => [
        5000 + Math.floor(i / 3),
        written(4 * Math.floor(i / 3)).german,
        `Art${jump(i, 30)}`,
        1 + jump(i, 4),
        continental(jump(i, 40000) / 100),
        `KK${jump(Math.floor(i / 3), 11)}`,
      ],
      ';',
    ),
    roles: { time: 'Belegdatum', case: 'BelegNr', group: 'BelegNr', person: 'Kartennummer' },
  },
  {
    file: 'survey_monkey.csv',
    text: tableText(
      [
        'Respondent ID',
        'Collector ID',
        'Start Date',
        'End Date',
        'IP Address',
        'How likely is it that you would recommend us?',
        'Overall how satisfied are you?',
      ],
      60,
      (i) => [
        11_000_000_000 + jump(i, 90000) * 3 + i,
        4000,
        `${written(5 * i).us} ${written(i).clock}`,
        `${written(5 * i).us} ${written(i).clock}`,
        '1.1.1.1',
        jump(i, 11),
        1 + jump(i, 5),
      ],
    ),
    roles: { time: 'Start Date', person: 'Respondent ID' },
  },
  {
    file: 'trustpilot.csv',
    text: tableText(
      ['Review Created (UTC)', 'Review User Name', 'Review Stars', 'Reference Id'],
      60,
      (i) => [written(i).blank, `N ${i}`, 1 + jump(i, 5), `R-${9000 + i}`],
    ),
    roles: { time: 'Review Created (UTC)', felt: 'Review Stars', id: 'Reference Id' },
  },
  {
    file: 'gym.csv',
    text: tableText(
      ['Mitgliedsnr.', 'Check-in', 'Studio'],
      60,
      (i) => [
        `M-${100 + jump(i, 25)}`,
        `${written(i).german} ${written(i).clock.slice(0, 5)}`,
        pick(['Nord', 'Süd'], jump(i, 2)),
      ],
      ';',
    ),
    roles: { time: 'Check-in', person: 'Mitgliedsnr.' },
  },
  {
    file: 'crm.tsv',
    text: tableText(
      ['contact_id', 'activity_date', 'activity_type', 'owner', 'notes'],
      60,
      (i) => [
        900 + jump(i, 20),
        written(6 * i).day,
        pick(['call', 'email', 'meeting'], jump(i, 3)),
        pick(['kim', 'lee'], jump(i, 2)),
        `said something long number ${i}`,
      ],
      '\t',
    ),
    roles: { time: 'activity_date', event: 'activity_type', person: 'contact_id' },
  },
  {
    file: 'returns.csv',
    text: tableText(
      ['RMA', 'Order #', 'Customer #', 'Return Date', 'Reason', 'Refund'],
      60,
      (i) => [
        `RMA${700 + i}`,
        `O${3000 + i}`,
        `C${jump(i, 30)}`,
        written(7 * i).us,
        pick(['damaged', 'late', 'wrong size'], jump(i, 3)),
        (jump(i, 9000) / 100).toFixed(2),
      ],
    ),
    roles: { time: 'Return Date', person: 'Customer #', event: 'Reason' },
  },
  {
    file: 'uber.csv',
    text: tableText(
      [
        'City',
        'Product Type',
        'Trip or Order Status',
        'Request Time',
        'Begin Trip Time',
        'Fare Amount',
      ],
      60,
      (i) => [
        'Bonn',
        'X',
        'COMPLETED',
        `${written(i).blank} +0000 UTC`.slice(0, 25),
        written(i + 1).blank,
        (jump(i, 4000) / 100).toFixed(2),
      ],
    ),
    roles: { time: 'Request Time' },
  },
];
