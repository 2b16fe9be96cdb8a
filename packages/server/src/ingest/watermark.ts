export { numberedTo, watermark } from '../store/watermark.ts';
