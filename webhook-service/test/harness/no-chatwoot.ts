import type { ClientOf } from "../../src/effects/run-effect.ts";
import { AppError } from "../../src/errors.ts";

/** For suites about what happens without Chatwoot: every call fails as it does while Chatwoot is away. */
export const noChatwoot: ClientOf = async () => {
  throw new AppError("chatwoot_unreachable", "There is no Chatwoot in this test.");
};
