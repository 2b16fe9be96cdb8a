// The steps of a batch in their order, each by its own file. Those that are not there yet do nothing.

export { noteConsents } from './consents.ts';
export { correct } from './correct.ts';
export { foldPersons } from './fold-persons.ts';
export { gate } from './gate.ts';
export { identify } from './identify.ts';
export { suppressed } from './suppress.ts';
