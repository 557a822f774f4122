export { mountLogFiles } from "./mount.ts";
