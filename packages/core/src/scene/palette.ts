/** The report's colours by meaning, for a light and a dark page. `…Soft` is a wash that text may stand on. */
export interface Palette {
  readonly paper: string;
  readonly band: string;
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly delivered: string;
  readonly deliveredSoft: string;
  readonly captured: string;
  readonly capturedSoft: string;
  readonly lit: string;
}

export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    paper: '#ffffff',
    band: '#f3f5f6',
    ink: '#14212b',
    muted: '#51606b',
    rule: '#d5dbdf',
    delivered: '#0a6783',
    deliveredSoft: '#d3e9f0',
    captured: '#ab3f17',
    capturedSoft: '#f8ded2',
    lit: '#fff0c2',
  },
  dark: {
    paper: '#10171c',
    band: '#19232a',
    ink: '#eaf0f3',
    muted: '#a6b5be',
    rule: '#34434d',
    delivered: '#63c5e2',
    deliveredSoft: '#143a48',
    captured: '#f59a75',
    capturedSoft: '#4a2618',
    lit: '#3a3219',
  },
};
