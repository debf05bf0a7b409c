/** Folder of the volume in which the filter in front of the engine's API has its own socket, and the reader finds it. */
export const FILTERED_PATH = "/filtered";

/** What the reader asks in place of the engine's socket. */
export const FILTERED_SOCKET = `${FILTERED_PATH}/docker.sock`;
