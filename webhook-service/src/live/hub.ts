import type { Announcement } from "./announce-change.ts";

/** Somebody who wants to hear of changes in a tenant. */
export interface Subscriber {
  tenantId: string;
  /** Which changes: asked anew for each. */
  concerns(announcement: Announcement): boolean;
  /** null: something may have been missed. */
  onChange(announcement: Announcement | null): void;
}

export interface Hub {
  subscribe(subscriber: Subscriber): () => void;
  publish(announcement: Announcement): void;
  /** Everybody looks for what they missed. */
  gap(): void;
  size(): number;
}

/** Hands announcements to those in this process who wait for them. */
export function createHub(): Hub {
  const subscribers = new Set<Subscriber>();
  return {
    subscribe(subscriber) {
      subscribers.add(subscriber);
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
    size: () => subscribers.size,
  };
}
