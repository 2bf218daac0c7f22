import { createHash, randomBytes } from "node:crypto";

/** 256 bits from the system, in 43 characters that survive addresses, cookies and copying by hand. */
export const newSecret = () => randomBytes(32).toString("base64url");

/** What is stored in place of a secret. A plain hash is enough: nobody can try 2^256 secrets. */
export const hashSecret = (secret: string) => createHash("sha256").update(secret).digest();
