import type { Server } from "node:http";

/** A connection that is kept alive between two requests is closed within this time. */
const idleMs = 50;

/** Lets requests that are under way finish, for `limitMs` at most; whoever sends more needs another connection. */
export async function closeServer(server: Server, limitMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.prependListener("request", (_request, response) => response.setHeader("connection", "close"));
  const idle = setInterval(() => server.closeIdleConnections(), idleMs);
  const limit = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
}
