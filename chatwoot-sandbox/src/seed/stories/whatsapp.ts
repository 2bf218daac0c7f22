import type { Chapter } from "../story.ts";

export const whatsappStories: Chapter = {
  people: {
    amelia: {
      name: "Amelia Hart",
      email: "amelia.hart@example.com",
      phone_number: "+447700900123",
      custom_attributes: {
        budget: "$500,000 - $750,000",
        preferred_location: "Downtown",
        timeline: "3-6 months",
        property_type: "2BR Apartment",
        bedrooms: 2,
        mortgage_approved: true,
      },
      labels: ["hot-lead", "viewing-booked"],
      notes: [
        { by: "alan", content: "Selling her current place in Oakfield; exchange expected in spring." },
        { by: "grace", content: "Prefers WhatsApp after 6 pm. Do not call during the day." },
      ],
    },
    mateo: {
      name: "Mateo Fernández",
      phone_number: "+447700900145",
      custom_attributes: { budget: "$2,400 a month", preferred_location: "Riverside", property_type: "Studio" },
      additional_attributes: { city: "Bristol", country: "United Kingdom", country_code: "GB" },
      labels: ["rental"],
    },
    spammer: { name: "Quick Cash Homes", phone_number: "+15550100066", blocked: true },
  },
  stories: [
    {
      person: "amelia",
      inbox: "whatsapp",
      endedHoursAgo: 0.4,
      assignee: "alan",
      priority: "high",
      labels: ["viewing-booked"],
      lines: [
        ["customer", "Hi, is the two-bedroom flat on Quay Street still available? The one with the balcony 🌊"],
        ["alan", "Hello Amelia! Yes, it is: 74 m², fourth floor, asking $689,000. Would you like to see it?"],
        ["customer", "Yes please. It's a little near the top of our budget, we said $750,000 at the very most."],
        ["alan", "Understood. Are you bound to downtown, or would the old harbour be an option too?"],
        ["customer", "Downtown, ideally. We both walk to work. And we'd like to move within 3 to 6 months."],
        ["note:alan", "Mortgage offer seen (valid until March). Keep Quay Street 14 as plan B."],
        ["alan", "Then let me offer you Thursday 5:30 pm or Saturday 10 am for a viewing."],
        ["customer", "Saturday 10 works. Could you also send me the floor plan and the service charge?"],
      ],
    },
    {
      person: "mateo",
      inbox: "whatsapp",
      endedHoursAgo: 5.5,
      assignee: "alan",
      lines: [
        ["customer", "Hola! I start a new job in January and need a studio near the river"],
        ["alan", "Welcome, Mateo! What would you like to spend a month, and from which date?"],
        ["customer", "Max 2400 incl. bills, from 2 January if possible"],
        ["alan", "There are two furnished studios at Riverside Yard from 28 December. I am sending the links."],
        ["customer", "The second one looks perfect. Are small dogs OK? 🐶"],
      ],
    },
    {
      person: "spammer",
      inbox: "whatsapp",
      endedHoursAgo: 220,
      lines: [["customer", "WE BUY YOUR LISTINGS FOR CASH TODAY!!! Reply YES & get 10% <b>bonus</b>"]],
    },
    {
      person: "leila",
      inbox: "whatsapp",
      endedHoursAgo: 26,
      assignee: "alan",
      labels: ["needs-followup"],
      lines: [
        ["customer", "Hello, Leila here. I wrote through the portal about the terraced house on Mill Lane."],
        ["alan", "Hello Leila, good that you write. I can see your request: three bedrooms, a garden, up to $620,000?"],
        ["customer", "Exactly. The garden matters most, we have two kids."],
        ["alan", "The owners of Mill Lane 8 are away until Monday. I will ask them for a date and come back to you."],
        ["customer", "Thank you, Monday is fine."],
      ],
    },
    {
      person: "jonas",
      inbox: "whatsapp",
      endedHoursAgo: 50,
      assignee: "alan",
      status: "snoozed",
      lines: [
        ["customer", "Hi, Jonas again, I changed from Telegram. Can we talk about the loft here?"],
        ["alan", "Of course! The loft at Kiln Works is under offer until Friday. Shall I call you if it comes back?"],
        ["customer", "Yes please, any time."],
      ],
    },
  ],
};
