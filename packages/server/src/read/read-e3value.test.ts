import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateE3, explainE3 } from '@bothways/core/network';
import { expect, test } from 'vitest';
import { ImportRefused } from './import-refused.ts';
import { E3_BYTES_MAX, readE3value, readE3valueFile } from './read-e3value.ts';

const data = '../shared/data/value-e3';
if (!existsSync(data)) console.log(`${data} is not there: the e3value models are skipped`);
const here = test.skipIf(!existsSync(data));

here.each([
  [
    'e3fraud_scenario1.rdf',
    { 'User A': -37.5, 'Provider A': -15, 'Provider B': 52.5, 'User B': 0 },
  ],
  [
    'e3fraud_scenario2.rdf',
    { 'Provider A': 15.02, 'Provider B': 0.03, 'User A': -5, 'User B': -10.05, 'User C': 0 },
  ],
  [
    'e3tools_evaluation_test2.rdf',
    { 'User A': -37.5, 'Provider A': 37.43, 'Provider B': 0.07, 'User B': 0 },
  ],
])('[I63] %s comes out to the cent', async (file, nets) => {
  const { actors, sum } = evaluateE3(await readE3valueFile(join(data, file)));
  expect(Object.fromEntries(actors.map(({ name, net }) => [name, net]))).toEqual(nets);
  expect(sum).toBe(0);
});

here('[I63] broken formulas are named with their place, and the rest is worked out', async () => {
  const worked = evaluateE3(await readE3valueFile(join(data, 'e3tools_evaluation_test1.rdf')));
  const formulas = worked.problems.filter(({ code }) => code.startsWith('formula'));
  expect(formulas.map(explainE3)).toEqual([
    expect.stringContaining('nothing reads CADINALITY: did you mean CARDINALITY? (and 15 more)'),
    'value port "vp23" of Provider A: VALUATION=0.07 + e3{YoMomma(\'vi5\').EXPENSES}: there is no kind of element "YoMomma"; it is left out, mend the formula',
  ]);
  // The interface's own expenses of 10 are nobody's income.
  expect(worked.actors.map(({ name, net }) => [name, net]).sort()).toEqual([
    ['Provider A', 37.43],
    ['Provider B', 0.07],
    ['User A', -47.5],
    ['User B', 0],
  ]);
});

here.each([
  ['smacqa_AgroAlimentaryTraditional.e3value', 5, 17, 19],
  ['smacqa_AgroAlimentaryChainSC.e3value', 6, 20, 20],
  ['smacqa_MaritimeChainTraditional.e3value', 6, 21, 23],
  ['smacqa_MaritimeChainSC.e3value', 6, 14, 14],
])('[I64] %s has %d actors, %d objects and %d exchanges', async (file, actors, objects, flows) => {
  const worked = evaluateE3(await readE3valueFile(join(data, file)));
  expect([worked.actors.length, worked.objects, worked.flows.length]).toEqual([
    actors,
    objects,
    flows,
  ]);
  expect(worked).toMatchObject({ hasValues: false, sum: null });
  const loose = worked.flows.filter(({ giver, receiver }) => giver === null || receiver === null);
  expect(worked.problems.filter(({ code }) => code === 'not-tied')).toHaveLength(loose.length);
  expect(loose.length).toBeLessThan(4);
});

const rdf = (inner: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://www.cs.vu.nl/~gordijn/e3value#">${inner}</rdf:RDF>`;
const ACTOR = '<a:elementary_actor rdf:about="http://x/y#1" a:e3_has_name="Ann"/>';

test.each([
  ['empty', '', /it is empty/],
  ['of spaces', '   ', /it is no XML/],
  ['JSON', '{"a":1}', /it is no XML/],
  ['other XML', '<log><trace/></log>', /its outermost tag is <log>/],
  ['other RDF', rdf('<rdf:Description rdf:about="http://x/y#1"/>'), /no e3value actor/],
  ['cut short', rdf(ACTOR).slice(0, -12), /it breaks off or is damaged/],
  ['broken', rdf(`${ACTOR}<a:b></a:c>`), /it breaks off or is damaged/],
  [
    'an entity from outside',
    rdf(ACTOR, '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    /document type/,
  ],
  ['a DTD from outside', rdf(ACTOR, '<!DOCTYPE rdf:RDF SYSTEM "http://x/y.dtd">'), /document type/],
  [
    'a bomb',
    rdf(ACTOR, '<!DOCTYPE rdf:RDF [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
    /document type/,
  ],
  ['a parameter', rdf(ACTOR, '<!DOCTYPE rdf:RDF [<!ENTITY % a "b"> %a;]>'), /document type/],
  ['deep', rdf(`${'<a:b>'.repeat(100)}`), /deep/],
  [
    'XMI with a document type',
    '<!DOCTYPE x [<!ENTITY a "b">]><e3Value:E3ValueDiagram xmlns:e3Value="http://x"/>',
    /document type/,
  ],
  ['XMI of nobody', '<e3Value:E3ValueDiagram xmlns:e3Value="http://x"/>', /no actor is in it/],
])('[I65] %s is refused', async (_name, text, why) => {
  const refused = await readE3value('model.rdf', Buffer.from(text)).catch(
    (fault: unknown) => fault,
  );
  expect(refused).toBeInstanceOf(ImportRefused);
  expect(String(refused)).toMatch(why);
});

test('[I65] too large, no text, or not there is refused', async () => {
  const refusal = (read: Promise<unknown>): Promise<string> => read.then(String, String);
  expect(await refusal(readE3value('a', Buffer.alloc(E3_BYTES_MAX + 1, 32)))).toMatch(/has over/);
  expect(await refusal(readE3value('a', Buffer.from([0x3c, 0xff, 0xfe])))).toMatch(/no text/);
  expect(await refusal(readE3valueFile('/nowhere/x.rdf'))).toMatch(/there is no such file/);
  expect(await refusal(readE3valueFile('/tmp'))).toMatch(/this is no file/);
});

here(
  '[I65] whatever is cut off a real model is read or refused, never a fault of ours',
  async () => {
    for (const file of readdirSync(data).filter((name) => /\.(rdf|e3value)$/.test(name))) {
      const bytes = readFileSync(join(data, file));
      for (let part = 1; part < 12; part += 1) {
        const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 12));
        const fault = await readE3value(file, cut).then(
          () => null,
          (each: unknown) => each,
        );
        expect(fault, `${file} at ${part}/12`).toBeInstanceOf(ImportRefused);
      }
    }
  },
);
