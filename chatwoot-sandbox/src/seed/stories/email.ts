import type { Chapter } from "../story.ts";

export const emailStories: Chapter = {
  people: {
    sofia: {
      name: "Sofia Lindqvist",
      email: "sofia@lindqvist-capital.example",
      phone_number: "+46700000018",
      additional_attributes: {
        company_name: "Lindqvist Capital",
        city: "Gothenburg",
        country: "Sweden",
        country_code: "SE",
        description: "",
        social_profiles: { github: "", twitter: "", facebook: "", linkedin: "sofia-lindqvist", instagram: "" },
      },
      custom_attributes: {
        budget: "$2.5M - $4M",
        preferred_location: "Harbour front",
        timeline: "Right away",
        property_type: "Penthouse",
      },
      labels: ["vip", "hot-lead"],
      notes: [{ by: "grace", content: "Buys through her company; invoices to the Gothenburg office." }],
    },
    gallaghers: {
      name: "Tom & Erin Gallagher",
      email: "gallaghers@example.com",
      phone_number: "+447700900188",
      custom_attributes: { property_type: "Family house", bedrooms: 4, preferred_location: "Westhill" },
      labels: ["returning-customer", "needs-followup"],
    },
  },
  stories: [
    {
      person: "sofia",
      inbox: "email",
      subject: "Penthouse, Harbour Front 1",
      endedHoursAgo: 20,
      pace: 95,
      assignee: "barbara",
      priority: "urgent",
      labels: ["vip"],
      customAttributes: { listing: "HF-1-PH" },
      lines: [
        [
          "customer",
          "Dear team,\n\nwe are interested in the penthouse at Harbour Front 1. Is a visit possible this week?\n\nKind regards\nSofia Lindqvist",
        ],
        [
          "barbara",
          "Dear Ms Lindqvist,\n\nwith pleasure: **Wednesday at 11 am** or Friday at 2 pm. I would bring the plans and the energy certificate.\n\nBarbara Lind",
        ],
        ["note:barbara", "Grace, the owner would accept 3.4 if it goes quickly."],
        ["customer", "Friday at 2 pm, please. Our limit for this purchase is four million, financing is not needed."],
      ],
    },
    {
      person: "gallaghers",
      inbox: "email",
      subject: "Something bigger",
      endedHoursAgo: 54,
      pace: 240,
      assignee: "barbara",
      lines: [
        [
          "customer",
          "Hello Barbara, you sold us our flat five years ago. Now number three is on the way and we need a house: four bedrooms, Westhill if at all possible.",
        ],
        ["barbara", "What lovely news! I remember you well. What would you like to spend, and is there a date?"],
        [
          "customer",
          "We have to ask the bank first. Before the summer would be ideal. Can you tell us what our flat would bring?",
        ],
      ],
    },
    {
      person: "amelia",
      inbox: "email",
      subject: "Documents for Quay Street",
      endedHoursAgo: 130,
      pace: 60,
      assignee: "barbara",
      status: "resolved",
      lines: [
        [
          "customer",
          "Good morning, attached is our mortgage agreement in principle, as discussed on the phone.\n\nAmelia Hart",
        ],
        ["barbara", "Thank you, Amelia, that is everything we need. Alan will be your contact for viewings."],
      ],
    },
  ],
};
