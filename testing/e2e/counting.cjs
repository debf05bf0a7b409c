// For `node --require`: when a process exits, appends a line of JSON to the file COUNTS, with the numbers of loaded
// files, child processes and requests. Plain JavaScript, because it is loaded before any TypeScript loader.
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
