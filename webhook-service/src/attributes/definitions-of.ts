import type { Attribute } from "@proppilot/shared-types";
import type { Definitions } from "../contacts/contact-view.ts";
import type { Context } from "../context.ts";
import type { ClientOf } from "../effects/run-effect.ts";

const types: readonly string[] = ["text", "number", "currency", "percent", "link", "date", "list", "checkbox"];
const freshForMs = 60_000;

interface Remembered {
  definitions: Definitions;
  askedAt: number;
  asking: Promise<void> | null;
}

/**
 * What Chatwoot calls its contact attributes and how it types them, remembered for a minute. They only dress values:
 * nobody waits for them longer than the first time, and without them keys are shown.
 */
export function createDefinitions(ctx: Context, clientOf: ClientOf): (tenantId: string) => Promise<Definitions> {
  const tenants = new Map<string, Remembered>();

  async function ask(tenantId: string, entry: Remembered): Promise<void> {
    try {
      const { definitions } = await (await clientOf(ctx, tenantId)).customAttributeDefinitions();
      entry.definitions = new Map(
        definitions.map((definition) => {
          const type = types.includes(definition.attribute_display_type) ? definition.attribute_display_type : null;
          const key = definition.attribute_key;
          return [key, { key, label: definition.attribute_display_name, type: type as Attribute["type"] }];
        }),
      );
    } catch (error) {
      ctx.log.warn({ err: error, tenantId }, "attribute definitions could not be read");
    } finally {
      entry.askedAt = ctx.now().getTime();
      entry.asking = null;
    }
  }

  return async (tenantId) => {
    const entry = tenants.get(tenantId) ?? { definitions: new Map(), askedAt: 0, asking: null };
    tenants.set(tenantId, entry);
    const first = entry.askedAt === 0;
    if (ctx.now().getTime() - entry.askedAt > freshForMs) entry.asking ??= ask(tenantId, entry);
    if (first) await Promise.race([entry.asking, new Promise((resolve) => setTimeout(resolve, 500))]);
    return entry.definitions;
  };
}
