import * as z from "zod";
import { AppError } from "../errors.ts";

/** Parses what came in with its schema; a refusal names every place that is wrong and says nothing of its content. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError("invalid_request", "The request does not fit its schema: see `issues`.", {
    issues: result.error.issues.map((issue) => ({ path: z.core.toDotPath(issue.path), message: issue.message })),
  });
}
