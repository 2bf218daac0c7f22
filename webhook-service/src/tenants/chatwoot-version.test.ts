import { expect, it } from "@jest/globals";
import { signsWebhooks } from "./chatwoot-version.ts";

it.each([
  ["3.16.0", false],
  ["4.9.10", false],
  ["4.11", false],
  ["4.11.1", false],
  ["4.11.2", true],
  ["4.12.0-rc1", true],
  ["4.16.2", true],
  ["5.0.0", true],
])("Chatwoot %s signs its webhooks: %s", (version, signs) => {
  expect(signsWebhooks(version)).toBe(signs);
});
