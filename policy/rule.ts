import type {
  EnforcementLevel,
  ResourceValidationArgs,
  ResourceValidationPolicy,
} from "@pulumi/policy";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { runs, type Container } from "./container";
import { carrierOf, taskOf, type Service, type SwarmFile } from "./service";
import { exemption, type Exemption } from "./exemptions";

/** A violation of a rule. Each text is a part of a message, without a full stop. */
export interface Finding {
  readonly found: string;
  readonly allowed: string;
  readonly fix: string;
}

interface RuleBase<Config> {
  /** Lower-case letters and dashes: users configure the rule by this name. */
  readonly name: string;
  readonly description: string;
  readonly enforcementLevel: EnforcementLevel;
  /** Options that users can set, each with the schema of its value. */
  readonly options: { readonly [Name in keyof Config]: PolicyConfigJSONSchema };
  readonly defaults: Config;
}

/** A rule for containers, and for the tasks of Swarm services. */
export interface ContainerRule<Config extends object = object> extends RuleBase<Config> {
  /** Selects the containers to which the rule applies. Default: containers that are started. */
  readonly holdsFor?: (container: Container) => boolean;
  /** Whether the rule reads uploaded files, which on a Swarm are separate resources. */
  readonly readsFiles?: boolean;
  findings(container: Container, config: Config): Finding[];
}

export const ANY_CONTAINER = () => true;

const CONTAINER = "docker:index/container:Container";
const SERVICE = "docker:index/service:Service";
const FILES: Readonly<Record<string, string>> = {
  "docker:index/serviceConfig:ServiceConfig": "Config",
  "docker:index/secret:Secret": "Secret",
};

const EXEMPT: PolicyConfigJSONSchema = {
  type: "array",
  description: "Containers to which the rule does not apply, each with the reason.",
  items: {
    type: "object",
    properties: {
      container: {
        type: "string",
        minLength: 1,
        description: "Name; * stands for any characters.",
      },
      reason: { type: "string", minLength: 10 },
    },
    required: ["container", "reason"],
    additionalProperties: false,
  },
};

/** A container rule in Pulumi's format. */
export function containerPolicy<Config extends object>(
  rule: ContainerRule<Config>,
): ResourceValidationPolicy {
  const { holdsFor = runs, readsFiles = false } = rule;
  return {
    name: rule.name,
    description: rule.description,
    enforcementLevel: rule.enforcementLevel,
    configSchema: { properties: { exempt: EXEMPT, ...rule.options } },
    validateResource: (args, report) => {
      const judged = judgedAs(args, readsFiles);
      if (judged === undefined) return;
      const { noun, container } = judged;
      const { exempt = [], ...config } = args.getConfig<
        Partial<Config> & { exempt?: Exemption[] }
      >();
      if (!holdsFor(container) || exemption(rule.name, container, exempt) !== undefined) return;
      for (const finding of rule.findings(container, { ...rule.defaults, ...config })) {
        report(sentence(`${noun} ${container.name ?? args.name}`, finding));
      }
    },
  };
}

/** The resource as a container, and the noun for messages; undefined for other resources. */
function judgedAs(
  { type, props }: Pick<ResourceValidationArgs, "type" | "props">,
  readsFiles: boolean,
): { noun: string; container: Container } | undefined {
  if (type === CONTAINER) return { noun: "Container", container: props as Container };
  if (type === SERVICE) return { noun: "Service", container: taskOf(props as Service) };
  const noun = readsFiles ? FILES[type] : undefined;
  return noun === undefined ? undefined : { noun, container: carrierOf(props as SwarmFile) };
}

export interface ResourceRule<Config extends object> extends RuleBase<Config> {
  readonly type: string;
  /** Noun for such a resource in messages. */
  readonly noun: string;
  findings(resource: { name?: string }, opts: { protect: boolean }, config: Config): Finding[];
}

/** A rule for another type of resource, in Pulumi's format. */
export function resourcePolicy<Config extends object>(
  rule: ResourceRule<Config>,
): ResourceValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    enforcementLevel: rule.enforcementLevel,
    configSchema: { properties: rule.options },
    validateResource: (args, report) => {
      if (args.type !== rule.type) return;
      const config = { ...rule.defaults, ...args.getConfig<Partial<Config>>() };
      const resource = args.props as { name?: string };
      for (const finding of rule.findings(resource, args.opts, config)) {
        report(sentence(`${rule.noun} ${resource.name ?? args.name}`, finding));
      }
    },
  };
}

function sentence(what: string, { found, allowed, fix }: Finding): string {
  return `${what}: ${found}. Allowed: ${allowed}. ${fix}.`;
}

/** Schema of an option with a list of texts. */
export function texts(description: string): PolicyConfigJSONSchema {
  return { type: "array", items: { type: "string", minLength: 1 }, description };
}

/** Values of a container, quoted for a message. */
export function quoted(values: readonly string[]): string {
  return values.length === 0 ? "nothing" : values.map((value) => `"${value}"`).join(", ");
}
