import type { ReportViolation, ResourceValidationArgs } from "@pulumi/policy";
import { policies } from "../../../policy/pack";

/** A resource in the form in which Pulumi passes it to a policy pack. */
export interface Judged {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly protect?: boolean;
}

export interface Violation {
  readonly rule: string;
  readonly message: string;
}

export const CONTAINER = "docker:index/container:Container";

/** Violations of a resource against the whole pack, or against one rule with its options. */
export async function judge(
  { type, name, inputs, protect = false }: Judged,
  rule?: string,
  config: object = {},
): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const policy of policies) {
    if (rule !== undefined && policy.name !== rule) continue;
    const report: ReportViolation = (message) => found.push({ rule: policy.name, message });
    const args = {
      type,
      name,
      props: inputs,
      urn: `urn:pulumi:test::test::${type}::${name}`,
      opts: { protect },
      getConfig: () => config,
    } as unknown as ResourceValidationArgs;
    const { validateResource } = policy;
    if (typeof validateResource !== "function") {
      throw new Error(`${policy.name} has no check of a resource.`);
    }
    await validateResource(args, report);
  }
  return found;
}
