import { createRequire } from 'node:module';
import type { Palette } from '@bothways/core/scene';
import type PptxGenJs from 'pptxgenjs';
import { sheetShapes } from './pptx-shapes.ts';
import type { Sheet } from './sheet.ts';
import { stillZip } from './still-zip.ts';
import { xmlText } from './write-xlsx.ts';

/** A chart whose numbers can be opened and changed in PowerPoint. Units: points. */
export interface SlideChart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly told: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

export interface Slide {
  readonly sheet: Sheet;
  /** What the speaker may want to say: sources, ranges. */
  readonly notes: string;
  readonly chart?: SlideChart;
}

/** 16 by 9, in points: 13.33 by 7.5 inches. */
export const SLIDE = { width: 960, height: 540 } as const;
const INCH = 72;

/** Slides of native shapes and text, grouped by touchpoint; nothing on them is a picture. */
export async function slidesPptx(
  slides: readonly Slide[],
  palette: Palette,
  { title, date }: { title: string; date: string },
): Promise<Uint8Array> {
  const deck = new Presentation();
  deck.defineLayout({ name: 'wide', width: SLIDE.width / INCH, height: SLIDE.height / INCH });
  deck.layout = 'wide';
  deck.title = xmlText(title);
  deck.author = 'Bothways';
  deck.company = '';
  deck.theme = { headFontFace: 'Arial', bodyFontFace: 'Arial' };
  for (const { notes, chart } of slides) {
    const slide = deck.addSlide();
    slide.background = { color: palette.paper.slice(1) };
    slide.addNotes(xmlText(notes));
    if (chart !== undefined) addChart(deck, slide, chart, palette);
  }
  const bytes = await deck.write({ outputType: 'uint8array', compression: false });
  if (!(bytes instanceof Uint8Array)) throw new Error('the deck was not written as bytes');
  return stillZip(bytes, date, (path, xml) => {
    const at = /^ppt\/slides\/slide(\d+)\.xml$/.exec(path)?.[1];
    const slide = at === undefined ? undefined : slides[Number(at) - 1];
    return slide === undefined
      ? xml
      : xml.replace('</p:spTree>', () => `${sheetShapes(slide.sheet, palette)}</p:spTree>`);
  });
}

// Its types describe the form of its CommonJS module, so that is the one taken.
const Presentation: typeof PptxGenJs.default = createRequire(import.meta.url)('pptxgenjs');
type Deck = InstanceType<typeof PptxGenJs.default>;

function addChart(
  deck: Deck,
  slide: ReturnType<Deck['addSlide']>,
  chart: SlideChart,
  palette: Palette,
): void {
  const colours = [palette.delivered, palette.captured].map((colour) => colour.slice(1));
  const [ink, rule] = [palette.ink.slice(1), palette.rule.slice(1)];
  slide.addChart(
    deck.ChartType.bar,
    chart.series.map(({ name, values }) => ({
      name: xmlText(name),
      labels: chart.categories.map(xmlText),
      values: [...values],
    })),
    {
      ...{ x: chart.x / INCH, y: chart.y / INCH, w: chart.width / INCH, h: chart.height / INCH },
      ...{ barDir: 'col', barGrouping: 'clustered', barGapWidthPct: 80, chartColors: colours },
      ...{
        showLegend: chart.series.length > 1,
        legendPos: 'b',
        legendColor: ink,
        legendFontSize: 12,
      },
      ...{
        showValue: true,
        dataLabelFormatCode: '#,##0',
        dataLabelColor: ink,
        dataLabelFontSize: 12,
      },
      ...{ valAxisLabelFormatCode: '#,##0', valAxisLabelColor: ink, valAxisLabelFontSize: 11 },
      ...{ catAxisLabelColor: ink, catAxisLabelFontSize: 13, catAxisLabelPos: 'low' },
      ...{ valGridLine: { color: rule, size: 0.75 }, altText: xmlText(chart.told) },
    },
  );
}
