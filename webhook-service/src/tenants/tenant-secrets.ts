import type { Config } from "../config/load-config.ts";
import { AppError } from "../errors.ts";
import { seal, unseal } from "../secrets/seal.ts";

type SecretKind = "chatwoot-token" | "hook-secret";

/** Encrypts a tenant's secret for its row. */
export function sealFor(config: Pick<Config, "secretKey">, kind: SecretKind, tenantId: string, plain: string): Buffer {
  return seal(config.secretKey, `${kind}:${tenantId}`, plain);
}

/** The reverse of {@link sealFor}; fails for another tenant's bytes or another SECRET_KEY. */
export function unsealFor(
  config: Pick<Config, "secretKey">,
  kind: SecretKind,
  tenantId: string,
  sealed: Buffer,
): string {
  try {
    return unseal(config.secretKey, `${kind}:${tenantId}`, sealed);
  } catch (cause) {
    throw new AppError("internal", "SECRET_KEY is not the one that the stored secrets were encrypted with.", { cause });
  }
}
