import type { Tx } from "../store/connect.ts";

/** Follows merges from a Panel Contact ID to the one that it stands for now; null where it is not one of this tenant. */
export async function currentContactId(tx: Tx, tenantId: string, contactId: string): Promise<string | null> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `with recursive chain as (
       select id, merged_into, 1 as depth from contacts where tenant_id = :tenantId and id = :contactId
       union all
       select c.id, c.merged_into, chain.depth + 1
         from contacts c join chain on c.id = chain.merged_into where c.tenant_id = :tenantId and chain.depth < 32
     )
     select id from chain where merged_into is null`,
    { tenantId, contactId },
  );
  return rows[0]?.id ?? null;
}
