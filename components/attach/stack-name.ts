import * as pulumi from "@pulumi/pulumi";
import { refusal } from "../errors";
import { printable } from "../render/printable";
import { NAMESPACE } from "../settings/namespace";

/**
 * A stack's name as every backend takes it, `organization/project/stack`. Where the state is in files or
 * in a bucket, the organization is the word `organization`, and Pulumi tells it so.
 */
export function fullStackName(name: string): string {
  const parts = name.split("/");
  if (parts.length > 3 || !parts.every((part) => /^[\w.-]+$/.test(part))) {
    throw refusal(
      `"${printable(name)}" is not a valid stack name. Allowed forms: dev, ${NAMESPACE}/dev, organization/${NAMESPACE}/dev.`,
    );
  }
  const [stack = "", project = NAMESPACE, organization = pulumi.getOrganization()] =
    parts.reverse();
  return [organization, project, stack].join("/");
}
