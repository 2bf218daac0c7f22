// A process of its own that uses the embedded database until it is told to stop, for tests that kill it.
import { tsImport } from "tsx/esm/api";

const { startEmbeddedPostgres } = await tsImport("../../src/embedded/start-embedded-postgres.ts", import.meta.url);
const database = await startEmbeddedPostgres({ dataDir: process.argv[2] });
process.once("SIGTERM", () => database.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ url: database.url }));
setInterval(() => {}, 60_000);
