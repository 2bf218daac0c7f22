import { AppError } from "../errors.ts";

/** One answer for a token that is unknown, too old, or of a session that ended: they can't be told apart, nor need be. */
export const sessionEnded = () => new AppError("session_ended", "Your session has ended: sign in again.");
