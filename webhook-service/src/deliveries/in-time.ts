import { AppError } from "../errors.ts";

/** What the work answers, or `store_unreachable` where it takes longer than `ms`. The work itself goes on. */
export function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(storeUnreachable()), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

export function storeUnreachable(cause?: unknown): AppError {
  return new AppError("store_unreachable", "The delivery could not be stored in time: send it again.", { cause });
}
