// Turns node:test's events into lines a person reads: each failure with its reason, each skip with its reason,
// and at the end the counts as JSON for scripts/test.mjs. Only leaves are counted: a suite is not a test.
export default async function* reporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0, skips: [] };
  for await (const event of source) {
    if (event.type === "test:diagnostic" && process.env.ENTENTE_TEST_VERBOSE) yield `note    ${event.data.message}\n`;
    if (event.type === "test:stdout" || event.type === "test:stderr") {
      yield event.data.message;
      continue;
    }
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    const { name, skip, details, file } = event.data;
    const isFile = details?.type === "suite" || name === file || /\.mjs$/.test(name);
    if (event.type === "test:fail") {
      if (details?.type === "suite" && details?.error?.failureType === "subtestsFailed") continue;
      if (isFile && details?.error?.failureType === "subtestsFailed") continue;
      counts.failed += 1;
      yield `FAILED  ${name}\n${indent(reasonOf(details?.error))}\n`;
    } else if (skip !== undefined) {
      counts.skipped += 1;
      counts.skips.push(`${name}: ${skip === true || skip === "" ? "no reason given" : skip}`);
    } else if (!isFile) {
      counts.passed += 1;
      if (process.env.ENTENTE_TEST_VERBOSE) yield `ok      ${name} (${Math.round(details.duration_ms)} ms)\n`;
    }
  }
  yield `\n#counts ${JSON.stringify(counts)}\n`;
}

function reasonOf(error) {
  const cause = error?.cause ?? error;
  return String(cause?.stack ?? cause?.message ?? cause ?? "no reason").slice(0, 4000);
}

function indent(text) {
  return text.split("\n").map((line) => `        ${line}`).join("\n");
}
