import { Socket } from "node:net";
import pg from "pg";
import type { Context } from "../context.ts";
import { type Announcement, changesChannel, readAnnouncement } from "./announce-change.ts";

export interface ListenOptions {
  onAnnouncement(announcement: Announcement): void;
  /** The connection was away: whatever was announced meanwhile is lost, so everybody looks for themselves. */
  onGap(): void;
}

const reconnectAfterMs = 500;

/** A listener may hear nothing for hours: only an answer tells that its connection still leads somewhere. */
const pulseMs = 5_000;
const answerMs = 3_000;

/** Hears every committed change, on a connection of its own that comes back by itself. A hint, never the truth. */
export function listen(ctx: Context, options: ListenOptions): { stop(): Promise<void> } {
  let socket: Socket | undefined;
  let pulse: NodeJS.Timeout | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const stream = new Socket();
    socket = stream;
    const next = new pg.Client({
      connectionString: ctx.config.databaseUrl,
      application_name: "proppilot listen",
      connectionTimeoutMillis: 1_500,
      query_timeout: answerMs,
      keepAlive: true,
      stream: () => stream,
    });
    let lost = false;
    const lose = (error?: Error) => {
      if (lost || stopped) return;
      lost = true;
      clearInterval(pulse);
      ctx.log.warn({ err: error }, "the change listener lost its connection");
      stream.destroy();
      timer = setTimeout(() => void connect(), reconnectAfterMs);
    };
    next.on("error", lose);
    next.on("end", () => lose());
    next.on("notification", ({ payload }) => {
      const announcement = readAnnouncement(payload);
      if (announcement) options.onAnnouncement(announcement);
    });
    try {
      await next.connect();
      await next.query(`listen ${changesChannel}`);
      pulse = setInterval(() => void next.query("select").catch(lose), pulseMs);
      options.onGap();
    } catch (error) {
      lose(error instanceof Error ? error : undefined);
    }
  }

  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(pulse);
      socket?.destroy();
    },
  };
}
