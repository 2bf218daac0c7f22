export * from "./api.ts";
export * from "./chatwoot-events.ts";
export * from "./contact-fields.ts";
export * from "./error-codes.ts";
export * from "./panel-messages.ts";
