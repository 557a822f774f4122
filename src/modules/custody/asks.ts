import { asks } from "../log/index.ts";

const { id, version } = asks;

/** What every deed on a grant names: which, and the version it was looked at. */
export const onGrant = { grant: id("cgr"), expectedVersion: version };
export const contributionId = id("ctr");
/** The country is to read what it is for. UTF-16 units. */
export const wordsMin = 10;
export const wordsMax = 600;
