/** Panels that a URL opens by their number: it never changes. All others are numbered in their order. */
export const CONTAINER_LOGS_PANEL = 1000;
export const CONTAINER_TRACES_PANEL = 1001;
