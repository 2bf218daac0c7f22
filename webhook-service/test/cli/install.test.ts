import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runSql, startTestDatabase, type TestDatabase } from "../harness/database.ts";
import { startTestSandbox, type TestSandbox } from "../harness/sandbox.ts";
import { runCli } from "./run-cli.ts";

let sandbox: TestSandbox;
let database: TestDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  [sandbox, database] = await Promise.all([startTestSandbox(), startTestDatabase()]);
  env = {
    DATABASE_URL: database.url,
    SECRET_KEY: randomBytes(32).toString("base64"),
    PUBLIC_URL: "https://panel.test",
    ALLOW_PRIVATE_NETWORK: "true",
  };
});
afterAll(() => Promise.all([sandbox.close(), database.close()]));

const install = (...more: string[]) => ["install", "--chatwoot-url", sandbox.origin, "--account-id", "1", ...more];
const installed = async () => (await runSql(database.url, "select from proppilot.list_tenants()")).rowCount;

describe("proppilot install", () => {
  it("only tells what it would do in a dry run", async () => {
    const token = sandbox.tokenOf("administrator", 1);
    const { code, out } = await runCli(install("--token", token, "--dry-run", "--api-key"), { env });
    expect(code).toBe(0);
    expect(out).toContain("webhook        would be created");
    expect(out).not.toContain("pp_");
    expect(await installed()).toBe(0);
  });

  it("connects with a token from standard input and prints the addresses, then one JSON object with a key", async () => {
    const input = `${sandbox.tokenOf("administrator", 1)}\n`;
    const first = await runCli(install("--token-stdin"), { env, input });
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toMatch(
      /^Harbour Homes \(account 1 of http:\S+, Chatwoot 4\.16\.2\)\n {2}connection {5}created\n/,
    );
    expect(first.out).toMatch(/^Webhook {2}https:\/\/panel\.test\/webhooks\/chatwoot\/[\w-]{24}$/m);
    expect(first.out).toMatch(/^Panel {4}https:\/\/panel\.test\/panel\/[\w-]{24}$/m);
    expect(first.out).toMatch(/^Sign-in {2}https:\/\/panel\.test\/sign-in\?tenant=[\w-]{24}$/m);

    const second = await runCli(install("--token-stdin", "--api-key", "--json"), { env, input });
    expect(JSON.parse(second.out)).toMatchObject({
      name: "Harbour Homes",
      steps: { tenant: "keep", webhook: "keep", dashboardApp: "keep" },
      apiKey: expect.stringMatching(/^pp_[\w-]{43}$/),
    });
    expect(first.out + second.out).not.toContain(input.trim());
    expect(await installed()).toBe(1);
  });

  it("lists what is connected", async () => {
    const { out } = await runCli(["tenants", "--json"], { env });
    expect(JSON.parse(out)).toMatchObject({ items: [{ name: "Harbour Homes", accountId: 1 }] });
    expect((await runCli(["tenants"], { env })).out).toMatch(/^Harbour Homes {2}\(account 1 of http:\S+\)\n {2}https:/);
  });

  it.each([
    ["an agent's token", () => install("--token", sandbox.tokenOf("agent", 1)), "The token is an agent's"],
    ["no token", () => install(), "Give the administrator's token"],
    ["a strange account", () => install("--account-id", "x", "--token", "t"), "error: option '--account-id <id>'"],
  ])("ends with 1 and one sentence on standard error for %s", async (_name, args, sentence) => {
    const { code, out, err } = await runCli(args(), { env });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it("says what is wrong with the database", async () => {
    const args = install("--token", "t");
    const nobody = { ...env, DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" };
    expect(await runCli(args, { env: nobody })).toMatchObject({
      code: 1,
      err: "The database cannot be reached: check DATABASE_URL.\n",
    });
    await runSql(database.url, "delete from proppilot.schema_migrations where name like '0006%'");
    expect(await runCli(args, { env })).toMatchObject({
      code: 1,
      err: "The database is not set up: run `npx proppilot migrate` first.\n",
    });
  });
});
