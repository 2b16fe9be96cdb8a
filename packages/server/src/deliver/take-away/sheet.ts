import type { Mark } from '@bothways/core/scene';

/** Marks that belong together, such as a touchpoint: slides group them, pictures name them. */
export interface SheetPart {
  /** What it is, for who cannot see it; empty: nothing worth a name. */
  readonly name: string;
  readonly marks: readonly Mark[];
}

/** One page, slide or picture, ready for any writer. Units: points, the origin at the top left. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly parts: readonly SheetPart[];
  /** How thick outlines are. */
  readonly outline: number;
}

export function marksIn({ parts }: Sheet): readonly Mark[] {
  return parts.flatMap(({ marks }) => marks);
}
