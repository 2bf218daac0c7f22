import { expect, it } from "@jest/globals";
import { createPkce } from "./pkce.ts";

// RFC 7636, appendix B.
const octets = [
  116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240, 91,
  88, 5, 88, 83, 132, 141, 121,
];

it("makes the verifier and challenge of the standard's own example", async () => {
  const crypto = { subtle: globalThis.crypto.subtle, getRandomValues: () => new Uint8Array(octets) };
  expect(await createPkce(crypto as unknown as Crypto)).toEqual({
    verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  });
});

it("makes a new verifier each time", async () => {
  const [one, two] = await Promise.all([createPkce(globalThis.crypto), createPkce(globalThis.crypto)]);
  expect(one?.verifier).not.toBe(two?.verifier);
});

it("says so where the page is no secure context", async () => {
  expect(await createPkce({} as unknown as Crypto)).toBeNull();
});
