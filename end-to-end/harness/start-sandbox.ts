import { type Program, readJson, startProgram } from "./program.ts";

/** A stand-in Chatwoot of a suite's own. */
export interface Sandbox extends Program {
  /** Its origin on `localhost`: another site than the service's 127.0.0.1. */
  url: string;
  /** Its REST API and its switches under /sandbox: JSON in, JSON out; anything but 2xx throws. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<unknown>;
  /** The access token of an account's first user with this role. */
  token(role: "administrator" | "agent", accountId?: number): Promise<string>;
}

interface State {
  users: { accessToken: string; accounts: { id: number; role: string }[] }[];
}

/** Starts the sandbox on a free port, seeded with the harbour. */
export async function startSandbox(flags: string[] = []): Promise<Sandbox> {
  const program = startProgram(["chatwoot-sandbox/dist/main.js", "--port", "0", ...flags]);
  const listening = await program.untilPrinted((line) => readJson(line)?.listening);
  const url = `http://localhost:${new URL(String(listening)).port}`;

  async function call(method: string, path: string, body?: unknown, token?: string): Promise<unknown> {
    const headers = { "content-type": "application/json", ...(token && { api_access_token: token }) };
    const answer = await fetch(new URL(path, url), {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  async function token(role: "administrator" | "agent", accountId = 1): Promise<string> {
    const { users } = (await call("GET", "/sandbox/state")) as State;
    const user = users.find(({ accounts }) =>
      accounts.some((account) => account.id === accountId && account.role === role),
    );
    if (!user) throw new Error(`The sandbox has no ${role} of account ${accountId}.`);
    return user.accessToken;
  }

  return { ...program, url, call, token };
}
