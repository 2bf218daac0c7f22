import type { Config } from "../config/load-config.ts";

/** Where a tenant is reached on our side. */
export interface TenantAddresses {
  hook: string;
  panel: string;
  signIn: string;
}

export const hookPath = (hookKey: string) => `/webhooks/chatwoot/${hookKey}`;
export const panelPath = (tenantKey: string) => `/panel/${tenantKey}`;

export function tenantAddresses(
  { publicUrl }: Pick<Config, "publicUrl">,
  { tenantKey, hookKey }: { tenantKey: string; hookKey: string },
): TenantAddresses {
  return {
    hook: publicUrl + hookPath(hookKey),
    panel: publicUrl + panelPath(tenantKey),
    signIn: `${publicUrl}/sign-in?tenant=${tenantKey}`,
  };
}
