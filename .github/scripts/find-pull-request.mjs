// Which pull request the finished preview belongs to, as the output `number`; none where it has moved on or left nothing.
import { all, api, readEvent, setOutput } from "./github.mjs";
import { main } from "./stack.mjs";

/** A report is some hundred kilobytes at most; what is larger was not made by our scripts. */
const MOST_BYTES = 4_000_000;

main(async () => {
  const { workflow_run: run, repository } = readEvent();
  const { artifacts } = await api("GET", `/actions/runs/${run.id}/artifacts?per_page=100`);
  const reports = artifacts.filter(({ name }) => name.startsWith("preview-"));
  if (reports.length === 0) {
    console.log("The preview left no report.");
    return;
  }
  const bytes = reports.reduce((sum, { size_in_bytes: size }) => sum + size, 0);
  if (bytes > MOST_BYTES) {
    throw new Error(`The preview left ${bytes} bytes, more than the ${MOST_BYTES} that are taken.`);
  }

  // The event names no pull request of a fork, and what the pull request's code says about itself is not asked.
  // The commit and the repository it came from stand in the event, and only that pull request has both.
  const owner = run.head_repository.owner.login;
  const head = encodeURIComponent(`${owner}:${run.head_branch}`);
  const found = (await all(`/pulls?state=open&head=${head}`)).filter(
    (pull) =>
      pull.head.sha === run.head_sha && pull.head.repo?.full_name === run.head_repository.full_name,
  );
  const named = new Set(run.pull_requests.map(({ number }) => number));
  const sure = found.length > 1 ? found.filter(({ number }) => named.has(number)) : found;
  if (sure.length !== 1) {
    console.log(`${found.length} open pull requests are at commit ${run.head_sha}: no comment.`);
    return;
  }
  const [pull] = sure;
  setOutput("number", pull.number);
  // Who may push here may also write comments. Dependabot's branches are here too, but what runs there is new code of others.
  const own = run.head_repository.full_name === repository.full_name;
  setOutput("trusted", own && pull.user.login !== "dependabot[bot]");
});
