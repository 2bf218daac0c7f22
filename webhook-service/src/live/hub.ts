import type { Announcement } from "./announce-change.ts";

/** Somebody who wants to hear of changes in a tenant. */
export interface Subscriber {
  tenantId: string;
  /** Which changes: asked anew for each. */
  concerns(announcement: Announcement): boolean;
  /** null: something may have been missed. */
  onChange(announcement: Announcement | null): void;
  /** The process is about to end. Only for streams, which would stay until then. */
  end?(): void;
}

export interface Hub {
  subscribe(subscriber: Subscriber): () => void;
  publish(announcement: Announcement): void;
  /** Everybody looks for what they missed. */
  gap(): void;
  /** No stream stays, and none begins any more. */
  end(): void;
  size(): number;
  /** How many of them are streams. */
  streams(): number;
}

/** Hands announcements to those in this process who wait for them. */
export function createHub(): Hub {
  const subscribers = new Set<Subscriber>();
  let ended = false;
  return {
    subscribe(subscriber) {
      subscribers.add(subscriber);
      if (ended) subscriber.end?.();
      return () => subscribers.delete(subscriber);
    },
    publish(announcement) {
      for (const subscriber of subscribers) {
        if (subscriber.tenantId === announcement.tenantId && subscriber.concerns(announcement)) {
          subscriber.onChange(announcement);
        }
      }
    },
    gap() {
      for (const subscriber of subscribers) subscriber.onChange(null);
    },
    end() {
      ended = true;
      for (const subscriber of subscribers) subscriber.end?.();
    },
    size: () => subscribers.size,
    streams: () => [...subscribers].filter((subscriber) => subscriber.end).length,
  };
}
