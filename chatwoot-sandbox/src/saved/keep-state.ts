import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { World } from "../state/world.ts";
import { saveState } from "./save-state.ts";

const INTERVAL_MS = 500;

/** Saves the world now and soon after each change, all of which come by HTTP. Gives what saves it for the last time. */
export function keepState(file: string, world: World, server: Server): () => void {
  let changed = false;
  const save = (endedInOrder: boolean) => {
    changed = false;
    try {
      saveState(file, world, endedInOrder);
    } catch (failure) {
      console.error(`The state could not be saved: ${failure instanceof Error ? failure.message : failure}`);
    }
  };
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === "GET") return;
    response.once("close", () => {
      changed = true;
    });
  });
  const timer = setInterval(() => changed && save(false), INTERVAL_MS);
  save(false);
  return () => {
    clearInterval(timer);
    save(true);
  };
}
