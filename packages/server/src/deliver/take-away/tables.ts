// What sheets and CSV hold: figures as numbers, ranges in columns of their own, text as text.
import { asCustomerMeets } from '@bothways/core/scene';
import { fill, kindOf, nextOf, sentenceOf } from '@bothways/core/words';
import {
  type Estimate,
  howMade,
  madeAt,
  placedIn,
  type Telling,
  touchpointAt,
  unknowns,
} from './told.ts';

/** A number is one; null is an empty cell. */
export type Cell = string | number | null;

export interface Column {
  readonly name: string;
  /** What its numbers are; text where left out. */
  readonly holds?: 'money' | 'index' | 'count' | 'amount';
  /** In characters. */
  readonly width: number;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** An estimate in three columns, the unit in the head of each. */
function ranged(telling: Telling, name: string, holds: 'money' | 'index'): readonly Column[] {
  const { own, currency } = telling.speech;
  const whole = holds === 'money' ? fill(own.inMoney, { name, currency }) : name;
  return [
    { name: whole, holds, width: 17 },
    { name: fill(own.low, { name }), holds, width: 13 },
    { name: fill(own.high, { name }), holds, width: 13 },
  ];
}

function three(estimate: Estimate | null): readonly Cell[] {
  return estimate?.kind === 'estimate'
    ? [estimate.median, estimate.low, estimate.high]
    : [null, null, null];
}

/** The map as a table, measured and believed in rows of their own where both are known. */
export function touchpointTable(telling: Telling): Table {
  const { own, figures, mapSpeaker } = telling.speech;
  const text = (name: string, width = 16): Column => ({ name, width });
  return {
    name: own.touchpoint,
    columns: [
      ...[text(own.journey, 24), text(own.phase), text(own.step), text(own.touchpoint, 28)],
      ...[text(own.channel, 12), text(own.evidence, 12), text(own.moment, 12)],
      ...ranged(telling, own.get, 'money'),
      ...ranged(telling, own.give, 'money'),
      ...ranged(telling, own.netCustomers, 'money'),
      ...ranged(telling, own.netBusiness, 'money'),
      ...ranged(telling, own.felt, 'index'),
      { name: own.encounters, holds: 'count', width: 14 },
      { name: figures.people, holds: 'count', width: 12 },
      ...[text(figures.owner, 18), text(own.influence, 14), text(own.intention, 40)],
      ...[text(own.quote, 40), text(own.touchpointId, 24), text(own.stepId, 18)],
    ],
    rows: placedIn(telling.journeys).flatMap(({ touchpoint, journey, phase, step }) => {
      const { measured, believed } = touchpoint;
      const kinds = [
        ...(measured === null ? [] : [{ voices: measured, evidence: own.measured, isSeen: true }]),
        ...(believed === null ? [] : [{ voices: believed, evidence: own.believed, isSeen: false }]),
      ];
      const known =
        kinds.length > 0 ? kinds : [{ voices: null, evidence: own.none, isSeen: false }];
      return known.map(({ voices, evidence, isSeen }): readonly Cell[] => {
        const met = voices === null ? null : asCustomerMeets(voices);
        return [
          ...[journey.name, phase, step.name, touchpoint.name],
          ...[mapSpeaker.channel(touchpoint.channel), evidence],
          step.momentOfTruth ? own.yes : own.no,
          ...three(met?.get ?? null),
          ...three(met?.give ?? null),
          ...three(voices?.customer ?? null),
          ...three(voices?.business ?? null),
          ...three(isSeen ? touchpoint.felt : null),
          isSeen ? touchpoint.encounters : null,
          isSeen ? touchpoint.people : null,
          ...[touchpoint.owner, touchpoint.influence, touchpoint.intention, touchpoint.quote],
          ...[touchpoint.id, step.id],
        ];
      });
    }),
  };
}

export function findingTable(telling: Telling): Table {
  const { overview, speech } = telling;
  const { own, figures, findingSpeaker, format } = speech;
  const text = (name: string, width = 16): Column => ({ name, width });
  return {
    name: own.findings,
    columns: [
      ...[text(own.kind, 22), text(own.touchpoint, 28), text(own.sentence, 60)],
      ...ranged(telling, figures.customers, 'money'),
      ...ranged(telling, figures.business, 'money'),
      ...[text(figures.breakEven, 44), text(own.grade, 10)],
      { name: figures.people, holds: 'count', width: 12 },
      ...[text(figures.owner, 18), text(figures.next, 60), text(own.seen, 60)],
      text(own.touchpointId, 24),
    ],
    rows: overview.findings.map((finding) => {
      const at = touchpointAt(overview.journeys, finding);
      return [
        ...[kindOf(finding, findingSpeaker), finding.touchpoint.name],
        sentenceOf(finding, at, findingSpeaker).text,
        ...three(finding.customer),
        ...three(finding.business),
        finding.breakEven === null ? null : format.glued(finding.breakEven),
        ...[finding.grade, finding.people, at?.owner ?? null],
        ...[nextOf(finding, findingSpeaker).text, format.glued(finding.detail)],
        finding.touchpoint.id,
      ];
    }),
  };
}

export function abstainedTable({ overview, speech }: Telling): Table {
  const { own, format } = speech;
  return {
    name: own.abstained,
    columns: [own.kind, own.touchpoint, own.reason].map((name) => ({ name, width: 30 })),
    rows: overview.abstained.map(({ kindName, touchpoint, reason }) => [
      ...[kindName, touchpoint.name, format.glued(reason)],
    ]),
  };
}

/** What a unit of each kind is said to be worth or to cost. */
export function worthTable({ overview, speech }: Telling): Table {
  const { own, currency } = speech;
  const money = fill(own.aUnit, { currency });
  const ways = { customer: own.wayCustomer, business: own.wayBusiness } as const;
  const text = (name: string, width = 16): Column => ({ name, width });
  return {
    name: own.worthTitle,
    columns: [
      ...[text(own.valueKind, 26), text(own.unit, 12), text(own.segment), text(own.way, 20)],
      text(own.what, 20),
      ...[money, fill(own.low, { name: money }), fill(own.high, { name: money })].map(
        (name): Column => ({ name, holds: 'amount', width: 15 }),
      ),
      ...[text(own.basis, 12), text(own.source, 28), text(own.agreedBy), text(own.agreedOn, 12)],
    ],
    rows: overview.made.valuations.map((each) => [
      ...[each.name, each.unit, each.segment ?? own.everyone],
      each.give === null ? own.wayBoth : ways[each.give],
      each.of === 'worth' ? own.ofWorth : own.ofCost,
      ...[each.median, each.low, each.high],
      ...[own.bases[each.basis], each.source, each.agreedBy, each.agreedOn],
    ]),
  };
}

/** Net for each side, measured and believed. */
export function totalsTable(telling: Telling): Table {
  const { overview, speech } = telling;
  const { own, figures } = speech;
  const sides = { customer: figures.customers, business: figures.business, joint: own.together };
  return {
    name: own.totals,
    columns: [
      { name: own.side, width: 22 },
      { name: own.evidence, width: 14 },
      ...ranged(telling, own.totals, 'money'),
    ],
    rows: (['measured', 'believed'] as const).flatMap((evidence) => {
      const net = overview.net[evidence];
      return net === null
        ? []
        : (['customer', 'business', 'joint'] as const).map((side) => [
            ...[sides[side], own[evidence], ...three(net[side])],
          ]);
    }),
  };
}

/** Each kind of value in each direction, over all touchpoints. */
export function movedTable(telling: Telling): Table {
  const { overview, speech } = telling;
  const { own } = speech;
  return {
    name: own.moved,
    columns: [
      { name: own.valueKind, width: 26 },
      { name: own.evidence, width: 12 },
      { name: own.giver, width: 16 },
      { name: own.receiver, width: 16 },
      { name: own.quantity, holds: 'amount', width: 16 },
      { name: own.unit, width: 12 },
      ...ranged(telling, own.worth, 'money'),
      ...ranged(telling, own.cost, 'money'),
      { name: own.transfers, holds: 'count', width: 12 },
      { name: own.grade, width: 10 },
    ],
    rows: overview.values.map((each) => [
      ...[each.name, own[each.evidence], own.sides[each.giver], own.sides[each.receiver]],
      ...[Number(each.quantity), each.unit, ...three(each.worth), ...three(each.cost)],
      ...[each.n, each.grade],
    ]),
  };
}

/** Where every figure comes from, and what is not known. */
export function madeTable(telling: Telling): Table {
  const { own, format } = telling.speech;
  const { overview, segment } = telling;
  return {
    name: own.madeTitle,
    columns: [
      { name: own.figure, width: 34 },
      { name: own.how, width: 90 },
      { name: own.source, width: 34 },
    ],
    rows: [
      [own.madeTitle, madeAt(telling), null],
      ...(segment === null ? [] : [[own.madeTitle, fill(own.forOnly, { name: segment }), null]]),
      ...howMade(telling).map((line): readonly Cell[] => [own.madeTitle, line, null]),
      ...unknowns(telling).map((line): readonly Cell[] => [own.unknownTitle, line, null]),
      ...overview.made.figures.map(({ figure, how, source }) => [
        figure,
        format.glued(how),
        source,
      ]),
    ],
  };
}
