import pg from "pg";
import type { Context } from "../context.ts";
import { type Announcement, announcementSchema, changesChannel } from "./announce-change.ts";

export interface ListenOptions {
  onAnnouncement(announcement: Announcement): void;
  /** The connection was away: whatever was announced meanwhile is lost, so everybody looks for themselves. */
  onGap(): void;
}

const reconnectAfterMs = 500;

/** Hears every committed change, on a connection of its own that comes back by itself. A hint, never the truth. */
export function listen(ctx: Context, options: ListenOptions): { stop(): Promise<void> } {
  let client: pg.Client | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: ctx.config.databaseUrl,
      application_name: "proppilot listen",
      connectionTimeoutMillis: 1_500,
      keepAlive: true,
    });
    client = next;
    let lost = false;
    const lose = (error?: Error) => {
      if (lost || stopped) return;
      lost = true;
      ctx.log.warn({ err: error }, "the change listener lost its connection");
      next.end().catch(() => {});
      timer = setTimeout(() => void connect(), reconnectAfterMs);
    };
    next.on("error", lose);
    next.on("end", () => lose());
    next.on("notification", ({ payload }) => {
      const parsed = announcementSchema.safeParse(JSON.parse(payload ?? "null"));
      if (parsed.success) options.onAnnouncement(parsed.data);
    });
    try {
      await next.connect();
      await next.query(`listen ${changesChannel}`);
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
      await client?.end().catch(() => {});
    },
  };
}
