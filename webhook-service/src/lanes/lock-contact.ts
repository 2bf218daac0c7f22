import { contactLane } from "../deliveries/read-envelope.ts";
import type { Tx } from "../store/connect.ts";

/** The contact that a Chatwoot id stands for, after merges were followed. */
export interface LockedContact {
  /** null: not known yet. */
  id: string | null;
  chatwootId: number;
}

/**
 * Locks the lanes of the given contacts, lower Chatwoot id first, so that no two writers ever wait for each other. Every
 * writer of a contact comes through here: change ids grow in commit order per contact.
 * @returns the token of each lane's latest claim: a worker with an older one has lost its lane
 */
export async function lockLanes(
  tx: Tx,
  tenantId: string,
  chatwootIds: readonly number[],
): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const chatwootId of [...new Set(chatwootIds)].sort((left, right) => left - right)) {
    const key = contactLane(chatwootId);
    const lock = async () => (await tx("lanes").where({ tenant_id: tenantId, key }).forUpdate().first("token"))?.token;
    let token = await lock();
    if (token === undefined) {
      await tx("lanes").insert({ tenant_id: tenantId, key }).onConflict(["tenant_id", "key"]).ignore();
      token = await lock();
    }
    tokens.set(key, token);
  }
  return tokens;
}

/** Follows merges from a Chatwoot id to the contact that it stands for now. */
export async function resolveContact(tx: Tx, tenantId: string, chatwootId: number): Promise<LockedContact> {
  const { rows } = await tx.raw<{ rows: { id: string; chatwoot_id: string }[] }>(
    `with recursive chain as (
       select id, chatwoot_id, merged_into, 1 as depth from contacts where tenant_id = :tenantId and chatwoot_id = :chatwootId
       union all
       select c.id, c.chatwoot_id, c.merged_into, chain.depth + 1
         from contacts c join chain on c.id = chain.merged_into where c.tenant_id = :tenantId and chain.depth < 32
     )
     select id, chatwoot_id from chain where merged_into is null`,
    { tenantId, chatwootId },
  );
  const [row] = rows;
  return row ? { id: row.id, chatwootId: Number(row.chatwoot_id) } : { id: null, chatwootId };
}
