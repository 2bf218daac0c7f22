import { expect, it } from "@jest/globals";
import { railsJson } from "./rails-json.ts";

it("writes the characters that Rails escapes as \\u escapes, and nothing between the parts", () => {
  expect(railsJson({ name: "Ada & <Co>", line: "\u2028\u2029", list: [1, 2] })).toBe(
    '{"name":"Ada \\u0026 \\u003cCo\\u003e","line":"\\u2028\\u2029","list":[1,2]}',
  );
});

it("leaves other letters as they are", () => {
  expect(railsJson("Zoë 🛼 'n' \"x\"")).toBe('"Zoë 🛼 \'n\' \\"x\\""');
});
