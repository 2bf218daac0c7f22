import type { Chapter } from "../story.ts";

export const portalStories: Chapter = {
  people: {
    kenji: {
      name: "Kenji Watanabe",
      email: "kenji.watanabe@example.com",
      identifier: "portal-lead-20817",
      additional_attributes: { city: "Osaka", country: "Japan", country_code: "JP" },
      custom_attributes: { timeline: "6-12 months", property_type: "1BR Apartment", budget: "$380,000" },
      sourceIds: { portal: "lead-20817" },
    },
    leila: {
      name: "Leila Haddad",
      email: "leila.haddad@example.net",
      phone_number: "+447700900154",
      identifier: "portal-lead-20944",
      custom_attributes: { budget: "up to $620,000", property_type: "Terraced house", bedrooms: 3 },
      labels: ["needs-followup"],
      sourceIds: { portal: "lead-20944" },
    },
  },
  stories: [
    {
      person: "kenji",
      inbox: "portal",
      endedHoursAgo: 7,
      assignee: "barbara",
      lines: [
        [
          "customer",
          "Enquiry for HH-1042 (1BR Apartment, Market Square): I will study here from next autumn. Is buying from abroad possible?",
        ],
        ["barbara", "Hello Kenji, yes: many of our buyers sign by power of attorney. A tax number is needed first."],
        ["customer", "Thank you. My parents can spend about 380,000 dollars. What would the yearly costs be?"],
      ],
    },
    {
      person: "leila",
      inbox: "portal",
      endedHoursAgo: 29,
      lines: [
        [
          "customer",
          "Enquiry for HH-0977 (Terraced house, Mill Lane): three bedrooms and a garden, up to $620,000. Please call or write on WhatsApp.",
        ],
      ],
    },
  ],
};
