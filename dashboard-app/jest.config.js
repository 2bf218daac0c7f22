import { base } from "../jest.base.js";

export default { ...base, testMatch: ["<rootDir>/src/**/*.test.ts", "<rootDir>/test/**/*.test.ts"] };
