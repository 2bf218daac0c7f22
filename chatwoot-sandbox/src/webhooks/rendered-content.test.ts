import { expect, it } from "@jest/globals";
import { renderedContent } from "./rendered-content.ts";

it("renders what agents wrote the way old releases sent it", () => {
  expect(renderedContent("Hello **Ada** & co\nsee you\n\nBye")).toBe(
    "<p>Hello <strong>Ada</strong> &amp; co<br />\nsee you</p>\n<p>Bye</p>\n",
  );
});
