import type { LoggerOptions } from "pino";

/** What a log line never carries: tokens, and what people wrote or are called. Errors keep name, message, code, stack. */
export const logOptions: LoggerOptions = {
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (level) => ({ level }) },
  serializers: {
    err(error: unknown) {
      if (!(error instanceof Error)) return { message: "not an Error" };
      const { code, routine } = error as Error & { code?: unknown; routine?: unknown };
      // PostgreSQL's `detail` and knex's message quote values: the statement's parameters may be personal.
      const isDatabase = routine !== undefined;
      return {
        type: error.name,
        code,
        message: isDatabase ? `database error ${String(code)}` : error.message,
        stack: framesOf(error),
      };
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
