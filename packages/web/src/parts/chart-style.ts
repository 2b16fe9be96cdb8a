import type { Palette } from '@bothways/core/scene';

const font = '"Inter Variable", system-ui, sans-serif';

/** How every chart of the page writes and rules. */
export function axisStyle({ muted, rule }: Palette) {
  return {
    axisLine: { lineStyle: { color: rule } },
    axisTick: { show: false },
    axisLabel: { color: muted, fontFamily: font, fontSize: 12.5, hideOverlap: true },
    splitLine: { lineStyle: { color: rule, opacity: 0.6 } },
  };
}

export function tooltipStyle({ paper, ink, rule }: Palette) {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: paper,
    borderColor: rule,
    textStyle: { color: ink, fontFamily: font, fontSize: 13 },
  };
}

export function labelStyle({ ink }: Palette) {
  return { color: ink, fontFamily: font, fontSize: 12.5 };
}
