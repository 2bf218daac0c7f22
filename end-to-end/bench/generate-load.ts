import { fileURLToPath } from "node:url";
import { readJson, startProgram } from "../harness/program.ts";
import type { Achieved, Order } from "./load-generator.ts";

const program = fileURLToPath(new URL("load-generator.ts", import.meta.url));
let messages = 0;

/** Runs the load generator; message ids go on where the run before ended. */
export async function generateLoad(order: Omit<Order, "firstMessageId">): Promise<Achieved> {
  const run = startProgram(["--import", "tsx", program, JSON.stringify({ ...order, firstMessageId: messages })]);
  const achieved = await run.untilPrinted((line) => readJson(line) as Achieved | undefined);
  await run.ended;
  messages += achieved.acknowledged + achieved.refused + order.connections;
  return achieved;
}
