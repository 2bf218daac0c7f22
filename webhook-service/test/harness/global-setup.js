// Jest loads this outside its own transforms, and Node 20 does not read TypeScript: tsx does.
import { tsImport } from "tsx/esm/api";

export default async function setUp() {
  const { prepareDatabases } = await tsImport("./prepare-databases.ts", import.meta.url);
  const { queueBackends } = await tsImport("./queue.ts", import.meta.url);
  const { reportLeftOut } = await tsImport("./left-out.ts", import.meta.url);
  if (!queueBackends.includes("redis")) {
    reportLeftOut("the queue on Redis: no redis-server or valkey-server is installed, and TEST_REDIS_URL is not set");
  }
  globalThis.preparedDatabases = await prepareDatabases();
}
