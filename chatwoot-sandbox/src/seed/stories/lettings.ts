import type { Chapter } from "../story.ts";

/** The second account. One of its customers has the phone number of somebody in the first. */
export const lettingsStories: Chapter = {
  people: {
    ameliaAtSecondStreet: {
      name: "A. Hart",
      phone_number: "+447700900123",
      custom_attributes: { budget: "$1,500 a month" },
      labels: ["rental"],
    },
    tyrone: {
      name: "Tyrone Mills",
      email: "tyrone.mills@example.org",
      custom_attributes: { property_type: "Room in a shared flat", timeline: "Right away" },
    },
  },
  stories: [
    {
      person: "ameliaAtSecondStreet",
      inbox: "lettingsWhatsapp",
      endedHoursAgo: 60,
      assignee: "devon",
      lines: [
        ["customer", "Hello, do you also rent for a few months only? Between selling and buying."],
        ["devon", "Hi! Yes, from three months on. What would you like to spend?"],
        ["customer", "About 1500 a month."],
      ],
    },
    {
      person: "tyrone",
      inbox: "lettingsWebsite",
      endedHoursAgo: 2,
      lines: [["customer", "Is the room on Second Street 41 still free? I could move in tomorrow."]],
    },
  ],
};
