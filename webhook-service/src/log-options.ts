import type { LoggerOptions } from "pino";
import { describeFailure } from "./errors.ts";

/** What a log line never carries: tokens, and what people wrote or are called. Errors keep name, message, code, stack. */
export const logOptions: LoggerOptions = {
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (level) => ({ level }) },
  serializers: {
    err(error: unknown) {
      if (!(error instanceof Error)) return { message: "not an Error" };
      const { code } = error as Error & { code?: unknown };
      return { code, message: describeFailure(error), stack: framesOf(error) };
    },
  },
};

/** The stack without its first line, which repeats the message. */
function framesOf(error: Error): string | undefined {
  return error.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 8)
    .join("\n");
}
