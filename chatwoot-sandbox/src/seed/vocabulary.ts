import type { Context } from "../state/context.ts";

const labels = [
  { title: "hot-lead", description: "High-priority prospect", color: "#E5484D" },
  { title: "returning-customer", description: "Bought or rented with us before", color: "#30A46C" },
  { title: "needs-followup", description: "Somebody promised to come back to them", color: "#FFB224" },
  { title: "vip", description: "Looked after by a senior agent", color: "#8E4EC6" },
  { title: "viewing-booked", description: "A viewing is in the diary", color: "#0091FF" },
  { title: "rental", description: "Wants to rent, not to buy", color: "#12A594" },
];

const definitions = [
  ["budget", "Budget", "text", "What they can spend"],
  ["preferred_location", "Preferred Location", "text", "Where they want to live"],
  ["timeline", "Timeline", "list", "When they want to move"],
  ["property_type", "Property Type", "text", "What they are looking for"],
  ["bedrooms", "Bedrooms", "number", "How many bedrooms"],
  ["mortgage_approved", "Mortgage approved", "checkbox", "Agreement in principle seen"],
] as const;

const TIMELINES = ["Right away", "1-3 months", "3-6 months", "6-12 months", "Just looking"];

/** Labels and contact attributes that both accounts know. */
export function seedVocabulary(ctx: Context): void {
  const now = ctx.now();
  for (const { id: accountId } of ctx.world.accounts.where(() => true)) {
    for (const label of labels) ctx.world.labels.insert({ account_id: accountId, show_on_sidebar: true, ...label });
    for (const [key, name, type, description] of definitions) {
      ctx.world.definitions.insert({
        account_id: accountId,
        attribute_display_name: name,
        attribute_display_type: type,
        attribute_description: description,
        attribute_key: key,
        regex_pattern: null,
        regex_cue: null,
        attribute_values: type === "list" ? TIMELINES : [],
        attribute_model: "contact_attribute",
        default_value: null,
        created_at: now,
        updated_at: now,
      });
    }
  }
}
