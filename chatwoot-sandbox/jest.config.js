import { base } from "../jest.base.js";

export default { ...base, testMatch: ["<rootDir>/{src,test,page}/**/*.test.ts"] };
