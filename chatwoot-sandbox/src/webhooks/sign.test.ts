import { expect, it } from "@jest/globals";
import { sign } from "./sign.ts";

it("signs the published vector (CONTRACT 1.3)", () => {
  const rawBody = '{"event":"contact_created","id":42,"name":"Ada \\u0026 Co"}';
  expect(sign("test_secret_please_rotate", "1767225600", rawBody)).toBe(
    "sha256=894eafbeac93241be7e4df170960611ed911d370e5552d40e5d8ece57f41b1fd",
  );
});
