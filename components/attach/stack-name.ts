import * as pulumi from "@pulumi/pulumi";
import { refusal } from "../errors";
import { printable } from "../render/printable";

/** Name of the Pulumi project whose stacks are pipelines. */
const PROJECT = "container-observability";

/**
 * A stack's name as every backend takes it, `organization/project/stack`. Where the state is in files or
 * in a bucket, the organization is the word `organization`, and Pulumi tells it so.
 */
export function fullStackName(name: string): string {
  const parts = name.split("/");
  if (parts.length > 3 || !parts.every((part) => /^[\w.-]+$/.test(part))) {
    throw refusal(
      `"${printable(name)}" is not a valid stack name. Allowed forms: dev, ${PROJECT}/dev, organization/${PROJECT}/dev.`,
    );
  }
  const [stack = "", project = PROJECT, organization = pulumi.getOrganization()] = parts.reverse();
  return [organization, project, stack].join("/");
}
