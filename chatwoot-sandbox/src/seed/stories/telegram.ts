import type { Chapter } from "../story.ts";

const telegramTraits = (id: number, username: string) => ({
  username,
  language_code: "en",
  social_telegram_user_id: id,
  social_telegram_user_name: username,
});

export const telegramStories: Chapter = {
  people: {
    priya: {
      name: "Priya Raman",
      additional_attributes: telegramTraits(1000000021, "priya_looks_for_home"),
      custom_attributes: { preferred_location: "Old Harbour", timeline: "1-3 months" },
      labels: ["hot-lead"],
      sourceIds: { telegram: "1000000021" },
    },
    jonas: {
      name: "Jonas Becker",
      phone_number: "+447700900167",
      additional_attributes: telegramTraits(1000000034, "jbecker"),
      custom_attributes: { property_type: "Loft", budget: "up to $900k" },
      sourceIds: { telegram: "1000000034" },
      notes: [{ by: "barbara", content: "Architect. Cares about ceilings (3 m +) and light, not about parking." }],
    },
    olga: {
      name: "Olga Petrova ",
      additional_attributes: telegramTraits(1000000047, "olga_p"),
      sourceIds: { telegram: "1000000047" },
    },
  },
  stories: [
    {
      person: "priya",
      inbox: "telegram",
      endedHoursAgo: 1.2,
      assignee: "barbara",
      labels: ["hot-lead"],
      lines: [
        ["customer", "Hello! Do you have anything in the Old Harbour with a sea view?"],
        ["barbara", "Hello Priya! Three at the moment. How many rooms do you need?"],
        ["customer", "Two bedrooms, second one as an office. We have to be out of our flat in ten weeks 😬"],
        ["barbara", "Then Pier 4 could fit: 81 m², empty, keys at once. Shall I send a short video?"],
        ["customer", "Yes!! And what about the price?"],
        ["barbara", "$705,000, and the owner is open to an offer."],
        ["customer", "Hm. We were thinking of 650 to 700. Video first 🙂"],
      ],
    },
    {
      person: "jonas",
      inbox: "telegram",
      endedHoursAgo: 96,
      assignee: "barbara",
      status: "resolved",
      lines: [
        ["customer", "Hi, I am looking for a loft with high ceilings. Is Kiln Works real or just a rendering?"],
        ["barbara", "It is real, Jonas: the second phase was finished in June. 3.4 m ceilings, 112 m²."],
        ["customer", "That's what I wanted to hear. Budget is up to 900k, I have an offer from my bank."],
        ["barbara", "Good to know. I am noting you for a viewing next week, your number please?"],
        ["customer", "+44 7700 900167, WhatsApp works too"],
      ],
    },
    {
      person: "olga",
      inbox: "telegram",
      endedHoursAgo: 410,
      assignee: "barbara",
      status: "resolved",
      lines: [
        ["customer", "Good evening, do you sell parking spaces separately?"],
        ["barbara", "Good evening Olga, only together with a flat, I am afraid."],
        ["customer", "Pity. Thank you!"],
      ],
    },
    {
      person: "olga",
      inbox: "telegram",
      endedHoursAgo: 3,
      lines: [
        [
          "customer",
          "Hello again :) My sister is moving here and wants a one-bedroom flat, not far from the university.",
        ],
        ["customer", "Could you tell me what such a flat costs nowadays?"],
      ],
    },
  ],
};
