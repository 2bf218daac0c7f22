import { startTestDatabase } from "@proppilot/webhook-service/testing/database";
import type { Resources } from "./resources.ts";
import { type Sandbox, startSandbox } from "./start-sandbox.ts";
import { type Connected, connect, type Installation, newInstallation, startServe, startWork } from "./start-service.ts";

/** The whole product, as an agent's browser meets it. */
export interface Product {
  sandbox: Sandbox;
  installation: Installation;
  databaseUrl: string;
  connected: Connected;
  /** Ends `serve` as a power cut would; what is returned starts it again. */
  cutServe(): Promise<() => Promise<void>>;
}

/** Starts the sandbox, `serve` and `work`, and connects the sandbox's first account. */
export async function startProduct(resources: Resources): Promise<Product> {
  const sandbox = resources.use(await startSandbox());
  const database = resources.use(await startTestDatabase());
  const installation = await newInstallation(database.url);
  let serve = resources.use(await startServe(installation));
  const connected = await connect(installation, sandbox);
  resources.use(await startWork(installation));
  return {
    sandbox,
    installation,
    databaseUrl: database.url,
    connected,
    async cutServe() {
      await serve.kill();
      return async () => {
        serve = resources.use(await startServe(installation));
      };
    },
  };
}
