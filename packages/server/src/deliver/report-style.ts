import { type Palette, palettes } from '@bothways/core/scene';
import { reportFont } from './report-font.ts';

/** The whole style sheet of a report. Constant, so that its hash can stand in the page's security policy. */
export const reportStyle: string = [
  `@font-face{font-family:"Inter Report";src:url(data:font/woff2;base64,${reportFont}) format("woff2");font-weight:100 900;font-display:block}`,
  `:root{color-scheme:light dark;${variables(palettes.light)}}`,
  `@media screen and (prefers-color-scheme:dark){:root{${variables(palettes.dark)}}}`,
  page(),
  pictures(),
  tables(),
  narrow(),
  print(),
].join('\n');

function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');
}

function page(): string {
  return `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 16px/1.55 "Inter Report",system-ui,sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:1200px;margin:0 auto;padding:0 40px}
header{padding-top:56px}
h1,h2,h3{line-height:1.15;letter-spacing:-.018em;font-weight:640;margin:0;text-wrap:balance}
h1{font-size:clamp(32px,4.6vw,56px);max-width:18em;letter-spacing:-.028em}
h2{font-size:30px}
h3{font-size:19px;letter-spacing:-.01em}
p{margin:0;max-width:68ch;text-wrap:pretty}
section{margin-top:96px}
section>*+*,.together>*+*{margin-top:20px}
.brand{font-weight:640;letter-spacing:-.01em;margin-bottom:40px}
.brand span{color:var(--muted);font-weight:400}
.lead{font-size:19px;line-height:1.5;color:var(--muted);margin-top:16px}
h2+p:not(.where,.sentence){color:var(--muted)}
.small{font-size:14px;color:var(--muted)}
.facts{display:flex;flex-wrap:wrap;gap:16px 48px;margin:36px 0 0}
.facts div{display:flex;flex-direction:column-reverse}
dt{color:var(--muted);font-size:14px}
dd{margin:0}
.facts dd{font-size:22px;font-weight:560;letter-spacing:-.01em}
.matters{background:var(--lit);border-radius:20px;padding:44px 48px;margin-top:64px}
.matters h2{font-size:15px;letter-spacing:0;font-weight:600}
.matters .where{font-size:19px;font-weight:600;margin-top:28px}
.matters .sentence{font-size:clamp(22px,2.6vw,32px);line-height:1.28;letter-spacing:-.018em;font-weight:560;max-width:30em;margin-top:8px}
.matters .detail{max-width:62em;margin-top:12px;font-size:15px}
.stakes{display:flex;flex-wrap:wrap;gap:24px 72px;margin:32px 0 0}
.stakes dt{font-size:15px;color:var(--ink)}
.stakes .figure{display:block;font-size:clamp(24px,2.6vw,34px);font-weight:620;letter-spacing:-.02em;line-height:1.2}
.stakes .between{font-size:15px}
.customer .figure{color:var(--delivered)}
.business .figure{color:var(--captured)}
.matters .figure{color:var(--ink)}
.notes{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:20px 40px;margin:32px 0 0}
.matters .notes dt{color:var(--ink);font-weight:600}
.matters .notes{grid-template-columns:1.5fr .6fr 1fr 2fr}
.notes dd{font-size:15px}
.finding{padding:28px 0;border-top:1px solid var(--rule);display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);gap:12px 56px}
.finding p{margin-top:8px}
.finding .stakes{margin:0;gap:16px 40px}
.finding .stakes .figure{font-size:20px;letter-spacing:-.01em}
.finding .notes{margin-top:20px;grid-template-columns:1fr 1fr;gap:14px 40px}
.finding .notes .whole{grid-column:1/-1}
.kindname{color:var(--muted);font-size:14px}
.two{display:grid;grid-template-columns:minmax(0,1.25fr) minmax(0,1fr);gap:40px 64px;align-items:start}
.two>div>*+*{margin-top:16px}
.even{grid-template-columns:1fr 1fr}
footer{margin-top:96px;padding-bottom:56px;color:var(--muted);font-size:14px}
a{color:inherit}
.number,.figure,.between,.facts dd{font-variant-numeric:tabular-nums}`;
}

function pictures(): string {
  const tones = ['ink', 'muted', 'rule', 'band', 'paper', 'lit', 'delivered', 'captured'];
  return `
svg{display:block;max-width:100%;height:auto;font-family:inherit}
figure{margin:0}
.voices figure+figure,.voices .together+figure{margin-top:48px}
section>*+figure{margin-top:24px}
section>*+h3,section>*+figure>h3:first-child{margin-top:52px}
section h3+p{margin-top:8px}
section figure>:not(h3)+div,section figure>h3+div{margin-top:20px}
.voices figure>h3{margin-bottom:14px}
figure svg+svg{margin-top:28px}
${tones.map((tone) => `.t-${tone}{--tone:var(--${tone})}`).join('')}
.t-grade-a{--tone:var(--ink)}.t-grade-b{--tone:color-mix(in srgb,var(--ink) 62%,var(--paper))}.t-grade-c{--tone:color-mix(in srgb,var(--ink) 34%,var(--paper))}.t-grade-d{--tone:color-mix(in srgb,var(--ink) 14%,var(--paper))}
text,.p-fill{fill:var(--tone)}
.p-outline{fill:none;stroke:var(--tone);stroke-width:1.3}
circle.p-outline{fill:var(--paper)}
.p-soft{fill:var(--tone)}
.t-delivered.p-soft{fill:var(--deliveredSoft)}
.t-captured.p-soft{fill:var(--capturedSoft)}
polyline{fill:none;stroke:var(--tone)}
polyline.filled{fill:color-mix(in srgb,var(--tone) 60%,transparent);stroke:none}
.dashed{stroke-dasharray:3 3}
.w-400{font-weight:420}.w-600{font-weight:600}
.medium,.narrow{display:none}
.medium svg{width:100%}
.narrow svg{width:100%;max-width:480px}
.legend{display:flex;flex-wrap:wrap;gap:8px 28px;list-style:none;padding:0;font-size:14px;color:var(--muted)}
.legend li{display:flex;align-items:center;gap:9px}
.swatch{flex:none;width:22px;height:14px;border:0 solid var(--ink)}
.s-get{background:var(--delivered)}.s-give{background:var(--captured)}
.s-believed{border:1.5px solid var(--muted)}
.s-lit{background:var(--lit);border-radius:4px;outline:1px solid var(--rule)}
.s-range{height:0;border-top-width:1.5px}
.s-torn{background:linear-gradient(105deg,var(--muted) 0 46%,var(--paper) 46% 56%,var(--muted) 56%)}
.s-cost{height:5px;background:var(--muted)}
.s-ring{width:13px;height:13px;border-radius:50%;border:1.5px solid var(--ink)}
.s-dot{width:13px;height:13px;border-radius:50%;background:var(--ink)}`;
}

function tables(): string {
  return `
details{border-top:1px solid var(--rule);padding-top:14px}
summary{cursor:pointer;font-weight:560;font-size:15px;padding:4px 0;width:fit-content}
summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--delivered);outline-offset:3px}
.scroll{overflow-x:auto;margin-top:12px}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.4}
caption{text-align:left;color:var(--muted);padding:0 0 10px;max-width:68ch}
th,td{text-align:left;vertical-align:top;padding:9px 20px 9px 0;border-bottom:1px solid var(--rule);overflow-wrap:normal}
th{font-weight:560}
thead th{color:var(--muted);font-weight:500;vertical-align:bottom}
.number{text-align:right;white-space:nowrap}
td p,th p{font-weight:400;color:var(--muted);font-size:13px;min-width:12em}
.wide-cell{min-width:15em}
.grade{display:flex;align-items:center;gap:10px}`;
}

function narrow(): string {
  return `
@media (max-width:1180px){.wide{display:none}.medium{display:block}}
@media (max-width:760px){
.medium{display:none}.narrow{display:block}
main,header,footer{padding:0 20px}
header{padding-top:32px}
.brand{margin-bottom:24px}
.lead{font-size:17px}
h2{font-size:25px}
section{margin-top:72px}
.facts{display:grid;grid-template-columns:1fr 1fr;gap:18px 20px}
.facts dd{font-size:19px}
.matters{padding:28px 22px;margin-left:-12px;margin-right:-12px;margin-top:44px}
.stakes{flex-direction:column}
.two,.even,.finding,.matters .notes{grid-template-columns:minmax(0,1fr)}
footer{padding-bottom:40px}
}`;
}

function print(): string {
  return `
@page{size:A4;margin:16mm 14mm}
@media print{
body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,header,footer{padding:0;max-width:none}
header{padding-top:0}
.wide,.narrow{display:none}.medium{display:block}
h1{font-size:30pt}
h2{font-size:19pt;break-after:avoid}
h3,.legend,caption,summary,h2+p{break-after:avoid}
section{margin-top:34pt}
.brand{margin-bottom:18pt}
.matters{margin-top:24pt;padding:22pt 24pt;break-inside:avoid}
.matters .sentence{font-size:17pt}
svg,p,.finding,tr,.legend,.two>div{break-inside:avoid}
.voices{break-before:page;margin-top:0}
.finding{gap:8pt 24pt}
.two{gap:24pt 28pt}
details::details-content{content-visibility:visible;block-size:auto;display:block}
summary{list-style:none}
summary::-webkit-details-marker{display:none}
.scroll{overflow:visible}
table{font-size:7.6pt}
thead{display:table-header-group}
th,td{padding:4pt 7pt 4pt 0}
.number{white-space:normal}
td p,th p{font-size:7pt;min-width:0}
.wide-cell{min-width:0}
.scroll table:has(.place){table-layout:fixed}
table:has(.place) thead th:first-child{width:21%}
thead,thead tr{break-after:avoid}
.together{break-inside:avoid}
footer{margin-top:14pt;padding:0}
}`;
}
