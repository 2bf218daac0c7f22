// Jest loads this outside its own transforms, and Node 20 does not read TypeScript: tsx does.
import { tsImport } from "tsx/esm/api";

export default async function setUp() {
  const { prepareDatabases } = await tsImport("./prepare-databases.ts", import.meta.url);
  globalThis.preparedDatabases = await prepareDatabases();
}
