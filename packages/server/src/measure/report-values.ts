export { believedValues, measuredValues } from '@bothways/core/revalue';
