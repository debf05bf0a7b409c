// GitHub's REST API, as far as the workflows need it, and what the runner tells a step.
import { appendFileSync, readFileSync } from "node:fs";

const PAGE = 100;
const MOST_PAGES = 30;

/** The event that started the run: GitHub's own words, not a pull request's. */
export function readEvent() {
  return JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH, "utf8"));
}

export function setOutput(name, value) {
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

/** The address of the run that this step belongs to. */
export function runUrl() {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = process.env;
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
}

export async function api(method, path, body) {
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN } = process.env;
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${GITHUB_TOKEN}`,
      "x-github-api-version": "2022-11-28",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    throw new Error(`GitHub: ${method} ${path}: ${response.status} ${await response.text()}`);
  }
  return response.json();
}

/** Every item of a list, over its pages. */
export async function all(path) {
  const items = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const mark = path.includes("?") ? "&" : "?";
    const found = await api("GET", `${path}${mark}per_page=${PAGE}&page=${page}`);
    items.push(...found);
    if (found.length < PAGE) break;
  }
  return items;
}

/** Written by this workflow's own token, and begun with this mark: a person's comment that quotes the mark is none of ours. */
export function isOurs(item, mark) {
  return item.user?.login === "github-actions[bot]" && item.body?.startsWith(mark);
}
