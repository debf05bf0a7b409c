import type { Problem } from "../problem";
import { toYaml } from "../render/yaml";
import { scrapeJob } from "../settings/scrape-job";
import type { ExtensionAlertRule, PipelineExtensionArgs } from "./extension-args";
import {
  alertRuleProblems,
  readDashboards,
  readRuleFile,
  scrapeTargetProblems,
  type DashboardFile,
  type RuleGroup,
} from "./extension-checks";
import { shapeProblems } from "./extension-shape";

/** What an extension consists of, checked as far as that goes without its stack. */
export interface ExtensionContent {
  readonly extensionName: string;
  readonly folder: string;
  readonly args: PipelineExtensionArgs;
  readonly groups: readonly object[];
  readonly dashboards: readonly DashboardFile[];
}

/** What of its stack an extension's files depend on. */
export interface ExtensionPlace {
  readonly hostName: string;
  readonly environment: string;
}

const NAME = /^[a-z0-9][a-z0-9_.-]{0,99}$/;
/** Characters that stand for themselves in a path and in a shell's pattern. */
const FOLDER = /^\w[\w .,&+-]{0,98}$/;
/** The folder that the stack's own dashboards are in. */
const OWN_FOLDER = "container observability";

/** The content, or what is wrong with the arguments. `owner` is the project, stack and resource that bring it. */
export function extensionContent(
  args: PipelineExtensionArgs,
  owner: { readonly project: string; readonly stack: string; readonly name: string },
): ExtensionContent | { readonly problems: readonly Problem[] } {
  const wrong = shapeProblems(args);
  if (wrong.length > 0) return { problems: wrong };
  const extensionName = args.extensionName ?? defaultName(owner);
  const folder = args.folder ?? owner.project;
  const boards = readDashboards(args.dashboards ?? {});
  const file = args.ruleFile === undefined ? undefined : readRuleFile(args.ruleFile);
  const alertRules = args.alertRules ?? [];
  const groups = [
    ...(alertRules.length === 0 ? [] : [{ name: extensionName, rules: alertRules.map(ruleOf) }]),
    ...(file?.groups ?? []).map(withSeverity),
  ];
  const problems: Problem[] = [
    ...nameProblems(extensionName, folder),
    ...scrapeTargetProblems(args.scrapeTargets ?? []),
    ...alertRuleProblems(alertRules),
    ...(file?.problems ?? []),
    ...boards.problems,
    ...(Object.keys({ ...args.dashboards }).length + groups.length === 0 &&
    (file?.problems ?? []).length === 0 &&
    (args.scrapeTargets ?? []).length === 0
      ? [
          {
            setting: "scrapeTargets, alertRules, ruleFile, dashboards",
            message: "give one of them at least.",
          },
        ]
      : []),
  ];
  if (problems.length > 0) return { problems };
  return { extensionName, folder, args, groups, dashboards: boards.files };
}

function nameProblems(extensionName: string, folder: string): Problem[] {
  return [
    ...(NAME.test(extensionName)
      ? []
      : [
          {
            setting: "extensionName",
            given: `"${extensionName}"`,
            message:
              "must be up to 100 lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit.",
          },
        ]),
    ...(FOLDER.test(folder) && folder === folder.trim()
      ? []
      : [
          {
            setting: "folder",
            given: `"${folder}"`,
            message: "must be up to 99 letters, digits, spaces and any of . , & + _ -",
          },
        ]),
    ...(folder.toLowerCase() === OWN_FOLDER
      ? [
          {
            setting: "folder",
            given: `"${folder}"`,
            message: "is the one of the stack's own dashboards.",
            fix: "Choose another.",
          },
        ]
      : []),
  ];
}

/** The files as a publisher gets them, by path below its folder. None is empty. */
export function extensionFiles(
  { folder, args, groups, dashboards }: ExtensionContent,
  place: ExtensionPlace,
): Record<string, string> {
  const jobs = (args.scrapeTargets ?? []).map((target) => scrapeJob(target, place));
  return {
    ...(jobs.length === 0 ? {} : { "scrape.yml": toYaml({ scrape_configs: jobs }) }),
    ...(groups.length === 0 ? {} : { "rules.yml": toYaml({ groups }) }),
    ...Object.fromEntries(
      dashboards.map(({ uid, text }) => [`dashboards/${folder}/${uid}.json`, text]),
    ),
  };
}

function ruleOf({
  alert,
  expr,
  for: lasts,
  keepFiringFor,
  labels,
  annotations,
}: ExtensionAlertRule) {
  return {
    alert,
    expr,
    ...(lasts === undefined ? {} : { for: lasts }),
    ...(keepFiringFor === undefined ? {} : { keep_firing_for: keepFiringFor }),
    labels: { severity: "warning", ...labels },
    ...(annotations === undefined ? {} : { annotations }),
  };
}

/** An alert without a severity would be in no row of the alerts' dashboard and in no route. */
function withSeverity(group: RuleGroup): RuleGroup {
  return {
    ...group,
    rules: group.rules.map((rule) =>
      rule.alert === undefined
        ? rule
        : { ...rule, labels: { severity: "warning", ...rule.labels } },
    ),
  };
}

function defaultName({ project, stack, name }: { project: string; stack: string; name: string }) {
  return `${project}-${stack}-${name}`.toLowerCase().replace(/[^a-z0-9_.-]/g, "-");
}
