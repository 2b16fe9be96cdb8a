import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml, html, markupText } from './html.ts';
import { attacks, poisoned } from './report-attacks.ts';
import { fixtureReport } from './report-fixture.ts';
import { reportHtml } from './report-html.ts';

test.each([
  ['<b>', '&#60;b&#62;'],
  [`"'`, '&#34;&#39;'],
  ['a & b', 'a &#38; b'],
  ['\u0000', '\ufffd'],
  ['line\nbreak\ttab', 'line\nbreak\ttab'],
])('[D4] %j is written as %j', (text, written) => {
  expect(escapeHtml(text)).toBe(written);
});

test('[D4] a hole is escaped unless it came from the helper itself', () => {
  const bold = html`<b>${'<i>'}</b>`;
  expect(markupText(html`<p>${bold}${['<', bold]}${null}${false}${3}</p>`)).toBe(
    '<p><b>&#60;i&#62;</b>&#60;<b>&#60;i&#62;</b>3</p>',
  );
});

test('[D4] escaped text holds no character that means something, whatever it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!#\d+;)/);
    }),
  );
});

test.each(attacks)('[D4] a report full of %j gains no tag', (attack) => {
  const text = reportHtml(poisoned(fixtureReport(), attack));
  expect(/<(script|img)/i.test(text)).toBe(false);
  expect(/<[^>]*\son\w+=/i.test(text.replaceAll(/"[^"]*"/g, '""'))).toBe(false);
  expect(text.match(/<style/g)?.length).toBe(1);
});
