import type { ResourceValidationPolicy } from "@pulumi/policy";
import { containerPolicy, resourcePolicy } from "./rule";
import { capabilities } from "./rules/capabilities";
import { dataVolumes } from "./rules/data-volumes";
import { defaultPasswords } from "./rules/default-passwords";
import { dockerSocket } from "./rules/docker-socket";
import { grafanaAnonymous } from "./rules/grafana-anonymous";
import { healthCheck } from "./rules/health-check";
import { hostMountsReadOnly } from "./rules/host-mounts";
import { hostNamespaces } from "./rules/host-namespaces";
import { logRotation } from "./rules/log-rotation";
import { loopbackPorts } from "./rules/loopback-ports";
import { memoryLimit } from "./rules/memory-limit";
import { noNewPrivileges } from "./rules/no-new-privileges";
import { nonRoot } from "./rules/non-root";
import { pinnedImages, pinnedPulls } from "./rules/pinned-images";
import { privileged } from "./rules/privileged";
import { readOnlyRoot } from "./rules/read-only-root";
import { secretsInEnvironment } from "./rules/secrets-in-environment";

/** All rules of the pack, in Pulumi's format. */
export const policies: readonly ResourceValidationPolicy[] = [
  containerPolicy(loopbackPorts),
  containerPolicy(hostNamespaces),
  containerPolicy(privileged),
  containerPolicy(capabilities),
  containerPolicy(noNewPrivileges),
  containerPolicy(nonRoot),
  containerPolicy(readOnlyRoot),
  containerPolicy(hostMountsReadOnly),
  containerPolicy(dockerSocket),
  containerPolicy(defaultPasswords),
  containerPolicy(grafanaAnonymous),
  containerPolicy(secretsInEnvironment),
  containerPolicy(memoryLimit),
  containerPolicy(logRotation),
  containerPolicy(healthCheck),
  containerPolicy(pinnedImages),
  resourcePolicy(pinnedPulls),
  resourcePolicy(dataVolumes),
];
