import { load } from "js-yaml";
import type { Problem } from "../problem";
import { TARGET } from "../settings/kinds";
import { JOB_NAME, LABEL_NAME, SCRAPE_PATH, WELL_FORMED } from "../settings/scrape-target";
import { jobNameProblem } from "../settings/scrape-job";
import type { ExtensionAlertRule, ExtensionScrapeTarget } from "./extension-args";

/** A dashboard with what its file is named after. */
export interface DashboardFile {
  readonly uid: string;
  readonly text: string;
}

/** A group of a rule file, as far as this project looks into it. The rest is promtool's to judge. */
export interface RuleGroup {
  name: string;
  rules: { alert?: string; labels?: Record<string, string> }[];
}

export function scrapeTargetProblems(targets: readonly ExtensionScrapeTarget[]): Problem[] {
  return targets.flatMap((target, index) => {
    const { job, targets: addresses, path, scheme, labels = {} } = target;
    const problems: Problem[] = [];
    const setting = `scrapeTargets, job "${job}"`;
    const wrong = (message: string) => problems.push({ setting, message });
    if (!JOB_NAME.test(job)) wrong("the name must be of letters, digits, '.', '_' and '-'.");
    const name = jobNameProblem(target, targets.slice(0, index));
    if (name !== undefined) problems.push({ setting, given: "it", ...name });
    if (addresses.length === 0) wrong("it has no target.");
    for (const address of addresses.filter((one) => !TARGET.test(one))) {
      wrong(`the target "${address}" must be host:port, without a scheme or a path.`);
    }
    if (path !== undefined && !SCRAPE_PATH.test(path))
      wrong(`the path "${path}" must begin with "/" and have no spaces.`);
    if (scheme !== undefined && !["http", "https"].includes(scheme)) {
      wrong(`the scheme "${scheme}" must be http or https.`);
    }
    for (const [label, value] of Object.entries(labels)) {
      if (!WELL_FORMED.test(value)) wrong(`the label "${label}" has a value that is not a string.`);
      if (!LABEL_NAME.test(label))
        wrong(
          `the label "${label}" must be of letters, digits and '_', not beginning with a digit.`,
        );
    }
    return problems;
  });
}

export function alertRuleProblems(rules: readonly ExtensionAlertRule[]): Problem[] {
  return rules.flatMap(({ alert, expr, labels = {} }) => {
    const form = "must be of letters, digits and '_', not beginning with a digit.";
    const wrong = Object.keys(labels).filter((label) => !LABEL_NAME.test(label));
    const messages = [
      ...(/^[a-zA-Z_]\w*$/.test(alert) ? [] : [`the name ${form}`]),
      ...(expr.trim() === "" ? ["it has no expr."] : []),
      ...wrong.map((label) => `the label "${label}" ${form}`),
    ];
    return messages.map((message) => ({ setting: `alertRules, "${alert}"`, message }));
  });
}

/** The groups of a rule file's text. */
export function readRuleFile(text: string): { groups: RuleGroup[]; problems: Problem[] } {
  const wrong = (message: string) => ({
    groups: [],
    problems: [{ setting: "ruleFile", message }],
  });
  let content: unknown;
  try {
    content = load(text);
  } catch (error) {
    return wrong(`it is not valid YAML: ${(error as Error).message.split("\n")[0] ?? ""}.`);
  }
  const groups = (content as { groups?: unknown } | null)?.groups;
  if (!Array.isArray(groups) || !groups.every(isGroup)) {
    return wrong('it must be a Prometheus rule file: "groups:" with a list of name and rules.');
  }
  return { groups, problems: [] };
}

function isGroup(group: unknown): group is RuleGroup {
  const { name, rules } = (group ?? {}) as Partial<RuleGroup>;
  return typeof name === "string" && Array.isArray(rules);
}

const UID = /^[\w-]{1,40}$/;

/** The dashboards, each under its uid, by which Grafana knows it. */
export function readDashboards(dashboards: Readonly<Record<string, string>>): {
  files: DashboardFile[];
  problems: Problem[];
} {
  const files: DashboardFile[] = [];
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const [name, text] of Object.entries(dashboards)) {
    const { uid, title, problem } = readDashboard(text);
    if (problem !== undefined) {
      problems.push({ setting: `dashboards, ${name}`, ...problem });
      continue;
    }
    for (const known of [`uid "${uid}"`, `title "${title}"`]) {
      const other = owners.get(known);
      if (other !== undefined) {
        problems.push({
          setting: `dashboards, ${name}`,
          message: `${other} has the same ${known}.`,
          fix: "Give it another.",
        });
      }
      owners.set(known, name);
    }
    files.push({ uid, text });
  }
  return { files, problems };
}

type Read =
  | { uid: string; title: string; problem?: never }
  | ({ problem: Problem } & Partial<Record<"uid" | "title", never>>);

function readDashboard(text: string): Read {
  let board: unknown;
  try {
    board = JSON.parse(text);
  } catch (error) {
    return { problem: { message: `it is not valid JSON: ${(error as Error).message}.` } };
  }
  if (typeof board !== "object" || board === null || Array.isArray(board)) {
    return { problem: { message: "it must be the JSON of a dashboard." } };
  }
  const { uid, title, dashboard, __inputs } = board as Record<string, unknown>;
  if (dashboard !== undefined && title === undefined) {
    return {
      problem: {
        message: "it is an answer of Grafana's API.",
        fix: 'Give what stands under "dashboard".',
      },
    };
  }
  if (Array.isArray(__inputs) && __inputs.length > 0) {
    return {
      problem: {
        message:
          "it was exported for sharing externally and requires data sources as inputs (__inputs).",
        fix: "Export it without that option, or replace the inputs with the stack's uids (output dataSourceUids).",
      },
    };
  }
  if (typeof uid !== "string" || !UID.test(uid)) {
    return {
      problem: {
        message: `its uid must be up to 40 letters, digits, '_' and '-', not ${JSON.stringify(uid)}.`,
      },
    };
  }
  if (typeof title !== "string" || title.trim() === "") {
    return { problem: { message: "it has no title." } };
  }
  return { uid, title };
}
