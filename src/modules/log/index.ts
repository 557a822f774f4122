export { deed, question } from "./deed.ts";
export type { DeedDefinition, Desk, NewEvent, QuestionDefinition, ReadDesk } from "./deed.ts";
export { ask, perform, type PerformOptions } from "./perform.ts";
export { eventsOf, type PastEvent } from "./past.ts";
export { runSubscribers, type Subscriber } from "./subscribers.ts";
export { settle } from "./settle.ts";
export { publicLeafFits } from "./leaf.ts";
export { leavesFrom } from "./store-leaves.ts";
