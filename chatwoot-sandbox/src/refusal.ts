/** An answer other than success, in Chatwoot's shapes (CONTRACT 3.2). */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

export const notSignedIn = () => new Refusal(401, { errors: ["You need to sign in or sign up before continuing."] });
export const badToken = () => new Refusal(401, { error: "Invalid Access Token" });
export const notAMember = () => new Refusal(401, { error: "You are not authorized to access this account" });
/** Chatwoot says 401, not 403, when the role does not allow it. */
export const roleDenied = () => new Refusal(401, { error: "You are not authorized to do this action" });
export const featureOff = (error: string) => new Refusal(403, { error });
export const notFound = () => new Refusal(404, { error: "Resource could not be found" });
export const unprocessable = (error: string) => new Refusal(422, { error });
/** Plain text, and no Retry-After. */
export const tooMany = () => new Refusal(429, "Retry later");

/** Failed validations: attribute → what is wrong with it, as sentences such as "Email has already been taken". */
export function invalid(faults: { attribute: string; message: string }[]) {
  return new Refusal(422, {
    message: faults.map((fault) => fault.message).join(", "),
    attributes: faults.map((fault) => fault.attribute),
  });
}
