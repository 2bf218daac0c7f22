import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "@jest/globals";
import { embeddedSecret } from "../../src/embedded/embedded-secret.ts";

const dataDir = mkdtempSync(join(tmpdir(), "proppilot-secret-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

it("is made once: 32 random bytes for the owner only", () => {
  const key = embeddedSecret(dataDir);
  expect(Buffer.from(key, "base64")).toHaveLength(32);
  expect(embeddedSecret(dataDir)).toBe(key);
  expect(statSync(join(dataDir, "secret-key")).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(["secret-key"]);
});

it("differs between installations", () => {
  expect(embeddedSecret(join(dataDir, "one"))).not.toBe(embeddedSecret(join(dataDir, "other")));
});
