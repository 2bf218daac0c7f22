import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between the service and a server such as PostgreSQL, as a network that fails in the ways networks do. */
export interface TcpRelay extends AsyncDisposable {
  /** `host:port`, to be used instead of the server's own. */
  host: string;
  /** Breaks what is connected, and whatever connects until `heal`. */
  cut(): void;
  /** Takes everything, passes nothing on: nobody is told that anything is wrong. What waited goes on at `heal`. */
  silence(): void;
  heal(): void;
  /** What is connected now stays silent for ever, as after a failover to another machine; new connections work. */
  forget(): void;
  close(): Promise<void>;
}

type Link = readonly [Socket, Socket];

export async function startTcpRelay(target: { host: string; port: number }): Promise<TcpRelay> {
  const links = new Set<Link>();
  const forgotten = new Set<Link>();
  let state: "open" | "cut" | "silent" = "open";

  const server = createServer((near) => {
    if (state === "cut") return near.destroy();
    const link: Link = [near, connect(target)];
    links.add(link);
    for (const [from, to] of [link, [link[1], link[0]] as const]) {
      from.on("data", (chunk) => to.write(chunk));
      from.on("error", () => {});
      from.on("close", () => {
        to.destroy();
        links.delete(link);
        forgotten.delete(link);
      });
      if (state === "silent") from.pause();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  const each = (work: (socket: Socket) => void) => {
    for (const link of links) if (!forgotten.has(link)) for (const socket of link) work(socket);
  };
  const relay: TcpRelay = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      state = "cut";
      each((socket) => socket.destroy());
    },
    silence() {
      state = "silent";
      each((socket) => socket.pause());
    },
    heal() {
      state = "open";
      each((socket) => socket.resume());
    },
    forget() {
      each((socket) => socket.pause());
      for (const link of links) forgotten.add(link);
    },
    async close() {
      forgotten.clear();
      each((socket) => socket.destroy());
      server.close();
      await once(server, "close");
    },
    [Symbol.asyncDispose]: () => relay.close(),
  };
  return relay;
}

/** In front of the test database server: `startService({ databaseHost: relay.host })`. */
export function startDatabaseRelay(): Promise<TcpRelay> {
  const { hostname, port } = new URL(process.env.TEST_ADMIN_URL ?? "");
  return startTcpRelay({ host: hostname, port: Number(port || 5432) });
}
