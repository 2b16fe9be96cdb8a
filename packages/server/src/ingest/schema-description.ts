import { z } from 'zod';

/** What a schema says it is for, whatever it is wrapped in; empty where it says nothing. */
export function descriptionOf(schema: z.ZodType | undefined): string {
  if (schema?.description !== undefined) return schema.description;
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  return isWrapped ? descriptionOf(schema.unwrap() as z.ZodType) : '';
}
