import { expect, test } from 'vitest';
import { readModel } from '../model/read-model.ts';
import { receiptOf } from './receipt.ts';
import { rightKindsOf } from './right-kinds.ts';
import { rightsOf } from './rights.ts';

const RECORD = '3f2b8d5e-1a77-4c1e-9a57-0f6f4a1c9b11';

function receipt(controller: string, granted = true): Record<string, unknown> {
  const text = `
bothways: 1
name: Garden shop
currency: EUR
values:
  data:contact: { name: Contact details, basis: consent }
  permission:marketing/contact: {}
journeys: []
${controller}`;
  const { model } = readModel([{ file: 'm.bothways.yaml', text }]);
  const kinds = model === null ? null : rightKindsOf(model);
  if (model === null || kinds === null) throw new Error('the model has rights');
  const word = {
    ...{ identity: 'u', kind: 'permission:marketing/contact', granted, at: 1000, expiresAt: 5000 },
    ...({ by: 'event', source: 'web', messageId: 'm1', seq: 1, record: RECORD } as const),
  };
  const rights = rightsOf([word], new Map(), kinds);
  const id = '9a5f0c8e-6f0f-4a41-8f38-53a3c9f7d001';
  return receiptOf({ word, person: 'ab'.repeat(16), rights, kinds, model, id, now: 4000 });
}

test('[RI17] a receipt has the fields of the standard in terms of the vocabulary, and its record', () => {
  const made = receipt(`x-controller:
  name: Larkfield Ltd
  contact: privacy@larkfield.example
  address: 1 Garden Lane, York
  role: controller
  notice: https://larkfield.example/privacy
  notice_version: 2026-03
  language: en
  jurisdiction: GB
  recipients: none
  storage: two years after the last order
  withdrawal: https://larkfield.example/preferences
  secret: left out
`);
  expect(made).toMatchObject({
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': 'ISO/IEC TS 27560:2023',
    'dct:created': '1970-01-01T00:00:04.000Z',
    'dct:isPartOf': { '@id': `urn:uuid:${RECORD}` },
    'bothways:missing': [],
    'dpv:hasRecordOfActivity': {
      '@type': 'dpv:ConsentRecord',
      'dct:identifier': RECORD,
      'dpv:hasDataSubject': { '@id': `urn:bothways:person:${'ab'.repeat(16)}` },
      'dpv:hasLegalBasis': { '@id': 'eu-gdpr:A6-1-a' },
      'dpv:hasNotice': { 'dct:hasVersion': '2026-03', 'dct:language': 'en' },
      'dpv:hasProcess': {
        'dpv:hasPurpose': [{ 'dct:title': 'marketing' }],
        'dpv:hasPersonalData': [
          { 'dct:title': 'contact' },
          { 'dct:identifier': 'data:contact', 'dct:title': 'Contact details' },
        ],
      },
      'dpv:hasDataController': { 'dpv:hasName': 'Larkfield Ltd' },
      'dpv:hasConsent': {
        '@type': 'dpv:ExpressedConsent',
        'dpv:hasConsentStatus': { '@id': 'dpv:ConsentGiven' },
        'dpv:isIndicatedAtTime': '1970-01-01T00:00:01.000Z',
        'dpv:hasDuration': { 'dct:valid': '1970-01-01T00:00:05.000Z' },
      },
    },
  });
  expect(JSON.stringify(made)).not.toContain('left out');
});

test('[RI18] what nobody has said of the controller is named as missing, not made up', () => {
  const made = receipt('');
  expect(made['bothways:missing']).toEqual([
    ...['controller name', 'controller contact', 'controller postal address', 'controller role'],
    ...['notice', 'notice version', 'notice language', 'jurisdiction', 'recipients'],
    ...['storage conditions', 'change and withdrawal'],
  ]);
  expect(JSON.stringify(receipt('', false))).toContain('dpv:ConsentRefused');
});
