import type { Context } from "../../src/context.ts";

/** The same context, with something that happens before its nth transaction begins: a failure there is the transaction's. */
export function interrupted(ctx: Context, before: (nth: number) => Promise<void>): Context {
  let begun = 0;
  const db = new Proxy(ctx.db, {
    get(target, property) {
      if (property !== "transaction") return Reflect.get(target, property);
      return async (work: Parameters<typeof target.transaction>[0]) => {
        begun += 1;
        await before(begun);
        return target.transaction(work);
      };
    },
  });
  return { ...ctx, db };
}
