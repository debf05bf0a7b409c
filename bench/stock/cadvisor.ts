/** The host's folders as cAdvisor's own README mounts them. */
export const CADVISOR_FOLDERS: readonly string[] = [
  "/:/rootfs:ro",
  "/var/run:/var/run:ro",
  "/sys:/sys:ro",
  "/var/lib/docker:/var/lib/docker:ro",
];
