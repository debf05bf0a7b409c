/** Pulumi's types of what a Swarm has in place of containers, and of volumes with files. */
export const SWARM_SERVICE = "docker:index/service:Service";
export const SWARM_CONFIG = "docker:index/serviceConfig:ServiceConfig";
export const SWARM_SECRET = "docker:index/secret:Secret";

export const SWARM_FILES: readonly string[] = [SWARM_CONFIG, SWARM_SECRET];
