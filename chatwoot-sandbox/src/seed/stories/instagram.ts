import type { Chapter } from "../story.ts";

const instagramTraits = (username: string, followers: number) => ({
  social_profiles: { instagram: username },
  social_instagram_user_name: username,
  social_instagram_follower_count: followers,
  social_instagram_is_verified_user: false,
  social_instagram_is_business_follow_user: false,
  social_instagram_is_user_follow_business: true,
});

export const instagramStories: Chapter = {
  people: {
    chidi: {
      name: "Chidi Okonkwo",
      additional_attributes: instagramTraits("chidi.builds", 1840),
      custom_attributes: { property_type: "New build", timeline: "6-12 months" },
      sourceIds: { instagram: "6100000000000011" },
    },
    rosa: {
      name: "Rosa Delgado",
      email: "rosa.delgado@example.net",
      additional_attributes: instagramTraits("rosa.y.plantas", 412),
      custom_attributes: { budget: "$1,900 a month", preferred_location: "Garden Court", bedrooms: 1 },
      labels: ["rental", "viewing-booked"],
      sourceIds: { instagram: "6100000000000029" },
    },
  },
  stories: [
    {
      person: "chidi",
      inbox: "instagram",
      endedHoursAgo: 14,
      assignee: "alan",
      lines: [
        ["customer", "Saw your reel about the timber houses. Love it! 🔥 Are they for sale yet?"],
        ["alan", "Thank you, Chidi! Sales start in May; I can put you on the early list."],
        ["customer", "Please do. We'd want four bedrooms, and a workshop if there is one"],
      ],
    },
    {
      person: "rosa",
      inbox: "instagram",
      endedHoursAgo: 75,
      assignee: "alan",
      status: "resolved",
      labels: ["rental"],
      lines: [
        ["customer", "Is the one-bedroom with the plants on the balcony still free? 🌿"],
        ["alan", "It is! Garden Court, $1,850 a month. When would you like to see it?"],
        ["customer", "Friday after five? Up to 1900 is fine for us"],
        ["alan", "Friday 5:15 pm it is. The address: Garden Court 3, second entrance."],
        ["customer", "Perfect, see you there"],
      ],
    },
  ],
};
