import type { ChatwootAgent } from "../chatwoot/schemas.ts";
import type { Context } from "../context.ts";
import type { Directory, DirectoryAgent } from "./directory-rows.ts";
import type { Tenant } from "./find-tenant.ts";
import { tenantClient } from "./tenant-client.ts";

const callsAtOnce = 4;

/** Asks Chatwoot, with the service's own token, for everybody's role and inboxes. */
export async function askDirectory(ctx: Context, tenant: Tenant): Promise<Directory> {
  const fetchedAt = ctx.now();
  const client = await tenantClient(ctx, tenant.id);
  const [{ agents }, { inboxes }] = await Promise.all([client.agents(), client.inboxes()]);
  const inboxMembers: Directory["inboxMembers"] = {};
  const waiting = inboxes.map((inbox) => inbox.id);
  await Promise.all(
    Array.from({ length: callsAtOnce }, async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const { members } = await client.inboxMembers(id);
        inboxMembers[id] = members.map((member) => member.id);
      }
    }),
  );
  return { fetchedAt, agents: agents.map(toDirectoryAgent), inboxMembers };
}

/** Without the address: nobody needs it here. */
function toDirectoryAgent({ id, availableName, role, confirmed, customRoleId }: ChatwootAgent): DirectoryAgent {
  return { id, name: availableName, role, confirmed, customRoleId };
}
