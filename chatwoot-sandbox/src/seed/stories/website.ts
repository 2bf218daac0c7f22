import type { Chapter } from "../story.ts";

export const websiteStories: Chapter = {
  people: {
    hannah: {
      name: "Hannah Whitfield",
      email: "hannah.whitfield@example.org",
      additional_attributes: {
        city: "Leeds",
        country: "United Kingdom",
        country_code: "GB",
        created_at_ip: "203.0.113.24",
      },
      custom_attributes: { property_type: "Terraced house", timeline: "Just looking" },
    },
    visitor: { name: "silver-meadow-482" },
  },
  stories: [
    {
      person: "hannah",
      inbox: "website",
      endedHoursAgo: 30,
      assignee: "alan",
      status: "resolved",
      lines: [
        ["customer", "What are your fees for sellers?"],
        ["alan", "Hello! 1.5 % of the price, and nothing if we don't sell. Are you thinking of selling?"],
        ["customer", "Perhaps next year. A terraced house in Leeds, do you even cover that?"],
        ["alan", "We do, with a partner office. Shall I send you our guide by e-mail?"],
        ["customer", "hannah.whitfield@example.org, thanks"],
        ["alan", "On its way. Have a nice day, Hannah!"],
      ],
    },
    {
      person: "visitor",
      inbox: "website",
      endedHoursAgo: 0.15,
      pace: 1,
      lines: [
        ["customer", "hi, is there anybody?"],
        ["customer", "just wanted to know if the open house on Sunday is still on"],
      ],
    },
    {
      person: "rosa",
      inbox: "website",
      endedHoursAgo: 9,
      assignee: "alan",
      lines: [
        ["customer", "Hello, Rosa Delgado here, we wrote on Instagram. Where do I find the application form?"],
        ["alan", "Hello Rosa! Under Listings → Garden Court → Apply. It takes about five minutes."],
        ["customer", "Found it. Do you need payslips of both of us?"],
      ],
    },
  ],
};
