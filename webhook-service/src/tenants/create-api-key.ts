import { v7 as uuidv7 } from "uuid";
import type { Context } from "../context.ts";
import { hashSecret, newSecret } from "../sign-in/secret-token.ts";
import { inTenant } from "../store/in-tenant.ts";

/** Makes a key for scripts: `pp_` and 256 bits. This is the only time that anybody sees it. */
export async function createApiKey({ db }: Pick<Context, "db">, tenantId: string, name: string): Promise<string> {
  const key = `pp_${newSecret()}`;
  await inTenant(db, tenantId, (tx) =>
    tx("api_keys").insert({ id: uuidv7(), tenant_id: tenantId, name, hash: hashSecret(key) }),
  );
  return key;
}
