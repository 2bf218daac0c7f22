import type * as z from "zod";
import { AppError } from "../errors.ts";

/** A keyset cursor: where the page before ended. Opaque to clients, readable to us. */
export function encodeCursor(position: Record<string, string | number>): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** The reverse; throws `invalid_request` for anything that is not one of ours. */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new AppError("invalid_request", "The cursor is none of ours: begin without one.", { cause });
  }
}
