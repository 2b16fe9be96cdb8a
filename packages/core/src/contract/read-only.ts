/** A type with everything in it readonly, as all our plain data is. */
export type ReadOnly<Shape> = Shape extends readonly (infer Item)[]
  ? readonly ReadOnly<Item>[]
  : Shape extends object
    ? { readonly [Key in keyof Shape]: ReadOnly<Shape[Key]> }
    : Shape;
