import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { schemaIsCurrent } from "../store/migrate.ts";

/** A command does not wait for the database as `serve` does: it says what is missing. */
export async function requireStore({ db }: Pick<Context, "db">): Promise<void> {
  const isCurrent = await schemaIsCurrent(db).catch((cause: unknown) => {
    const isEmpty = typeof cause === "object" && cause !== null && "code" in cause && cause.code === "42P01";
    if (isEmpty) return false;
    throw new AppError("store_unreachable", "The database cannot be reached: check DATABASE_URL.", { cause });
  });
  if (!isCurrent)
    throw new AppError("store_unreachable", "The database is not set up: run `npx proppilot migrate` first.");
}
