import type {
  EnforcementLevel,
  ResourceValidationArgs,
  ResourceValidationPolicy,
} from "@pulumi/policy";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { runs, type Container } from "./container";
import { carrierOf, taskOf, type Service, type SwarmFile } from "./service";
import { exemption, type Exemption } from "./exemptions";

/** One thing that a rule refuses: each a sentence's part, without its full stop. */
export interface Finding {
  readonly found: string;
  readonly allowed: string;
  readonly fix: string;
}

interface RuleBase<Config> {
  /** Small letters and dashes: users name it in their configuration. */
  readonly name: string;
  readonly description: string;
  readonly enforcementLevel: EnforcementLevel;
  /** What a user can configure: each with the schema of its value. */
  readonly options: { readonly [Name in keyof Config]: PolicyConfigJSONSchema };
  readonly defaults: Config;
}

/** A rule about containers, and about the tasks of a Swarm's services. */
export interface ContainerRule<Config extends object = object> extends RuleBase<Config> {
  /** The containers for which it holds; left out, those that run something. */
  readonly holdsFor?: (container: Container) => boolean;
  /** Whether it looks into their files, which on a Swarm are resources of their own. */
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
  description: "Containers for which the rule does not hold, each with the reason.",
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

/** A container rule as Pulumi takes it. */
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

/** The resource in the words of containers, and what its users call it; undefined where it is none of them. */
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
  /** What its users call such a resource. */
  readonly noun: string;
  findings(resource: { name?: string }, opts: { protect: boolean }, config: Config): Finding[];
}

/** A rule about another kind of resource, as Pulumi takes it. */
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

/** A list of texts, as a user configures it. */
export function texts(description: string): PolicyConfigJSONSchema {
  return { type: "array", items: { type: "string", minLength: 1 }, description };
}

/** Values of a container in a message. */
export function quoted(values: readonly string[]): string {
  return values.length === 0 ? "nothing" : values.map((value) => `"${value}"`).join(", ");
}
