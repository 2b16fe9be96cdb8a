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

const STEPS = ['Erfassen', 'Prüfen', 'Zahlen'];

/** More exports: surveys, banks, other languages, nested JSON. */
export const LABELLED_MORE: readonly Labelled[] = [
  {
    file: 'befragung.csv',
    text: tableText(
      ['lfdn', 'Abgeschlossen am', 'Weiterempfehlung (0-10)', 'Zufriedenheit Service', 'Freitext'],
      60,
      (i) => [
        100 + i,
        `${written(5 * i).german} ${written(i).clock}`,
        jump(i, 11),
        1 + jump(i, 5),
        'ok',
      ],
      ';',
    ),
    roles: { time: 'Abgeschlossen am', felt: 'Weiterempfehlung (0-10)' },
  },
  {
    file: 'bank2.csv',
    text: tableText(['Date', 'Description', 'Debit', 'Credit', 'Balance'], 60, (i) => [
      `${two(1 + (i % 28))}/03/2024`,
      pick(['SHOP', 'RENT'], jump(i, 2)),
      '12.50',
      '',
      (1000 + i * 3.1).toFixed(2),
    ]),
    roles: { time: 'Date' },
  },
  {
    file: 'iot.jsonl',
    text: Array.from({ length: 50 }, (_, i) =>
      JSON.stringify({
        eventType: pick(['start', 'stop', 'fault'], jump(i, 3)),
        eventTime: moment(i).getTime(),
        customer: { id: `c${jump(i, 12)}`, tier: 'gold' },
        amount: jump(i, 50),
      }),
    ).join('\n'),
    roles: { time: 'eventTime', event: 'eventType', person: 'customer.id' },
  },
  {
    file: 'sap.csv',
    text: tableText(['MANDT', 'VBELN', 'POSNR', 'ERDAT', 'KUNNR', 'NETWR'], 60, (i) => [
      '100',
      `00045${1000 + Math.floor(i / 3)}`,
      10 * (1 + (i % 3)),
      `2024${two(1 + (i % 12))}${two(1 + (i % 28))}`,
      `000010${jump(i, 20)}`,
      (jump(i, 9000) / 10).toFixed(2),
    ]),
    roles: { time: 'ERDAT', person: 'KUNNR', case: 'VBELN' },
  },
  {
    file: 'library.csv',
    text: tableText(['loan', 'borrower_id', 'title', 'borrowed_on', 'returned_on'], 60, (i) => [
      i + 1,
      800 + jump(i, 20),
      `Book ${jump(i, 50)}`,
      written(12 * i).day,
      written(12 * i + 200).day,
    ]),
    roles: { time: 'borrowed_on', person: 'borrower_id' },
  },
  {
    file: 'telemetry.csv',
    text: tableText(['timestamp', 'user', 'screen', 'event'], 60, (i) => [
      written(i).iso,
      `u${jump(i, 15)}`,
      pick(['home', 'cart'], jump(i, 2)),
      pick(['tap', 'swipe'], jump(i, 2)),
    ]),
    roles: { time: 'timestamp', event: 'event', person: 'user' },
  },
  {
    file: 'french.csv',
    text: tableText(
      ['numero_commande', 'client', 'date_commande', 'montant', 'canal'],
      60,
      (i) => [
        `C${i + 100}`,
        `cl${jump(i, 20)}`,
        `${two(1 + (i % 28))}/${two(1 + (i % 12))}/2024`,
        continental(jump(i, 90000) / 100),
        pick(['web', 'magasin'], jump(i, 2)),
      ],
      ';',
    ),
    roles: { time: 'date_commande', person: 'client', id: 'numero_commande', channel: 'canal' },
  },
  {
    file: 'spanish.csv',
    text: tableText(['id_cliente', 'fecha', 'evento', 'importe'], 60, (i) => [
      jump(i, 30) + 500,
      written(8 * i).day,
      pick(['compra', 'visita'], jump(i, 2)),
      (jump(i, 900) / 10).toFixed(2),
    ]),
    roles: { time: 'fecha', person: 'id_cliente', event: 'evento' },
  },
  {
    file: 'events.csv',
    text: tableText(['user', 'item', 'type', 'at'], 60, (i) => [
      jump(i, 20) + 100,
      jump(i, 200) + 1000,
      pick(['view', 'cart', 'transaction'], jump(i, 3)),
      moment(i).getTime(),
    ]),
    roles: { time: 'at', event: 'type', person: 'user' },
  },
  {
    file: 'helpdesk.csv',
    text: tableText(
      ['Case ID', 'Activity', 'Resource', 'Complete Timestamp', 'Variant', 'customer'],
      60,
      (i) => [
        `Case ${Math.floor(i / 4)}`,
        pick(STEPS, i),
        `Value ${jump(i, 5)}`,
        `2012/10/${two(1 + (i % 28))} ${written(i).clock}.000`,
        `Variant ${Math.floor(i / 12)}`,
        `Value ${jump(Math.floor(i / 4), 9)}`,
      ],
    ),
    roles: { time: 'Complete Timestamp', event: 'Activity', case: 'Case ID', person: 'customer' },
  },
  {
    file: 'appointments.csv',
    text: tableText(
      ['AppointmentID', 'PatientId', 'Gender', 'ScheduledDay', 'AppointmentDay', 'Age', 'No-show'],
      60,
      (i) => [
        5_600_000 + jump(i, 90000) * 7 + i,
        29_872_499_824_296 + jump(i, 40) * 13,
        pick(['F', 'M'], jump(i, 2)),
        written(i).iso,
        `${written(i + 40).day}T00:00:00Z`,
        jump(i, 90),
        pick(['No', 'Yes'], jump(i, 2)),
      ],
    ),
    roles: { time: 'AppointmentDay', person: 'PatientId', id: 'AppointmentID' },
  },
  {
    file: 'activities.csv',
    text: tableText(
      ['TraceID', 'Activity', 'Start Timestamp', 'Complete Timestamp', 'Variant'],
      60,
      (i) => [
        `T${Math.floor(i / 5)}`,
        pick(STEPS, i),
        written(i).blank,
        written(i + 1).blank,
        `V${Math.floor(i / 10)}`,
      ],
    ),
    roles: { event: 'Activity', case: 'TraceID', person: 'TraceID', time: 'Start Timestamp' },
  },
  {
    file: 'orders.jsonocel',
    text: JSON.stringify({
      objectTypes: [
        { name: 'order', attributes: [] },
        { name: 'customer', attributes: [] },
      ],
      eventTypes: STEPS.map((name) => ({ name, attributes: [] })),
      objects: [
        ...Array.from({ length: 20 }, (_, i) => ({ id: `o${i}`, type: 'order' })),
        ...Array.from({ length: 7 }, (_, i) => ({ id: `c${i}`, type: 'customer' })),
      ],
      events: Array.from({ length: 60 }, (_, i) => ({
        id: `e${i}`,
        type: pick(STEPS, i),
        time: written(i).iso,
        relationships: [
          { objectId: `o${Math.floor(i / 3)}`, qualifier: 'order' },
          { objectId: `c${jump(Math.floor(i / 3), 7)}`, qualifier: 'who' },
        ],
      })),
    }),
    roles: {
      time: 'ocel:timestamp',
      event: 'ocel:activity',
      id: 'ocel:eid',
      case: 'ocel:type:order',
      person: 'ocel:type:customer',
    },
  },
];
