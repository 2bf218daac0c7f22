/**
 * Where Chatwoot's own description (swagger.json of v4.16.2) and its code disagree. The sandbox follows the code, which is
 * what CONTRACT records. Each line is needed: the conformance test fails on one that nothing makes use of.
 */
export interface KnownDisagreement {
  /** Which operations, as `METHOD /path`. */
  in: RegExp;
  /** What the description objects to; `…` stands for any way there. */
  what: string[];
  because: string;
}

const missing = (where: string, keys: string[]) => keys.map((key) => `${where}/${key} is missing`);

const PROFILE_ONLY = [
  "access_token",
  "accounts",
  "avatar_url",
  "custom_attributes",
  "display_name",
  "hmac_identifier",
  "inviter_id",
  "message_signature",
  "pubsub_token",
  "type",
  "ui_settings",
  "uid",
];

export const knownDisagreements: KnownDisagreement[] = [
  {
    in: /profile$/,
    what: [...missing("/accounts/*", ["custom_role", "custom_role_id"])],
    because: "CONTRACT 3.10: custom roles are of the enterprise edition",
  },
  {
    in: /profile$/,
    what: missing("", ["custom_attributes", "hmac_identifier"]),
    because:
      "CONTRACT 3.10: hmac_identifier only where identity checks are set up; custom_attributes is not in the view",
  },
  {
    in: /agents|inbox_members|messages$/,
    what: ["…/custom_role_id is missing"],
    because: "CONTRACT 3.10: custom roles are of the enterprise edition",
  },
  {
    in: /accounts\/\{account_id\}$/,
    what: [
      ...missing("", ["created_at", "subscribed_features"]),
      ...missing("/settings", ["auto_resolve_after", "auto_resolve_message", "auto_resolve_ignore_waiting"]),
      ...missing("/custom_attributes", [
        "company_size",
        "industry",
        "logo",
        "marked_for_deletion_at",
        "marked_for_deletion_reason",
        "onboarding_step",
        "plan_name",
        "subscribed_quantity",
        "subscription_ends_on",
        "subscription_status",
        "timezone",
      ]),
      "/domain must be string",
    ],
    because: "CONTRACT 3.10: settings and custom_attributes hold what was set; domain is null without one",
  },
  {
    in: /GET .*\/inboxes/,
    what: missing("…", [
      "branded_email_layout",
      "hmac_mandatory",
      "medium",
      "reply_time",
      "selected_feature_flags",
      "web_widget_script",
      "website_token",
      "website_url",
      "welcome_tagline",
      "welcome_title",
      "widget_color",
    ]),
    because: "CONTRACT 3.10 and 4: each channel has its own keys; the description lists them all for every inbox",
  },
  {
    in: /contacts/,
    what: missing("…/additional_attributes", ["city", "country", "country_code", "created_at_ip"]),
    because: "CONTRACT 4: which keys there are depends on the channel",
  },
  {
    in: /(GET|DELETE) .*\/contacts\/\{id\}$/,
    what: missing("", ["description", "errors"]),
    because: "CONTRACT 3.2: a refusal is {error}, with a text and nothing else",
  },
  {
    in: /POST .*\/contacts$/,
    what: ["/payload must be array", ...missing("", ["availability_status", "id"])],
    because: "CONTRACT 3.4: the answer is {payload:{contact, contact_inbox}}",
  },
  {
    in: /PUT .*\/contacts\/\{id\}$/,
    what: ["status 200 is not described"],
    because: "CONTRACT 3.4: 200 with {payload: Contact}",
  },
  {
    in: /contact_merge$/,
    what: ["/payload is missing"],
    because: "CONTRACT 3.6: a bare Contact",
  },
  {
    in: /contact_inboxes$/,
    what: ["/inbox/provider must be string"],
    because: "CONTRACT 3.4: null for channels without a provider",
  },
  {
    in: /conversations/,
    what: missing("…", ["applied_sla", "sla_events"]),
    because: "CONTRACT 1.6: service levels are of the enterprise edition",
  },
  {
    in: /conversations/,
    what: [...missing("…/messages/*", ["attachment", "sender"]), "…/last_non_activity_message/attachment is missing"],
    because: "CONTRACT 1.6: the key is attachments, present with some; an activity message has no sender",
  },
  {
    in: /conversations/,
    what: [...missing("…/meta/assignee", PROFILE_ONLY), "…/meta/assignee is missing"],
    because: "CONTRACT 3.9, 3.10: an agent, not a profile, and absent without an assignee",
  },
  {
    in: /GET .*\/conversations$/,
    what: ["…/snoozed_until must be number,null", "…/status must be equal to one of the allowed values"],
    because: "CONTRACT 1.6: snoozed is a status, and its end an ISO string",
  },
  {
    in: /conversations\/filter$/,
    what: ["/data is missing"],
    because: "CONTRACT 3.9: {meta, payload}, without the list's data around it",
  },
  {
    in: /assignments$/,
    what: missing("", PROFILE_ONLY),
    because: "CONTRACT 3.10: an agent, not a profile",
  },
  {
    in: /GET .*\/messages$/,
    what: ["/meta/contact/payload is missing"],
    because: "CONTRACT 3.9: meta.contact is one contact in its push form",
  },
  {
    in: /\/messages$/,
    what: missing("…", [
      "account_id",
      "additional_attributes",
      "attachment",
      "conversation",
      "external_source_ids",
      "processed_message_content",
      "sender_id",
      "sender_type",
      "sentiment",
      "updated_at",
    ]),
    because: "CONTRACT 3.9: a message's REST form is shorter than what webhooks carry",
  },
  {
    in: /GET .*\/messages$/,
    what: ["/payload/*/sender is missing"],
    because: "CONTRACT 3.9: an activity message has no sender",
  },
  {
    in: /custom_attribute_definitions/,
    what: ["attribute_values", "default_value", "regex_cue", "regex_pattern"].map((key) => `…/${key} must be string`),
    because: "CONTRACT 3.7: attribute_values is an array, the others are null when not set",
  },
  {
    in: /DELETE .*custom_attribute_definitions/,
    what: ["status 204 is not described"],
    because: "CONTRACT 3.7: 204",
  },
  {
    in: /GET .*\/webhooks$/,
    what: [" must be array"],
    because: "CONTRACT 3.8: {payload:{webhooks:[…]}}",
  },
  {
    in: /(POST|PATCH) .*\/webhooks/,
    what: missing("", ["account_id", "id", "name", "secret", "subscriptions", "url"]),
    because: "CONTRACT 3.8: {payload:{webhook:{…}}}",
  },
];

const fits = (pattern: string, disagreement: string) =>
  pattern.startsWith("…") ? disagreement.endsWith(pattern.slice(1)) : disagreement === pattern;

/** The lines of the table that excuse a disagreement, as `entry index: pattern`. */
export function excusesFor(operation: string, disagreement: string): string[] {
  return knownDisagreements.flatMap((known, index) =>
    known.in.test(operation)
      ? known.what.filter((pattern) => fits(pattern, disagreement)).map((pattern) => `${index}: ${pattern}`)
      : [],
  );
}

export const allExcuses = (): string[] =>
  knownDisagreements.flatMap((known, index) => known.what.map((pattern) => `${index}: ${pattern}`));
