import { fileURLToPath } from "node:url";
import { readJson, startProgram } from "../harness/program.ts";
import type { Achieved, Order } from "./load-generator.ts";

const program = fileURLToPath(new URL("load-generator.ts", import.meta.url));
let messages = 0;

/** Runs the load generator; message ids go on where the run before ended. */
export async function generateLoad(order: Omit<Order, "firstMessageId">): Promise<Achieved> {
  const run = startProgram(["--import", "tsx", program, JSON.stringify({ ...order, firstMessageId: messages })]);
  await run.ended;
  const achieved = run.lines.map(readJson).find((line) => line !== undefined) as Achieved | undefined;
  if (!achieved) throw new Error(`The load generator failed:\n${run.lines.join("\n")}`);
  messages += achieved.acknowledged + achieved.refused + order.connections;
  return achieved;
}
