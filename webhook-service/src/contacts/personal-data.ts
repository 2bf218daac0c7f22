/**
 * The register of personal data: every table of the schema is here, once (`test/contacts/personal-data.test.ts` fails
 * for one that is not). Whoever adds a table says what happens to a contact's rows when contacts are merged; later
 * export and erasure read the same register.
 */
export const personalTables = {
  contacts: { merge: "stays", why: "the mergee's row points to its base for ever" },
  channels: { merge: "moves" },
  conversations: { merge: "moves" },
  messages: { merge: "moves" },
  changes: { merge: "stays", why: "history is append-only; the base gets one change that names the mergee" },
  deliveries: { merge: "stays", why: "what came in is never edited" },
  effects: { merge: "stays", why: "the mergee's owed reads find its base by themselves" },
} as const satisfies Record<string, { merge: "moves" } | { merge: "stays"; why: string }>;

/** Tables that hold nothing about contacts. */
export const otherTables = {
  access_tokens: "hashes",
  api_keys: "names of integrations, hashes of keys",
  directories: "agents of the team, as Chatwoot lists them",
  inboxes: "names of inboxes",
  lane_entries: "ids and error texts without values",
  lanes: "ids",
  outcomes: "states and error texts without values",
  refresh_tokens: "hashes",
  sessions: "agents of the team and hashes",
  sign_in_codes: "agents of the team and hashes, for 60 s",
  tenants: "connected accounts",
  turns: "ids",
} as const;

/** Tables whose rows follow a contact into the one that it is merged into, by their `contact_id`. */
export const movingTables = Object.entries(personalTables)
  .filter(([, { merge }]) => merge === "moves")
  .map(([table]) => table);
