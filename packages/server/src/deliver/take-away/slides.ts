// The deck: the exchange at a glance, the map, a slide for each grave finding, and the totals as a chart of their own.
import type { ReportFinding } from '@bothways/core/contract';
import { fill, kindOf, nextOf, sentenceOf } from '@bothways/core/words';
import { type Block, beside, nothing, rule, stack, text } from './blocks.ts';
import { mapSlides } from './map-slides.ts';
import { findingFigures, labelled, moneyBlock, quoteBlock } from './parts.ts';
import { MARGIN, part, slideOf, TOP, width } from './slide-frame.ts';
import {
  type Estimate,
  headlineSentence,
  howMade,
  leadOf,
  madeAt,
  moneyText,
  openFindings,
  rangeText,
  type Telling,
  touchpointAt,
  unknowns,
} from './told.ts';
import { SLIDE, type Slide } from './write-pptx.ts';

const FINDINGS_MOST = 6;

/** `what`: a journey's deck has the map, one of findings has every grave finding and no map. */
export function deckSlides(telling: Telling, what: 'journey' | 'findings'): readonly Slide[] {
  const most = what === 'journey' ? FINDINGS_MOST : 30;
  return [
    summarySlide(telling),
    ...(what === 'journey' ? mapSlides(telling) : []),
    ...openFindings(telling.overview)
      .slice(0, most)
      .map((finding) => findingSlide(telling, finding)),
    ...totalsSlide(telling),
  ];
}

function summarySlide(telling: Telling): Slide {
  const { overview, speech } = telling;
  const { own, map } = speech;
  const title =
    headlineSentence(telling) ?? map[overview.period === null ? 'mattersNoneYet' : 'mattersNone'];
  const head = stack(
    [
      text(own.summary, width, { size: 13, tone: 'muted' }),
      text(title, width, { size: 27, weight: 600, linesMax: 3 }),
      text(leadOf(telling), width, { size: 12, tone: 'muted', linesMax: 2 }),
    ],
    5,
  );
  const shown = overview.net.measured ?? overview.net.believed;
  const net = (label: string, estimate: Estimate): Block =>
    moneyBlock(telling, { label, estimate }, 220, 1.55);
  const nets =
    shown === null
      ? nothing
      : stack([net(own.netCustomers, shown.customer), net(own.netBusiness, shown.business)], 22);
  const act = actBlock(telling, width - 290);
  const y = TOP + head.height + 34;
  return {
    sheet: slideOf(telling, title, [
      part(head, TOP),
      part(nets, y, own.totals),
      part(act, y, own.actTitle, MARGIN + 290),
    ]),
    notes: [leadOf(telling), ...unknowns(telling), ...howMade(telling), madeAt(telling)].join('\n'),
  };
}

/** The gravest three, each with its money for both sides; nothing where there is none. */
function actBlock(telling: Telling, room: number): Block {
  const { overview, speech } = telling;
  const { own, figures } = speech;
  const open = openFindings(overview);
  if (open.length === 0) return nothing;
  const money = 112;
  const said = room - 2 * money - 16;
  const findings = open.slice(0, 3).map((finding) => {
    const at = touchpointAt(overview.journeys, finding);
    const figure = (estimate: Estimate): Block =>
      text(moneyText(estimate, speech, true), money - 8, { size: 14, weight: 600, anchor: 'end' });
    return stack(
      [
        rule(room),
        beside([
          {
            x: 0,
            block: text(sentenceOf(finding, at, speech.findingSpeaker).text, said, {
              size: 13,
              linesMax: 3,
            }),
          },
          { x: said + 16, block: figure(finding.customer) },
          { x: said + 16 + money, block: figure(finding.business) },
        ]),
      ],
      8,
    );
  });
  const heads = beside([
    { x: 0, block: text(own.actTitle, said, { size: 13, weight: 600 }) },
    {
      x: said + 16,
      block: text(figures.customers, money - 8, { size: 11, tone: 'muted', anchor: 'end' }),
    },
    {
      x: said + 16 + money,
      block: text(figures.business, money - 8, { size: 11, tone: 'muted', anchor: 'end' }),
    },
  ]);
  return stack([heads, ...findings], 10);
}

function findingSlide(telling: Telling, finding: ReportFinding): Slide {
  const { overview, speech } = telling;
  const { findingSpeaker, figures, said, format } = speech;
  const at = touchpointAt(overview.journeys, finding);
  const title = sentenceOf(finding, at, findingSpeaker).text;
  const left = width * 0.54;
  const right = width * 0.38;
  const head = stack(
    [
      text(kindOf(finding, findingSpeaker), width, { size: 13, tone: 'muted', weight: 600 }),
      text(title, width, { size: 27, weight: 600, linesMax: 3 }),
    ],
    5,
  );
  const body = stack(
    [
      at?.quote == null ? nothing : quoteBlock(at.quote, left, 1.6),
      labelled(
        figures.next,
        text(nextOf(finding, findingSpeaker).text, left, { size: 15, linesMax: 6 }),
        left,
        1.4,
      ),
    ],
    18,
  );
  const y = TOP + head.height + 34;
  const turn = finding.breakEven === null ? said.noTurn : format.glued(finding.breakEven);
  const range = (label: string, estimate: Estimate): string =>
    `${label}: ${moneyText(estimate, speech, true)}${rangeText(estimate, speech, true) === '' ? '' : ` (${rangeText(estimate, speech, true)})`}`;
  return {
    sheet: slideOf(telling, title, [
      part(head, TOP),
      part(body, y, finding.touchpoint.name),
      part(
        findingFigures(telling, finding, right, 1.45),
        y,
        figures.breakEven,
        MARGIN + width - right,
      ),
    ]),
    notes: [
      range(figures.customers, finding.customer),
      range(figures.business, finding.business),
      `${figures.breakEven}: ${turn}`,
      format.glued(finding.detail),
      ...howMade(telling),
    ].join('\n'),
  };
}

/** Left to each side, as a chart of PowerPoint; none where nothing can be said. */
function totalsSlide(telling: Telling): readonly Slide[] {
  const { overview, speech } = telling;
  const { own, figures, currency } = speech;
  const series = (['measured', 'believed'] as const).flatMap((evidence) => {
    const net = overview.net[evidence];
    if (net === null || net.customer.kind === 'abstained' || net.business.kind === 'abstained')
      return [];
    return [{ name: own[evidence], values: [net.customer.median, net.business.median] }];
  });
  if (series.length === 0) return [];
  const title = fill(own.chartTitle, { currency });
  const head = stack(
    [
      text(title, width, { size: 24, weight: 600, linesMax: 2 }),
      text(own.chartLead, width, { size: 12, tone: 'muted' }),
    ],
    5,
  );
  const ranges = (['measured', 'believed'] as const).flatMap((evidence) => {
    const net = overview.net[evidence];
    return net === null
      ? []
      : [
          `${own[evidence]}, ${figures.customers}: ${rangeText(net.customer, speech, true)}`,
          `${own[evidence]}, ${figures.business}: ${rangeText(net.business, speech, true)}`,
        ];
  });
  const y = TOP + head.height + 16;
  return [
    {
      sheet: slideOf(telling, title, [part(head, TOP)]),
      chart: {
        ...{ x: MARGIN, y, width, height: SLIDE.height - y - 44, told: title },
        categories: [figures.customers, figures.business],
        series,
      },
      notes: [...ranges, ...howMade(telling)].join('\n'),
    },
  ];
}
