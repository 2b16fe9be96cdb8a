export { type Format, formatOf } from '@bothways/core/words';
