import { profileView } from "../views/profile-view.ts";
import { ok, type Route, type UserCall } from "./route.ts";

/** What a user may ask about oneself (CONTRACT 3.10). */
export const profileRoutes: Route<UserCall>[] = [
  { method: "get", path: "/profile", handle: ({ ctx, user }) => ok(profileView(ctx, user)) },
  {
    method: "post",
    path: "/profile/reset_access_token",
    handle: ({ ctx, user }) => {
      user.access_token = ctx.random.token(24);
      return ok(profileView(ctx, user));
    },
  },
];
