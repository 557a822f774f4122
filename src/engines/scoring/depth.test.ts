import assert from "node:assert/strict";
import test from "node:test";
import { deeper, depthFloor, type DepthFloor } from "./depth.ts";

const floors: readonly DepthFloor[] = [
  { depth: "standard", kinds: ["premises"], valueFromMinor: 5_000_000n, facts: ["software-touches-data"] },
  { depth: "enhanced", kinds: [], valueFromMinor: 50_000_000n, facts: ["pep-owner"] },
];

test("asks for basic when nothing matches", () => {
  const facts = { kinds: ["funding"], valueUpToMinor: 4_999_999n, holds: [] };
  assert.deepEqual(depthFloor(facts, floors), { depth: "basic", because: [] });
});

test("asks for more at the boundary itself", () => {
  const at = (valueUpToMinor: bigint) => depthFloor({ kinds: ["funding"], valueUpToMinor, holds: [] }, floors).depth;
  assert.equal(at(5_000_000n), "standard");
  assert.equal(at(49_999_999n), "standard");
  assert.equal(at(50_000_000n), "enhanced");
});

test("names the kind and the fact that decide", () => {
  const facts = { kinds: ["premises"], valueUpToMinor: 0n, holds: ["software-touches-data"] };
  assert.deepEqual(depthFloor(facts, floors), { depth: "standard", because: ["premises", "software-touches-data"] });
});

test("takes the deepest row, in whatever order the rows stand", () => {
  const facts = { kinds: ["premises"], valueUpToMinor: 0n, holds: ["pep-owner"] };
  assert.equal(depthFloor(facts, floors).depth, "enhanced");
  assert.equal(depthFloor(facts, [...floors].reverse()).depth, "enhanced");
});

test("the deeper of two depths never is the shallower", () => {
  assert.equal(deeper("basic", "enhanced"), "enhanced");
  assert.equal(deeper("standard", "basic"), "standard");
});
