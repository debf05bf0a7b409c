// For `node --require`: notes at the end of a process what it loaded and asked for, as a line of JSON in the file COUNTS.
// Plain JavaScript, because it is loaded before anything that reads TypeScript.
const childProcess = require("node:child_process");
const { subscribe } = require("node:diagnostics_channel");
const { appendFileSync } = require("node:fs");

const counts = { processes: 0, requests: 0 };

for (const name of ["spawn", "spawnSync", "execFile", "execFileSync", "exec", "execSync", "fork"]) {
  const original = childProcess[name];
  childProcess[name] = (...words) => {
    counts.processes++;
    return original(...words);
  };
}

subscribe("http.client.request.start", () => {
  counts.requests++;
});

process.on("exit", () => {
  const line = { program: process.argv[1], files: Object.keys(require.cache).length, ...counts };
  appendFileSync(process.env.COUNTS, `${JSON.stringify(line)}\n`);
});
