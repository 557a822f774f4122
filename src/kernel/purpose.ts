/** Why sealed content is opened: shown on a page, taken away as a file, or answered to a machine. */
export type Purpose = "page" | "export" | "api";
