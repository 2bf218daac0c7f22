import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const program = fileURLToPath(new URL("../../../chatwoot-sandbox/dist/main.js", import.meta.url));

const stateSchema = z.object({
  accounts: z.array(z.object({ id: z.int(), name: z.string() })),
  users: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      accounts: z.array(z.object({ id: z.int(), role: z.string() })),
      accessToken: z.string(),
    }),
  ),
});

/** The sandbox Chatwoot as a process of its own, with the seed `harbour`. */
export interface TestSandbox extends AsyncDisposable {
  origin: string;
  /** The access token of an account's administrator or agent. */
  tokenOf(role: "administrator" | "agent", accountId: number): string;
  /** Uses the control surface. */
  control(method: "GET" | "PUT" | "POST" | "DELETE", path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function startTestSandbox({ version = "4.16" }: { version?: string } = {}): Promise<TestSandbox> {
  const child = spawn(process.execPath, [program, "--port", "0", "--version", version], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, "line"), once(child, "exit").then(() => [""])]);
  if (!line) throw new Error("The sandbox did not start: is it built (npm run build)?");
  const origin: string = JSON.parse(line).listening;
  const control: TestSandbox["control"] = async (method, path, body) => {
    const answer = await fetch(`${origin}/sandbox/${path}`, {
      method,
      ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The sandbox refuses ${method} ${path}: ${await answer.text()}`);
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  };
  const { users } = stateSchema.parse(await control("GET", "state"));
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "exit");
  };
  return {
    origin,
    control,
    close,
    [Symbol.asyncDispose]: close,
    tokenOf(role, accountId) {
      const user = users.find(({ accounts }) => accounts.some((a) => a.id === accountId && a.role === role));
      if (!user) throw new Error(`The seed has no ${role} in account ${accountId}.`);
      return user.accessToken;
    },
  };
}
