import type { Context } from "../state/context.ts";
import { findInstallation } from "./installation.ts";
import { type Cast, playStory } from "./play-story.ts";
import { emailStories } from "./stories/email.ts";
import { instagramStories } from "./stories/instagram.ts";
import { lettingsStories } from "./stories/lettings.ts";
import { portalStories } from "./stories/portal.ts";
import { telegramStories } from "./stories/telegram.ts";
import { websiteStories } from "./stories/website.ts";
import { whatsappStories } from "./stories/whatsapp.ts";
import type { Person } from "./story.ts";
import { seedVocabulary } from "./vocabulary.ts";

const chapters = [
  whatsappStories,
  telegramStories,
  websiteStories,
  instagramStories,
  emailStories,
  portalStories,
  lettingsStories,
];

/** An estate agency and a second, smaller one: conversations of the last weeks on six channels. */
export function seedHarbour(ctx: Context): void {
  const installation = findInstallation(ctx.world);
  seedVocabulary(ctx);
  const people: Record<string, Person> = Object.assign({}, ...chapters.map((chapter) => chapter.people));
  const cast: Cast = { installation, people, known: new Map() };
  const stories = chapters.flatMap((chapter) => chapter.stories);
  // Oldest first, so that ids and activity times run the way they would have.
  for (const story of stories.sort((a, b) => b.endedHoursAgo - a.endedHoursAgo)) playStory(ctx, cast, story);
}
