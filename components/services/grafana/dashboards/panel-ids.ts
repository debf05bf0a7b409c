/** IDs of panels that URLs open, which must never change. All other panels are numbered in order. */
export const CONTAINER_LOGS_PANEL = 1000;
export const CONTAINER_TRACES_PANEL = 1001;
